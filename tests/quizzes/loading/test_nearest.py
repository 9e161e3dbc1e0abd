"""Which questions are meant where nobody names a file: the kit's, the course's, the installed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from quizzes.bank import BANK, NUMBERS, PRACTICE, QUESTIONS, bank_files, practice_files
from quizzes.loading import UnknownName, prepared_numbers
from quizzes.sessions import practice_bank, start

ROOT = Path(__file__).resolve().parents[3]
SOFTMAX = ROOT / "tests" / "softmax_course"
TOPIC = """\
topic: {name}
title: {name}
use: practice
questions:
  - id: {name}-one
    type: true_false
    prompt: Is it {name}?
    answer: true
    if_true: {{feedback: It is.}}
    if_false: {{feedback: It is.}}
    concepts: [names]
    difficulty: easy
    source: Made up
    explanation: It is.
"""


def topic(folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(TOPIC.format(name=name), encoding="utf-8")


def topics(start: Path) -> list[str]:
    return list(practice_bank(start).topics)


def test_a_units_questions_come_with_those_of_its_kit(tmp_path: Path) -> None:
    topic(tmp_path / "kit" / QUESTIONS, "all")
    topic(tmp_path / "kit" / QUESTIONS, "own")
    topic(tmp_path / "kit" / "unit" / QUESTIONS, "own")
    (tmp_path / "kit" / "other").mkdir()
    assert topics(tmp_path / "kit" / "unit") == topics(tmp_path / "kit" / "other") == ["all", "own"]


def test_a_release_without_a_kit_has_those_of_its_units(tmp_path: Path) -> None:
    topic(tmp_path / "first" / QUESTIONS, "one")
    topic(tmp_path / "second" / QUESTIONS, "two")
    assert topics(tmp_path / "first") == ["one"]
    assert topics(tmp_path) == ["one", "two"]


def test_in_a_course_its_own_bank_counts_and_elsewhere_the_installed_one(tmp_path: Path) -> None:
    topic(tmp_path / "course" / PRACTICE, "own")
    (tmp_path / "course" / "exercises").mkdir()
    assert topics(tmp_path / "course" / "exercises") == ["own"]
    assert bank_files(tmp_path / "course") == practice_files(tmp_path / "course")
    assert practice_files(tmp_path) == sorted((BANK / "practice").glob("*.yaml"))


def test_where_there_are_no_questions_it_is_said_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in an installation outside of any kit: no wheel holds questions."""
    monkeypatch.setattr("quizzes.bank.BANK", tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownName, match="They come with the kit of a course"):
        practice_bank().topic("gates")
    done = CliRunner().invoke(app, ["quiz", "--list"])
    assert done.exit_code == 2
    assert "They come with the kit of a course" in done.output


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    out = tmp_path / QUESTIONS
    out.mkdir()
    request = {"root": str(SOFTMAX), "functions": [], "out": str(out)}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "quizzes"],
        input=json.dumps(request),
        env={"PYTHONPATH": str(SOFTMAX)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == ["softmax"]
    return tmp_path


def test_a_course_of_its_own_is_asked_without_its_reference(prepared: Path) -> None:
    """One of its functions takes classes, which are whole numbers."""
    assert (prepared / QUESTIONS / NUMBERS).is_file()
    numbers = prepared_numbers(prepared)
    assert list(numbers) == ["sm-compute"]
    assert {drawn.values["p"] for drawn in numbers["sm-compute"]} == {0.25, 0.5, 0.75}
    session = start("softmax", bank=practice_bank(prepared), prepared=numbers)
    assert [question.id for question in session.questions] == ["sm-shift", "sm-compute"]
    assert session.left_out == ()
