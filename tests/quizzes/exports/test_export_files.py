"""Exports as files, and what they say about what they leave out."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from quizzes.exports import FORMATS, write_export

etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_written_and_says_what_it_left_out(
    form: str, asked: list[Any], tmp_path: Path
) -> None:
    written = write_export(form, asked, tmp_path / "bank")
    left_out = written.left_out

    assert (tmp_path / "bank").stat().st_size > 10_000
    assert len(written.carried) >= 0.9 * len(asked)
    said = " ".join(left_out)
    assert all(question.id in written.carried or question.id in said for question in asked)
    assert any(sentence.startswith("The misconception") for sentence in left_out)
    assert len({sentence.partition(":")[0] for sentence in left_out}) == len(left_out)


def test_a_qti_package_lists_every_item_it_holds(asked: list[Any], tmp_path: Path) -> None:
    write_export("qti", asked, tmp_path / "bank.zip")
    with zipfile.ZipFile(tmp_path / "bank.zip") as package:
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
        listed = [node.get("href") for node in manifest.iter("{*}file")]
        assert sorted([*listed, "imsmanifest.xml"]) == sorted(package.namelist())
    assert len(listed) == len(asked)


def test_an_unknown_format_names_those_there_are(asked: list[Any], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="moodle, gift, qti"):
        write_export("scorm", asked, tmp_path / "bank")
