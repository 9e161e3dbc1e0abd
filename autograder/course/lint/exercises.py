"""Rules for one exercise: its words, its cases, its reference and its stub."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

from autograder.course.authoring import Exercise
from autograder.course.discover import CourseUnit
from autograder.course.lint.problem import Problem
from autograder.course.lint.solutions import solution_lines
from autograder.course.run_locally import call_recorded, record_cases
from autograder.data.answer_key import ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.judge.compare import compare

_SHORTEST_PROMPT = 40


def unclear(exercise: Exercise) -> Iterator[Problem]:
    """Find what an exercise lacks in words, cases or criteria."""
    where = exercise.slug
    if len(exercise.prompt) < _SHORTEST_PROMPT:
        yield Problem(
            "prompt",
            where,
            "The prompt is missing or too short. It should say what to write and with which"
            " shapes. Write the stub's docstring.",
        )
    if not exercise.hints or any(not hint.strip() for hint in exercise.hints):
        yield Problem(
            "hints",
            where,
            "A hint is missing or empty. There should be some, from a nudge to nearly there. Write"
            " them in `hints`.",
        )
    yield from _unclear_criteria(exercise)
    yield from _unclear_cases(exercise)


def _unclear_criteria(exercise: Exercise) -> Iterator[Problem]:
    names = [criterion.name for criterion in exercise.criteria]
    if names[:1] != [RIGHT_VALUES]:
        yield Problem(
            "criteria",
            exercise.slug,
            f"The first criterion is {names[:1]}. It should be {RIGHT_VALUES!r}, because the others"
            " count only once it holds. Put it first.",
        )
    for name in sorted(set(names) ^ {recipe.criterion for recipe in exercise.cases}):
        yield Problem(
            "criteria",
            exercise.slug,
            f"{name!r} is a criterion without a case, or the criterion of a case and not listed."
            " Every criterion should be listed and have a case. Compare `criteria` with the cases.",
        )


def _unclear_cases(exercise: Exercise) -> Iterator[Problem]:
    for visible, word in ((True, "visible"), (False, "hidden")):
        if not any(
            recipe.visible is visible and recipe.criterion == RIGHT_VALUES
            for recipe in exercise.cases
        ):
            yield Problem(
                "cases",
                exercise.slug,
                f"No {word} case looks at the right values. There should be one. Add {word}(…).",
            )
    for name, times in Counter(recipe.name for recipe in exercise.cases).items():
        if times > 1:
            yield Problem(
                "cases",
                exercise.slug,
                f"{times} cases are named {name!r}. Names should be unique, because the inputs of a"
                " case are drawn from its name. Rename one.",
            )


def handed_out(exercise: Exercise, unit: CourseUnit) -> Iterator[Problem]:
    """Find lines of the solution in what learners get to read."""
    lesson = unit.folder / "lesson.md"
    texts = {
        "the stub": exercise.stub_source,
        "a hint": "\n".join(exercise.hints),
        "the lesson": lesson.read_text(encoding="utf-8") if lesson.is_file() else "",
    }
    for place, text in texts.items():
        bare = "".join(text.split())
        for line in solution_lines(exercise.reference):
            if line in bare:
                yield Problem(
                    "solution",
                    exercise.slug,
                    f"The line `{line}` of the solution stands in {place}. Learners should find it"
                    " themselves. Say it in words.",
                )


def unsound(exercise: Exercise, key: ExerciseKey) -> Iterator[Problem]:
    """Find a reference that fails its own cases, and a stub that is more than a stub."""
    for case, run in zip(key.cases, record_cases(exercise.reference, key.cases), strict=True):
        difference = compare(case, run, key.tolerance)
        if difference is not None:
            yield Problem(
                "reference",
                key.slug,
                f"The reference fails its own case {case.name!r} ({difference.kind}). It should get"
                " full marks every time. Look for randomness, state or a changed input.",
            )
    runs = [call_recorded(exercise.stub, case.inputs) for case in key.cases]
    if any((run.outcome, run.error) != ("raised", "NotImplementedError") for run in runs):
        yield Problem(
            "stub",
            key.slug,
            "The stub does something other than raise NotImplementedError. Learners should get an"
            " exercise unsolved. Empty its body.",
        )
    function = ast.parse(exercise.stub_source).body[0]
    body = function.body if isinstance(function, ast.FunctionDef) else []
    if len(body) != 2 or not isinstance(body[1], ast.Raise):
        yield Problem(
            "stub",
            key.slug,
            "The stub holds more than a docstring and one raise. Anything else may be part of a"
            " solution. Take it out.",
        )
