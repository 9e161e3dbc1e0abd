"""Every mistake of an author is an error of `gatewise lint`: its rule, file, line and advice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.course.lint.equations import unrendered
from autograder.course.lint.findings import unpack
from autograder.course.lint.problem import Problem
from quizzes.text import mathml
from tests.conftest import BuildOnce
from tests.course.lint import run_all
from tests.course.lint.mistakes import ALL, TINY, Mistake

Found = Callable[[str], list[Problem]]


@pytest.fixture(scope="module")
def courses(build_once: BuildOnce) -> Path:
    """All courses with a mistake, and what lint says of them, made in one process."""

    def fill(folder: Path) -> None:
        for mistake in ALL:
            mistake.make(folder / "courses")
        (folder / "courses" / "good").symlink_to(TINY)
        (folder / "found").mkdir()
        command = [sys.executable, "-P", run_all.__file__, str(folder / "courses")]
        done = subprocess.run(
            [*command, str(folder / "found")], capture_output=True, text=True, check=True
        )
        (folder / "errors").write_text(done.stderr)

    return build_once("mistakes", fill)


@pytest.fixture
def found(courses: Path) -> Found:
    def read(name: str) -> list[Problem]:
        path = courses / "found" / f"{name}.json"
        assert path.is_file(), (courses / "errors").read_text()
        findings = unpack(path.read_text(encoding="utf-8"))
        return [
            *findings.problems,
            *(item for equation in findings.equations for item in unrendered(equation, mathml)),
        ]

    return read


def test_a_good_course_has_none(found: Found) -> None:
    assert found("good") == []


@pytest.mark.parametrize("mistake", ALL, ids=lambda mistake: mistake.name)
def test_a_mistake_is_found_where_it_is(mistake: Mistake, courses: Path, found: Found) -> None:
    problems = found(mistake.name)
    said = "\n".join(map(str, problems))
    line = mistake.number(courses / "courses" / mistake.name)
    here = [
        problem
        for problem in problems
        if problem.rule == mistake.rule and problem.place == (mistake.file, line)
    ]
    assert here, f"expected [{mistake.rule}] at {mistake.file}:{line}, but lint says\n{said}"
    assert any(all(words in problem.message for words in mistake.words) for problem in here), said
    assert "Traceback" not in said


def test_every_problem_of_every_course_has_a_place(found: Found) -> None:
    nowhere = [
        f"{mistake.name}: {problem}"
        for mistake in ALL
        for problem in found(mistake.name)
        if not problem.place.file
    ]
    assert nowhere == []


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("no_unit", "exercises/gru/__init__.py:"),
        ("same_slug", "exercises/misconceptions/gru/"),
    ],
)
def test_the_command_goes_on_with_a_course_that_cannot_be_taught(
    name: str, place: str, courses: Path
) -> None:
    command = ["lint", "--quick", "--from", str(courses / "courses" / name)]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 1, done.output
    assert place in done.output
