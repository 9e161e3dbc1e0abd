"""The commands of docs/lms.md: each parses, and all run in the order in which they stand there."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.command.test_readme import find_command, run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "lms.md"
LINES = re.findall(r"^\$ (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
MENTIONED = sorted(set(re.findall(r"`(gatewise [a-z][^`]*)`", PAGE.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("gatewise ")])
def test_every_command_parses(line: str) -> None:
    command, words = find_command(line)
    command.make_context("gatewise", words).close()


@pytest.mark.parametrize("line", MENTIONED)
def test_every_command_in_a_sentence_is_there(line: str) -> None:
    find_command(line)


def test_every_option_that_it_names_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    known = set()
    for line in LINES:
        if line.startswith("gatewise "):
            command, _ = find_command(line)
            known |= {name for option in command.params for name in option.opts}
    assert set(re.findall(r"`(--[a-z-]+)", text)) - known == set()


@pytest.mark.slow
def test_an_instructor_can_follow_it(new_class: Path, tmp_path: Path) -> None:
    """In a class of three, so that nothing is left for a person."""
    course = shutil.copytree(new_class, tmp_path / "my-course")
    said = {line: run(line, course) for line in LINES}
    assert "3 learners in roster.csv" in said["gatewise course roster participants.csv"]
    assert "(3 new)" in said["gatewise course collect moodle.zip gates"]
    assert "3 there already" in said["gatewise course collect canvas.zip"]
    filled = (course / "grades-gates-filled.csv").read_text(encoding="utf-8")
    assert filled.count(",LSTM,10,") == 2
    assert '"LSTM, ""B""",10,' in filled
    assert (course / "worksheet-gates-filled.csv").read_text().count("Submitted,10,") == 3
    with zipfile.ZipFile(course / "worksheet-gates-filled-feedback.zip") as archive:
        assert len(archive.namelist()) == 3
    with zipfile.ZipFile(course / "gates-gradescope.zip") as archive:
        assert {"setup.sh", "run_autograder"} <= set(archive.namelist())
    assert len(json.loads((course / "results.json").read_text())["tests"]) == 5
    assert (course / "gates-classroom50" / "autograder.py").is_file()
