"""Rules for what learners read: no line of a solution, and no code that computes the answer."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.course.authoring import Exercise, Misconception
from autograder.course.discover import CourseUnit
from autograder.course.lint.equations import line_of
from autograder.course.lint.places import Written, function_place
from autograder.course.lint.problem import Place, Problem
from autograder.course.lint.solutions import solution_lines
from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.judge.compare import compare

_CODE_START = re.compile(r"(?<!\S)[\w(\-+]")
_OPERATOR = re.compile(r"[@*/+(-]")
_FRAGMENT = re.compile(r"```(?:\w*\n)?(.*?)```|`([^`]+)`", re.DOTALL)


def handed_out(
    exercise: Exercise, key: ExerciseKey, unit: CourseUnit, written: Written, root: Path
) -> Iterator[Problem]:
    """Find the solution, or lines of it, in what learners get to read with an exercise."""
    stub = function_place(exercise.stub, root)
    texts = [("the prompt", exercise.prompt, stub), ("the stub", exercise.stub_source, stub)]
    texts += [
        (f"hint {number}", hint, written.at("hints", hint))
        for number, hint in enumerate(exercise.hints, start=1)
    ]
    texts += [
        (f"the criterion {criterion.name!r}", criterion.name, written.at_item("criteria", number))
        for number, criterion in enumerate(exercise.criteria)
    ]
    found = [
        (name, given, place)
        for name, text, place in texts
        if (given := _given_away(text, exercise, key))
    ]
    lesson = unit.folder / "lesson.md"
    if lesson.is_file():
        start = Place(lesson.relative_to(root).as_posix(), 1)
        found += _in_lesson(lesson.read_text(encoding="utf-8"), exercise, start)
    for name, given, place in found:
        yield Problem(
            "solution",
            exercise.slug,
            f"`{given}` stands in {name}, and solves the exercise or a line of it. Learners should"
            " find it themselves. Say it in words.",
            place,
        )


def hinted(
    misconception: Misconception, exercise: Exercise, key: ExerciseKey, written: Written
) -> Iterator[Problem]:
    """Find the solution in what learners read about a misconception in this exercise."""
    for field in ("title", "explanation", "hint"):
        given = _given_away(getattr(misconception, field), exercise, key)
        if given:
            yield Problem(
                "solution",
                f"{misconception.slug} in {misconception.replaces}",
                f"`{given}` stands in its {field}, and solves the exercise or a line of it."
                " Learners should find it themselves. Say it in words.",
                written.at(field),
            )


def _in_lesson(text: str, exercise: Exercise, start: Place) -> Iterator[tuple[str, str, Place]]:
    """The lines of the solution in a lesson, which is about other exercises as well."""
    bare = "".join(text.split())
    for line in solution_lines(exercise.reference):
        if line in bare:
            places = [place for place, letter in enumerate(text) if not letter.isspace()]
            yield "the lesson", line, line_of(text, places[bare.index(line)], start)


def _given_away(text: str, exercise: Exercise, key: ExerciseKey) -> str:
    """The line or the code in a text that is too much; empty where nothing is."""
    bare = "".join(text.split())
    for line in solution_lines(exercise.reference):
        if line in bare:
            return line
    candidates = [text, *(first or second for first, second in _FRAGMENT.findall(text))]
    for line in text.splitlines():
        ends = [line[match.start() :].rstrip(" .;,:") for match in _CODE_START.finditer(line)]
        candidates += [end for end in ends if _OPERATOR.search(end)]
    return next((code.strip() for code in candidates if _solves(code, exercise, key)), "")


def _solves(code: str, exercise: Exercise, key: ExerciseKey) -> bool:
    """Whether a piece of code computes what the exercise asks for, in each of its usual cases."""
    function = _as_function(code, exercise)
    cases = [
        case
        for case in key.cases
        if case.criterion == RIGHT_VALUES and case.judge == "values" and not case.paired_with
    ]
    if function is None or not cases:
        return False
    return all(
        compare(case, call_recorded(function, case.inputs, exercise.expect), key.tolerance) is None
        for case in cases
    )


def _as_function(code: str, exercise: Exercise) -> Any:
    """The code as the body of the stub, with its last value returned; ``None`` for other text."""
    try:
        body = ast.parse(f"def {exercise.slug}(): pass\n" + code.strip()).body[1:]
    except (SyntaxError, ValueError):
        try:
            wrapped = "def _():\n" + "\n".join(f"    {line}" for line in code.strip().splitlines())
            function = ast.parse(wrapped).body[0]
        except (SyntaxError, ValueError):
            return None
        assert isinstance(function, ast.FunctionDef)
        body = function.body
    last = body[-1] if body else None
    if isinstance(last, (ast.Expr, ast.Assign)):
        body[-1] = ast.Return(last.value)
    if not body or not any(isinstance(node, (ast.BinOp, ast.Call)) for node in ast.walk(body[-1])):
        return None
    made = ast.parse(f"def _solution({', '.join(exercise.parameters)}): pass")
    definition = made.body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.body = body
    namespace: dict[str, Any] = dict(_names(exercise))
    exec(compile(ast.fix_missing_locations(made), "<hint>", "exec"), namespace)
    return namespace["_solution"]


def _names(exercise: Exercise) -> Mapping[str, Any]:
    """The names that a solution may use: those of the reference, except the function itself."""
    module = sys.modules[exercise.reference.__module__]
    names = {**vars(sys.modules["reference"]), **vars(module)}
    return {name: value for name, value in names.items() if name != exercise.slug}
