"""`lint` finds each way in which a course can be unsound, in a tiny course that has one at a
time.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.cli import app
from autograder.course.discover import CourseError
from autograder.course.lint import lint

ROOT = Path(__file__).resolve().parents[3]

REFERENCE = {
    "__init__": "from reference.line import double, line\n",
    "line": (
        '''
def double(x):
    """Twice x."""
    return 2.0 * x


def line(x, a, b):
    """A straight line."""
    scaled_input = double(x) * a
    return scaled_input + b
'''
    ),
}
EXERCISE = '''
"""A straight line."""
import reference
from autograder import RIGHT_VALUES, Criterion, Exercise, hidden, visible


def line(x, a, b):
    """Compute the value of a straight line at twice x.

    Parameters
    ----------
    x : array
        Where the line is wanted.
    a, b : float
        Slope and offset.

    Returns
    -------
    y : array
        The values.
    """
    raise NotImplementedError("line is yours to write")


def inputs(rng, size):
    return {"x": rng.normal(size=size), "a": rng.normal(), "b": rng.normal()}


exercise = Exercise(
    stub=line,
    reference=reference.line,
    points=1,
    criteria=(Criterion(RIGHT_VALUES),),
    cases=(
        visible("three", lambda rng: inputs(rng, 3)),
        hidden("five", lambda rng: inputs(rng, 5)),
    ),
    hints=("Think of school.", "Slope first."),
)
'''
MISTAKES = '''
"""Mistakes on a line."""
from autograder import Misconception
from reference import double

misconceptions = [
    Misconception(
        "no-offset", "line", lambda x, a, b: double(x) * a,
        "the offset is missing", "Why. And so.", "Look.",
    ),
    Misconception(
        "no-slope", "line", lambda x, a, b: double(x) + b,
        "the slope is missing", "Why. And so.", "Look.",
    ),
    Misconception("triple", "double", lambda x: 3.0 * x, "three times", "Why. And so.", "Look."),
]
'''


def course(
    folder: Path, exercise: str = EXERCISE, misconceptions: str = MISTAKES, **more: str
) -> Path:
    files = {
        "exercises/__init__.py": "",
        "exercises/lines/line.py": exercise,
        "exercises/lines/__init__.py": (
            'from autograder import Unit\nUNIT = Unit(title="Lines", order=1)\n'
        ),
        "exercises/misconceptions/__init__.py": "",
        "exercises/misconceptions/on_a_line.py": misconceptions,
        **{f"reference/{name}.py": text for name, text in REFERENCE.items()},
        **more,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def rules(folder: Path) -> list[str]:
    return [problem.rule for problem in lint(folder)]


def test_a_sound_course_has_no_findings(tmp_path: Path) -> None:
    assert lint(course(tmp_path)) == []
    assert "reference.line" not in sys.modules, "the course is loaded in a process of its own"


def test_an_inseparable_pair_is_named_with_an_input_that_would_tell(tmp_path: Path) -> None:
    same_if_small = "lambda x, a, b: double(x) + b + (abs(x) > 6),"
    found = lint(
        course(
            tmp_path,
            misconceptions=MISTAKES.replace("lambda x, a, b: double(x) * a,", same_if_small),
        )
    )
    message = next(finding.message for finding in found if finding.rule == "inseparable")
    assert "no-offset (line)" in message
    assert "no-slope (line)" in message
    assert "with inputs ten times larger" in message
    words = '"the offset is missing", "Why. And so.", "Look."'
    declared = MISTAKES.replace(
        f"lambda x, a, b: double(x) * a, {words}", f'{same_if_small} {words}, same_as=("no-slope",)'
    )
    assert "inseparable" not in rules(course(tmp_path, misconceptions=declared))


SQUARES = (
    REFERENCE["line"]
    .replace(
        "def line(",
        """def square(x):
    return x * x


def cube(x):
    return x * x * x


def line(""",
    )
    .replace("double(x) * a", "square(x) * cube(a)")
)
LOST = """
from autograder import Misconception

misconceptions = [
    *(Misconception(
        f"times-{n}", "square", lambda x, n=n: n * x * x, f"times {n}", "Why. And so.", "Look."
    ) for n in (2, 4, 6, 12)),
    *(Misconception(
        f"over-{n}", "cube", lambda x, n=n: x * x * x / n, f"over {n}", "Why. And so.", "Look."
    ) for n in (2, 3, 4, 6)),
]
"""


def test_pairs_that_cannot_be_told_apart_are_named_both(tmp_path: Path) -> None:
    """Four times, over two, is what six times, over three, is as well: no input can tell."""
    files = {
        "reference/line.py": SQUARES,
        "reference/__init__.py": "from reference.line import cube, double, line, square\n",
    }
    told: list[tuple[str, int, int]] = []
    found = lint(
        course(tmp_path, misconceptions=LOST, **files), report=lambda *words: told.append(words)
    )
    message = next(finding.message for finding in found if finding.rule == "inseparable pairs")
    assert re.search(
        r"over-\d+ \(cube\) with times-\d+ \(square\).* as over-\d+ \(cube\) with times-\d+",
        message,
    )
    assert "No input that was tried tells them apart" in message
    assert told[-1] == ("pairs of misconceptions", 16, 16)
    assert not [
        finding for finding in lint(tmp_path, pairs=False) if finding.rule == "inseparable pairs"
    ]


def test_a_reference_that_is_not_the_same_twice_is_found(tmp_path: Path) -> None:
    counted = "seen.append(1)\n    return scaled_input + len(seen)"
    counting = REFERENCE["line"].replace("return scaled_input + b", counted)
    files = {"reference/line.py": counting.replace("def double", "seen = []\n\n\ndef double")}
    assert "reference" in rules(course(tmp_path, **files))


def test_stray_files_are_found(tmp_path: Path) -> None:
    files = {
        "exercises/lines/line.py.orig": "",
        "exercises/lines/notes.py": "x = 1\n",
        "exercises/lines/_private.py": "",
        "exercises/lines/lesson.md": "scaled_input = double(x) * a",
    }
    found = lint(course(tmp_path, **files))
    assert sorted(finding.where for finding in found if finding.rule == "stray file") == [
        "exercises/lines/line.py.orig",
        "exercises/lines/notes.py",
    ]
    assert [finding.rule for finding in found if finding.rule != "stray file"] == ["solution"]


def test_a_course_that_cannot_be_loaded_is_an_error_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="has no folder"):
        lint(tmp_path)


def test_the_command_says_what_it_found_and_how_it_went(tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["lint", *words])
        return done.exit_code, done.output

    sound = course(tmp_path / "sound")
    assert run("--from", str(sound))[0] == 0
    code, said = run("--from", str(sound), "--quick")
    assert (code, "as far as single misconceptions go" in said) == (0, True)
    code, said = run(
        "--from",
        str(course(tmp_path / "unsound", misconceptions=MISTAKES.replace('"Look."', '" "'))),
    )
    assert code == 1
    assert "[misconception] no-offset in line: Its hint is empty." in said
    assert said.rstrip().endswith("3 problems.")
    assert run("--from", str(tmp_path))[0] == 2


@pytest.mark.slow
def test_this_course_holds_together() -> None:
    assert [str(finding) for finding in lint(ROOT)] == []
