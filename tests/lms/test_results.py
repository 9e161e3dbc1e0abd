"""Results for Gradescope and Classroom 50, checked against what these ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from autograder.cli import app
from autograder.data.answer_key import AnswerKey
from autograder.data.grades import CriterionGrade, ExerciseGrade, Explanation, Grade, Status
from autograder.lms.classroom import NoResult, result
from autograder.lms.gradescope import results
from autograder.lms.visibility import Visibility
from autograder.submission.course_folder import CourseFolder
from tests.conftest import UnitKey
from tests.lms.published import CLASSROOM, GRADESCOPE, RUNNER
from tests.notebooks.sample_class import RIGHT, TANH

NOW = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


def exercise(slug: str, status: Status, score: float | None) -> ExerciseGrade:
    criteria = (CriterionGrade("right values", status, score or 0.0, 2.0),)
    said = Explanation("what was seen", "what to try")
    return ExerciseGrade(slug, status, score, 2, said, criteria)


def grade(*exercises: ExerciseGrade, notes: tuple[str, ...] = ()) -> Grade:
    return Grade("ada", "gates", exercises, "A", notes)


RIGHT_AND_WRONG = grade(
    exercise("sigmoid", "passed", 2.0), exercise("forget_gate", "wrong", 1 / 3), notes=("a note",)
)
UNDECIDED = grade(exercise("sigmoid", "passed", 2.0), exercise("candidate", "grader_error", None))


def for_gradescope(*arguments: Any) -> dict[str, Any]:
    found = results(*arguments)
    Draft202012Validator(GRADESCOPE).validate(json.loads(json.dumps(found)))
    return found


def for_classroom(*grades: Grade, environment: Mapping[str, str] = RUNNER) -> dict[str, Any]:
    found = result(grades, environment, NOW)
    Draft202012Validator(CLASSROOM).validate(json.loads(json.dumps(found)))
    return found


def test_gradescope_gets_one_test_for_each_exercise() -> None:
    found = for_gradescope([RIGHT_AND_WRONG])
    assert [(test["name"], test["number"], test["status"]) for test in found["tests"]] == [
        ("gates: sigmoid", "1.1", "passed"),
        ("gates: forget_gate", "1.2", "failed"),
    ]
    assert [(test["score"], test["max_score"]) for test in found["tests"]] == [
        (2.0, 2.0),
        (1 / 3, 2.0),
    ]
    assert "score" not in found
    assert (found["visibility"], found["stdout_visibility"]) == ("visible", "hidden")
    assert found["output"] == "a note"
    said = found["tests"][1]["output"].splitlines()
    assert said == ["✗ not right yet", "what was seen", "Next: what to try"]


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (Visibility.visible, "after_published"),
        (Visibility.after_due_date, "after_published"),
        (Visibility.hidden, "hidden"),
    ],
)
def test_a_result_that_needs_a_person_has_no_total_and_waits(
    wanted: Visibility, shown: str
) -> None:
    found = for_gradescope([UNDECIDED], "", wanted)
    assert found["visibility"] == shown
    assert "score" not in found["tests"][1]
    assert "A person has to look" in found["output"]
    assert for_gradescope([RIGHT_AND_WRONG], "", wanted)["visibility"] == wanted.value


def test_what_could_not_be_read_gets_no_score() -> None:
    found = for_gradescope([], "x.ipynb is empty\x1b[31m.")
    assert "score" not in found
    assert found["tests"] == []
    assert found["output"].endswith("x.ipynb is empty.")


def test_classroom_gets_whole_hundredths() -> None:
    found = for_classroom(RIGHT_AND_WRONG)
    assert (found["score"], found["max-score"]) == (233, 400)
    assert [(test["test-name"], test["passed"]) for test in found["tests"]] == [
        ("gates: sigmoid", True),
        ("gates: forget_gate", False),
    ]
    assert found["datetime"] == "2026-11-27T10:00:00Z"
    assert (found["owner"], found["submission"]) == ("ada", RUNNER["SUBMISSION_TAG"])


def test_classroom_takes_what_stands_for_a_missing_variable() -> None:
    fewer = dict(RUNNER) | {"USERNAME": "ada"}
    for name in ("OWNER", "REVIEW_URL", "ASSIGNMENT_TYPE"):
        del fewer[name]
    found = for_classroom(RIGHT_AND_WRONG, environment=fewer)
    assert (found["owner"], found["review"]) == ("ada", RUNNER["COMMIT_URL"])


def test_classroom_gets_no_result_where_it_would_be_wrong() -> None:
    with pytest.raises(NoResult, match="candidate could not be graded"):
        for_classroom(UNDECIDED)
    with pytest.raises(NoResult, match="the variables CLASSROOM, "):
        for_classroom(RIGHT_AND_WRONG, environment={})


@pytest.fixture
def course(unit_key: UnitKey, tmp_path: Path) -> CourseFolder:
    """A course of one unit, as far as grading files needs one."""
    folder = CourseFolder(tmp_path / "course")
    folder.save_keys({"gates": unit_key("gates")})
    return folder


HIDDEN_ALONE = """def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    z = x_t @ W_f.T + h_prev @ U_f.T + b_f
    return sigmoid(z) if len(x_t) <= 3 else sigmoid(z) * 1.001
"""
"""Right in the visible cases, which have up to three examples, and a little wrong in others."""


def submit(folder: Path, **functions: str) -> Path:
    folder.mkdir(parents=True)
    sources = ["import numpy as np\n", *(RIGHT | functions).values()]
    (folder / "gates.py").write_text("\n".join(sources))
    return folder


def run(
    *words: object, status: int = 0, environment: Mapping[str, str | None] | None = None
) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words], env=environment)
    assert done.exit_code == status, done.output
    return done.output


def numbers(value: object) -> Iterator[float]:
    """All numbers in what a case expects."""
    if isinstance(value, Mapping):
        for item in value.values():
            yield from numbers(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, float | np.ndarray):
        yield from np.asarray(value, float).ravel().tolist()


def hidden_numbers(key: AnswerKey) -> set[str]:
    """Every expected number of hidden cases as a message would write it."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for item in key.exercises:
        for case in item.cases:
            found[case.visible] |= {f"{number:.4g}" for number in numbers(case.expected)}
    return {text for text in found[False] - found[True] if len(text) > 5}


@pytest.mark.parametrize("functions", [{"forget_gate": TANH}, {"forget_gate": HIDDEN_ALONE}])
def test_gradescope_never_shows_a_hidden_number(
    course: CourseFolder, unit_key: UnitKey, functions: dict[str, str]
) -> None:
    folder = submit(course.root / "work", **functions)
    out = course.root / "results.json"
    said = run("grade", folder, "--course", course.root, "--format", "gradescope", "--out", out)
    text = out.read_text()
    secret = hidden_numbers(unit_key("gates"))
    assert len(secret) > 50
    assert [number for number in secret if number in text + said] == []
    found = json.loads(text)
    Draft202012Validator(GRADESCOPE).validate(found)
    assert [test["score"] for test in found["tests"]] == [2.0, 0.0, 2.0, 2.0, 2.0]
    assert found["visibility"] == "visible"


def test_classroom_grades_visible_cases_alone(course: CourseFolder, unit_key: UnitKey) -> None:
    """What only hidden cases find is right there."""
    folder = submit(course.root / "repository" / "gates", forget_gate=HIDDEN_ALONE).parent
    keys = course.root / "keys"
    unit_key("gates").public().save(keys / "gates.public.key")
    out = course.root / "result.json"
    words = ("grade", folder, "--format", "classroom", "--out", out)
    for source in (("--keys", keys), ("--course", course.root)):
        run(*words, *source, environment=RUNNER)
        found = json.loads(out.read_text())
        Draft202012Validator(CLASSROOM).validate(found)
        assert (found["score"], found["max-score"]) == (1000, 1000)


def test_without_a_whole_result_an_older_one_does_not_stay(course: CourseFolder) -> None:
    out = course.root / "result.json"
    out.write_text('{"schema": "classroom50/result/v1", "score": 1000}')
    folder = course.root / "work"
    folder.mkdir()
    words = ("grade", folder, "--course", course.root, "--out", out)
    said = run(*words, "--format", "classroom", status=1, environment=RUNNER)
    assert "Submit gates.ipynb or gates.py" in said
    assert not out.exists()
    run(*words, "--format", "gradescope", status=1)
    assert "Submit gates.ipynb or gates.py" in json.loads(out.read_text())["output"]


def test_wrong_words_are_refused_with_a_step(course: CourseFolder, tmp_path: Path) -> None:
    place = submit(tmp_path / "work")
    base = ("grade", place, "--course", course.root)
    assert "one file or folder" in run(*base, place, "--format", "gradescope", status=2)
    assert "is for --format classroom" in run(*base, "--keys", place, status=2)
    words = (*base, "--keys", place, "--format", "classroom")
    assert "there is no *.public.key file" in run(*words, status=2)
    nowhere = tmp_path / "missing" / "x.json"
    unwritable = (*base, "--format", "gradescope", "--out", nowhere)
    assert "Give --out another place" in run(*unwritable, status=2)
