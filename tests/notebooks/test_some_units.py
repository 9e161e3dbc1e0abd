"""A course of some units only, and the page in its folder."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.notebooks.release import new_course as making
from autograder.notebooks.release.new_course import NewCourse
from autograder.submission.course_folder import CourseFolder
from tests.command.test_readme import find_command
from tests.conftest import ROOT, UnitKey
from tests.guide.test_guide import TEXTS, steps


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, unit_key: UnitKey) -> list[tuple[str, ...]]:
    """Takes keys that are built already. Returns which units were asked for, call by call."""
    asked: list[tuple[str, ...]] = []

    def build(root: Path, secret: bytes, units: tuple[str, ...] = ()) -> dict[str, object]:
        asked.append(units)
        return {unit: unit_key(unit) for unit in units}

    monkeypatch.setattr(making, "build_keys", build)
    return asked


def course(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["course", "new", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.slow
def test_an_update_keeps_the_units_that_were_chosen(
    quick: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `docs/some-units.md` says it."""
    monkeypatch.chdir(tmp_path)
    first, again, others = (
        step.text.removeprefix("gatewise course new ").split()
        for step in steps(TEXTS["some-units"])
    )
    course(*first)
    folder = tmp_path / "two-units"
    (folder / "README.md").write_text("a page of one's own")
    shutil.rmtree(folder / "source")
    assert "the same as before" in course(*again)
    assert quick == [("gates", "cell")] * 2
    assert {path.name for path in (folder / "source").iterdir()} == {"gates", "cell"}
    assert (folder / "README.md").read_text() == "a page of one's own"
    said = course(*others)
    assert "the unit cell is gone" in said
    assert "the unit rnn is new" in said
    assert making.chosen_units(CourseFolder(folder)) == ("rnn", "gates")


def test_the_course_folder_says_what_each_file_is_and_what_comes_next(
    made: NewCourse,
) -> None:
    folder = made.folder.root
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {folder.name}\n")
    table = page.split("| place |")[1].split("\n\n")[0]
    named = {name.rstrip("/") for name in re.findall(r"`([\w./_-]+)`", table)}
    assert {path.name for path in folder.iterdir()} - named == {"README.md"}
    commands = re.findall(r"^    (\w.+)$", page, re.MULTILINE)
    assert len(commands) == 3
    for line in commands[1:]:
        find_command(line)


@pytest.mark.slow
def test_units_come_in_the_courses_order(tmp_path: Path) -> None:
    assert "the units rnn, gates." in course(str(tmp_path / "course"), "--units", "gates, rnn")


def test_an_unknown_unit_is_one_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["course", "new", str(tmp_path / "x"), "--units", "gats"])
    assert done.exit_code == 2
    assert done.output == (
        f"gatewise: no unit 'gats' in {ROOT}; there are rnn, gates, cell, layers, backprop,"
        " memory\n"
    )
    assert not (tmp_path / "x").exists()
