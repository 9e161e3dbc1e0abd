"""The real command over the sample class: every submission under tests/submissions ends with the
grade beside it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from autograder.cli import app
from autograder.commands.demo import submit_class
from autograder.notebooks.release.new_course import new_course
from autograder.sandbox import Limits
from tests.conftest import BuildOnce

ROOT = Path(__file__).resolve().parents[2]
SUBMISSIONS = ROOT / "tests" / "submissions"
EXPECTED = sorted(SUBMISSIONS.glob("*/expected/*.json"))
IMPATIENT = partial(Limits, exercise_seconds=0.8)
"""Two of the submissions never come back."""


def gatewise(*arguments: str, status: int = 0, cwd: Path = ROOT) -> str:
    environment = dict(os.environ) | {"PYTHONPATH": str(ROOT), "COLUMNS": "120"}
    done = subprocess.run(
        [sys.executable, "-c", "from autograder.cli import main; main()", *arguments],
        cwd=cwd,
        text=True,
        capture_output=True,
        env=environment,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def demonstration(build_once: BuildOnce) -> tuple[Path, str]:
    """The folder that `gatewise demo` made, and what it said."""

    def fill(folder: Path) -> None:
        (folder / "said.txt").write_text(gatewise("demo", str(folder / "class")))

    folder = build_once("demo", fill)
    return folder / "class", (folder / "said.txt").read_text()


@pytest.fixture(scope="module")
def graded(build_once: BuildOnce) -> Path:
    """A course in which the sample class is graded, without the rest of what `gatewise demo` does:
    assignments go out as they were generated, and no feedback pages are made.
    """

    def fill(folder: Path) -> None:
        made = new_course(ROOT, folder / "class", units=("gates", "cell"))
        shutil.copytree(
            made.folder.root / "source", made.folder.root / "release", dirs_exist_ok=True
        )
        submit_class(ROOT, made.folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("autograder.sandbox.sandbox.Limits", IMPATIENT)
            done = CliRunner().invoke(app, ["course", "grade", str(made.folder.root)])
        assert done.exit_code == 1, done.output

    return build_once("graded-class", fill) / "class"


def test_every_submission_gets_the_grade_it_must_get(graded: Path) -> None:
    assert_grades(graded)


@pytest.mark.slow
def test_the_demonstration_gives_the_same_grades(demonstration: tuple[Path, str]) -> None:
    assert_grades(demonstration[0])


def assert_grades(folder: Path) -> None:
    """Every submission has the grade beside it, and no submission is without one."""
    wrong = {}
    for path in EXPECTED:
        unit = path.parent.parent.name
        must = json.loads(path.read_text())
        got = json.loads((folder / "grades" / unit / path.name).read_text())
        exercises = {
            item["slug"]: [
                item["status"],
                item["score"],
                item["misconceptions"],
                *(["follow-through"] if item["follow_through"] else []),
            ]
            for item in got["exercises"]
        }
        if (got["score"], exercises) != (must["score"], must["exercises"]):
            wrong[f"{unit}/{path.stem}"] = (got["score"], exercises)
    assert not wrong
    handed_in = {
        f"{path.parent.parent.name}/{path.stem}"
        for path in SUBMISSIONS.glob("*/*/*.*")
        if path.parent.name != "expected"
    }
    assert handed_in == {f"{path.parent.parent.name}/{path.stem}" for path in EXPECTED}


@pytest.mark.slow
def test_the_demonstration_leaves_gradebook_feedback_and_report(
    demonstration: tuple[Path, str],
) -> None:
    folder, said = demonstration
    assert (folder / "gradebook.db").stat().st_size
    report = (folder / "report.html").read_text(encoding="utf-8")
    assert "hidden_state: the cell state is shown without tanh" in report
    assert "<strong>ivan</strong>: gates.ipynb is not a notebook" in report
    page = (folder / "feedback" / "ben" / "gates" / "gates.html").read_text(encoding="utf-8")
    assert "forget_gate: not right yet" in page
    assert "forget_gate: tanh where the gate needs a sigmoid" in said
    if os.geteuid() == 0:
        assert "nobody" in said


def test_a_learner_checks_the_kit(graded: Path) -> None:
    assert "not attempted" in gatewise(
        "check", str(graded / "kit" / "gates" / "gates.py"), status=1
    )
    work = graded / "kit" / "gates" / "mine.py"
    work.write_text((SUBMISSIONS / "gates" / "notebooks" / "ada.py").read_text())
    line = json.loads(gatewise("check", str(work), "--format", "json"))
    assert (line["schema"], line["score"], line["max_score"]) == (2, 10.0, 10.0)
    assert gatewise("check", str(graded / "nothing.py"), status=2) == ""
    for form in ("text", "json"):
        assert heavy_after("check", str(work), "--format", form) == []


def test_a_key_of_another_version_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "gates.public.key").write_bytes(b"something else")
    work = tmp_path / "gates.py"
    work.write_text("def sigmoid(z):\n    return z\n")
    done = CliRunner().invoke(app, ["check", str(work)])
    assert done.exit_code == 2
    assert "gates.public.key is not an answer key of Gatewise" in done.output
    assert done.output.count("\n") == 1


HEAVY = ("nbformat", "nbgrader", "jinja2", "IPython", "ruamel")  # Typer itself loads pydantic


def heavy_after(*arguments: str) -> list[str]:
    """Which of the packages that take time to import a command has loaded."""
    code = (
        "import json, sys\nfrom typer.testing import CliRunner\nfrom autograder.cli import app\n"
        "done = CliRunner().invoke(app, sys.argv[1:])\nassert done.exit_code == 0, done.output\n"
        f"print(json.dumps([name for name in {HEAVY} if name in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=True,
    )
    return list(json.loads(done.stdout.splitlines()[-1]))


def test_a_machine_that_cannot_isolate_is_one_sentence(
    graded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("this machine cannot isolate")

    monkeypatch.setattr("autograder.batch.Sandbox", refuse)
    work = SUBMISSIONS / "gates" / "notebooks" / "ben.py"
    done = CliRunner().invoke(app, ["grade", str(work), "--course", str(graded)])
    assert (done.exit_code, done.output) == (2, "gatewise: this machine cannot isolate\n")


def test_files_are_graded_in_order_and_a_broken_one_stops_nobody(
    graded: Path,
) -> None:
    names = [
        SUBMISSIONS / "gates" / "notebooks" / "ben.py",
        SUBMISSIONS / "gates" / "files" / "ivan.ipynb",
        SUBMISSIONS / "cell" / "notebooks" / "ada.py",
    ]
    lines = [
        json.loads(line)
        for line in gatewise(
            "grade", *map(str, names), "--course", str(graded), status=1
        ).splitlines()
    ]
    assert [line["unit"] for line in lines] == [
        "gates",
        None,
        "gates",
        "cell",
    ]  # a helper named sigmoid makes it a submission for both
    assert lines[0]["exercises"][1]["misconceptions"] == ["gate-uses-tanh"]
    assert "not valid JSON" in lines[1]["notes"][0]


def test_a_second_run_still_says_who_needs_a_person(graded: Path) -> None:
    said = gatewise("course", "grade", str(graded), "gates", status=1)
    assert "14 of 14 had not changed" in said
    assert "gates.ipynb is not a notebook" in said


def commands(
    group: typer.core.TyperGroup, above: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """Every command and group of commands that `gatewise` has."""
    yield above
    for name, command in group.commands.items():
        yield from (
            commands(command, (*above, name))
            if isinstance(command, typer.core.TyperGroup)
            else [(*above, name)]
        )


@pytest.mark.parametrize("command", list(commands(typer.main.get_group(app))), ids=" ".join)
def test_help_teaches_by_example(command: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "140"}).output
    text, _, below = shown.partition("Examples:")
    assert any(" ".join(["gatewise", *command]) in line for line in below.splitlines())
    if command and not isinstance(found(command), typer.core.TyperGroup):
        assert re.search(r"\b(reads|tries|writes)\b", text), "what does it read and write?"


def found(words: tuple[str, ...]) -> object:
    """The command, or group of commands, of that name."""
    place: Any = typer.main.get_group(app)
    for word in words:
        place = place.commands[word]
    return place
