"""A file that is something else is called what it is, and text is decoded as Python would."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from autograder.submission.read import UnreadableSubmission, read_submission

PYTHON = b"import numpy as np\n\n\ndef sigmoid(z):\n    return z\n"


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def problem(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(UnreadableSubmission) as caught:
        read_submission(path, {})
    return str(caught.value)


CONFLICT = b'{\n "cells": [\n<<<<<<< HEAD\n  1\n=======\n  2\n>>>>>>> mine\n ]\n}'
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
KINDS = [
    (b"<!DOCTYPE html>\n<html></html>", "a web page (HTML)", "Download"),
    (b"\n\n<html><body>login</body></html>", "a web page (HTML)", "Download"),
    (b"\xef\xbb\xbf<!doctype HTML>", "a web page (HTML)", "Download"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF document", "notebook itself"),
    (b"PK\x03\x04abcd", "a zip archive", "Unpack"),
    (zipped("gates/gates.ipynb"), "a zip archive", "Unpack"),
    (zipped("[Content_Types].xml", "word/document.xml"), "a Word document", "notebook itself"),
    (zipped("mimetype", "content.xml"), "an OpenDocument file", "notebook itself"),
    (b"\x1f\x8b\x08\x00", "a gzip archive", "Unpack"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack"),
    (b"Rar!\x1a\x07\x01\x00", "a RAR archive", "Unpack"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture (PNG)", "notebook itself"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture (JPEG)", "notebook itself"),
    (b"{\\rtf1\\ansi hello}", "an RTF document", "notebook itself"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "notebook itself"),
    (LFS, "a pointer of Git LFS", "git lfs pull"),
    (b"\0\x05\x16\x07\0\x02\0\0", "a file that macOS adds", "notebook itself"),
    ("{}".encode("utf-16"), "text in UTF-16", "UTF-8"),
    (b'<?xml version="1.0"?>\n<svg xmlns="x"/>', "a picture (SVG)", "notebook itself"),
    (b'<svg xmlns="x"></svg>', "a picture (SVG)", "notebook itself"),
    (b'<?xml version="1.0"?><a/>', "an XML document", "notebook itself"),
    (b"diff --git a/x b/x\n--- a/x\n+++ b/x\n", "a patch", "notebook itself"),
    (b"--- gates.py\t2026\n+++ mine.py\t2026\n@@ -1 +1 @@\n", "a patch", "notebook itself"),
    (b"From: a@b.c\r\nTo: d@e.f\r\nSubject: x\r\n\r\nhi", "an e-mail message", "attached"),
    (b"", "empty", "save"),
    (b" \n\t\n", "empty", "save"),
    (b"\0\0\0\0\0\0", "not text", "notebook itself"),
]


@pytest.mark.parametrize("suffix", [".ipynb", ".py"])
@pytest.mark.parametrize(("content", "kind", "step"), KINDS)
def test_a_file_of_another_kind_is_called_what_it_is(
    tmp_path: Path, suffix: str, content: bytes, kind: str, step: str
) -> None:
    found = problem(tmp_path / f"gates{suffix}", content)
    assert kind in found
    assert step in found
    assert "JSON" not in found


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PYTHON, "is Python source, not a notebook"),
        (b"# mine\nx = 1\n", "is Python source, not a notebook"),
        (CONFLICT, "conflict markers of Git (line 3)"),
        (b'{"cells": [', "it is cut off"),
        (b'{"cells": [{"source": "def sig', "it is cut off"),
        (b'{"cells": [1, 2}', "not valid JSON (line 1)"),
        (b"hello world", "not valid JSON (line 1)"),
        (b'["a"]', "its JSON is a list"),
    ],
)
def test_what_is_no_notebook_is_called_what_it_is(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    assert kind in problem(tmp_path / "gates.ipynb", content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (json.dumps({"cells": [], "nbformat": 4}).encode(), "is a notebook, not Python source"),
        (PYTHON + CONFLICT[13:-4], "conflict markers of Git (line 7)"),
    ],
)
def test_what_is_no_python_file_is_called_what_it_is(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    assert kind in problem(tmp_path / "gates.py", content)


def test_another_suffix_is_called_what_it_is(tmp_path: Path) -> None:
    assert "a Word document" in problem(tmp_path / "g.docx", zipped("word/document.xml"))
    assert "neither a notebook" in problem(tmp_path / "gates.txt", PYTHON)
