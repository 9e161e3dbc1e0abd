"""A Python file is decoded as Python decodes it: PEP 263, and a byte-order mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.submission.source_file import UnreadableSubmission, read_source

TEXT = "# Grüße\nname = 'Grüße'\n"


@pytest.mark.parametrize(
    ("first", "encoding"),
    [
        ("# -*- coding: latin-1 -*-\n", "latin-1"),
        ("#!/usr/bin/env python3\n# vim: set fileencoding=cp1252 :\n", "cp1252"),
        ("# coding=iso-8859-15\n", "iso-8859-15"),
        ("# coding: utf8\n", "utf-8"),
        ("# coding: utf-8-unix\n", "utf-8"),
        ("# coding: mac-roman\n", "mac-roman"),
        ("# coding: gbk\n", "gbk"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("# coding: utf-8\n", "utf-8-sig"),
    ],
)
def test_a_cookie_is_honoured(tmp_path: Path, first: str, encoding: str) -> None:
    path = tmp_path / "gates.py"
    text = first + (TEXT if encoding != "gbk" else "name = '你好'\n")
    path.write_bytes(text.encode(encoding))
    assert read_source(path) == text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"# coding: latin-7x\n", "latin-7x"),
        (b"# coding: zlib\nx\xff", "zlib"),
        (b"# coding: rot13\n", "rot13"),
        (b"# coding: idna\n", "idna"),
        (b"# coding: ascii\nname = '\xfc'\n", "ascii"),
        (b"# coding: utf-8\nname = '\xfc'\n", "utf-8"),
        (b"\xef\xbb\xbf# coding: latin-1\nx = 1\n", "byte-order mark"),
        (b"name = '\xfc'\n", "byte 8"),
        (b"name = 1\nx = 2\n# coding: latin-1\ny = '\xfc'\n", "UTF-8"),
    ],
)
def test_a_cookie_that_does_not_fit_is_named(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "gates.py"
    path.write_bytes(content)
    with pytest.raises(UnreadableSubmission, match=f"(?i){says}") as caught:
        read_source(path)
    assert "Save it again as UTF-8" in str(caught.value)


def test_a_cookie_counts_in_python_files_alone(tmp_path: Path) -> None:
    path = tmp_path / "gates.ipynb"
    path.write_bytes(b'{"x": 1}\n# coding: latin-1\n\xfc')
    with pytest.raises(UnreadableSubmission, match="UTF-8"):
        read_source(path)
