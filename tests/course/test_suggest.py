"""`gatewise author suggest`: what mutants and submissions do that no misconception does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.course.discover import CourseError
from autograder.course.drafts import draft, wrong_version
from autograder.course.lint import lint
from autograder.course.new import write_course
from autograder.course.suggest import Suggestions, suggest
from tests.conftest import BuildOnce


@pytest.fixture(scope="module")
def written(build_once: BuildOnce) -> Path:
    def fill(folder: Path) -> None:
        write_course(folder / "first-steps")

    return build_once("author-new", fill) / "first-steps"


@pytest.fixture(scope="module")
def found(written: Path) -> Suggestions:
    return suggest(written, "linear", b"secret")


def changes(found: Suggestions) -> list[str]:
    return [change for proposal in found.proposals for change in proposal.changes]


def test_what_has_a_name_is_left_out_and_so_is_what_only_raises(found: Suggestions) -> None:
    assert "X @ W.T + b -> (X @ W.T) - (b)" in changes(found)
    assert "X @ W.T + b -> (X @ W.T)" not in changes(found), "that is bias-forgotten"
    assert "W.T -> (W)" not in changes(found), "no case of it ends without an exception"
    assert len(found.key.signatures) == len(found.proposals)


def test_equal_results_stand_together_and_numbers_come_first(found: Suggestions) -> None:
    assert len(changes(found)) == len(set(changes(found)))
    numbers = [proposal.numbers for proposal in found.proposals]
    assert numbers == sorted(numbers, reverse=True)
    first = found.proposals[0]
    assert first.evidence.startswith("In the case “three examples” Y[0, 0] is ")
    assert first.failing == len(found.key.cases)


def test_an_unknown_exercise_is_named(written: Path) -> None:
    with pytest.raises(CourseError, match="no exercise is called 'liner'; there are linear"):
        suggest(written, "liner", b"secret")


SUBTRACTED = "def linear(X, W, b):\n    return X @ W.T - b\n"
WORK = {
    "ann": SUBTRACTED,
    "bob": "def linear(X, W, b):\n    Y = X @ W.T\n    Y -= b\n    return Y\n",
    "eve": "def linear(X, W, b):\n    return 2 * X @ W.T + b\n",
    "named": "def linear(X, W, b):\n    return X @ W.T\n",
    "right": "def linear(X, W, b):\n    return X @ W.T + b\n",
    "broken": "def linear(X, W, b:\n",
}


def test_submissions_without_a_name_are_grouped_and_one_becomes_a_draft(
    written: Path, tmp_path: Path
) -> None:
    course = shutil.copytree(written, tmp_path / "course")
    for name, source in WORK.items():
        place = tmp_path / "submitted" / name / "layer"
        place.mkdir(parents=True)
        (place / "layer.py").write_text(source, encoding="utf-8")
    words = ["author", "suggest", "linear", "--from", str(course)]
    words += ["--work", str(tmp_path / "submitted"), "--allow-unsafe"]

    shown = CliRunner().invoke(app, [*words, "--most", "2"]).output
    assert "1. 2 submissions: " in shown
    assert "; X @ W.T + b -> (X @ W.T) - (b)" in shown
    assert shown.index("ann") < shown.index("bob") < shown.index("2. 1 submission: ")
    assert "eve/layer" in shown
    assert "named/layer" not in shown
    assert "right/layer" not in shown
    assert "3 of 4 wrong submissions had no name." in shown

    said = CliRunner().invoke(app, [*words, "--write", "2"]).output
    file = course / "exercises" / "misconceptions" / "layer" / "linear_draft_1.py"
    assert file.name in said.replace("\n", "")
    assert "return 2 * X @ W.T + b" in file.read_text(encoding="utf-8")
    assert {problem.rule for problem in lint(course)} == {"misconception"}, "its words are missing"
    file.write_text(file.read_text(encoding="utf-8").replace('=""', '="Words."'), "utf-8")
    assert lint(course) == []
    assert "eve/layer" not in CliRunner().invoke(app, words).output, "now it has a name"


def test_a_draft_is_one_function_with_all_that_it_needs() -> None:
    source = (
        "import numpy as np\n\nLIMIT = 3\n\ndef _half(x: float) -> float:\n"
        '    """Half."""\n    return x / 2\n\n@np.vectorize\ndef f(x: float) -> float:\n'
        '    """Twice."""\n    y: float = np.tanh(_half(x))\n    return y\n'
    )
    wrong = wrong_version(source, "f")
    helper = "def _half(x):\n    return x / 2\n\n\n"
    assert wrong == helper + "def wrong(x):\n    y = np.tanh(_half(x))\n    return y"
    assert "\nimport numpy as np\n" in draft("f-draft", "f", wrong)
    with pytest.raises(KeyError):
        wrong_version(source, "g")


def test_names_of_the_reference_are_imported_inside() -> None:
    import statistics

    assert wrong_version("def f(x):\n    return mean(x) + abs(x[0])\n", "f", statistics) == (
        "def wrong(x):\n    from statistics import mean\n    return mean(x) + abs(x[0])"
    )
