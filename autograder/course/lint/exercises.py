"""Rules for one exercise: words, criteria, what it builds on, its reference and its stub."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from autograder.course.authoring import Exercise
from autograder.course.lint.places import Written, function_place
from autograder.course.lint.problem import Problem, did_you_mean
from autograder.course.run_locally import call_recorded, record_cases
from autograder.data.answer_key import ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.judge.compare import compare

_SHORTEST_PROMPT = 40


def unclear(exercise: Exercise, written: Written, root: Path) -> Iterator[Problem]:
    """Find what an exercise lacks in words, cases or criteria.

    Parameters
    ----------
    exercise, written
        The exercise, and the call that made it.
    root
        The course's root.
    """
    where = exercise.slug
    if len(exercise.prompt) < _SHORTEST_PROMPT:
        yield Problem(
            "prompt",
            where,
            "The prompt is missing or too short. It should say what to write and with which"
            " shapes. Write the stub's docstring.",
            function_place(exercise.stub, root),
        )
    if not exercise.hints or any(not hint.strip() for hint in exercise.hints):
        yield Problem(
            "hints",
            where,
            "A hint is missing or empty. There should be some, from a nudge to nearly there. Write"
            " them in `hints`.",
            written.at("hints"),
        )
    for hint, times in Counter(exercise.hints).items():
        if times > 1 and hint.strip():
            yield Problem(
                "hints",
                where,
                f"{times} hints are the same. Each should say more than the last. Change one.",
                written.at("hints", hint),
            )
    yield from _unclear_criteria(exercise, written)
    yield from _unclear_cases(exercise, written)


def _unclear_criteria(exercise: Exercise, written: Written) -> Iterator[Problem]:
    names = [criterion.name for criterion in exercise.criteria]
    if names[:1] != [RIGHT_VALUES]:
        yield Problem(
            "criteria",
            exercise.slug,
            f"The first criterion is {names[:1]}. It should be {RIGHT_VALUES!r}, because the others"
            " count only once it holds. Put it first.",
            written.at("criteria"),
        )
    for number, name in enumerate(names):
        if name in names[:number]:
            yield Problem(
                "criteria",
                exercise.slug,
                f"The criterion {name!r} is listed twice. Once is enough. Remove one of the two.",
                written.at_item("criteria", number),
            )
    used = [recipe.criterion for recipe in exercise.cases]
    for number, name in enumerate(names):
        if name not in used:
            yield Problem(
                "criteria",
                exercise.slug,
                f"The criterion {name!r} has no case, so its points are never tested. Add a case,"
                " or drop it.",
                written.at_item("criteria", number),
            )
    for recipe in exercise.cases:
        if recipe.criterion not in names:
            yield Problem(
                "criteria",
                exercise.slug,
                f"The case {recipe.name!r} belongs to the criterion {recipe.criterion!r}, which is"
                f" not listed.{did_you_mean(recipe.criterion, names)} It should be one of"
                f" {', '.join(map(repr, names))}. Correct the case, or add the criterion.",
                written.at("cases", recipe.name),
            )


def _unclear_cases(exercise: Exercise, written: Written) -> Iterator[Problem]:
    for visible, word in ((True, "visible"), (False, "hidden")):
        if not any(
            recipe.visible is visible and recipe.criterion == RIGHT_VALUES
            for recipe in exercise.cases
        ):
            yield Problem(
                "cases",
                exercise.slug,
                f"No {word} case looks at the right values. There should be one. Add {word}(…).",
                written.at("cases"),
            )
    for name, times in Counter(recipe.name for recipe in exercise.cases).items():
        if times > 1:
            yield Problem(
                "cases",
                exercise.slug,
                f"{times} cases are named {name!r}. Names should be unique, because the inputs of a"
                " case are drawn from its name. Rename one.",
                written.at("cases", name),
            )


def built_on(exercise: Exercise, unit: Collection[str], written: Written) -> Iterator[Problem]:
    """Find names in ``builds_on`` that are no exercise of the unit.

    Parameters
    ----------
    exercise, written
        The exercise, and the call that made it.
    unit
        The slugs of its unit's exercises.
    """
    for name in exercise.builds_on:
        others = sorted(set(unit) - {exercise.slug})
        if name not in others:
            seen = (
                "is the exercise itself" if name == exercise.slug else "is no exercise of its unit"
            )
            there = f"There are {', '.join(others)}" if others else "There is no other"
            yield Problem(
                "builds_on",
                exercise.slug,
                f"It builds on {name!r}, which {seen}.{did_you_mean(name, others)} {there}. Correct"
                " `builds_on`, or leave it out.",
                written.at("builds_on", name),
            )


def unsound(exercise: Exercise, key: ExerciseKey, root: Path) -> Iterator[Problem]:
    """Find a reference that fails its own cases, and a stub that is more than a stub."""
    for case, run in zip(key.cases, record_cases(exercise.reference, key.cases), strict=True):
        difference = compare(case, run, key.tolerance)
        if difference is not None:
            yield Problem(
                "reference",
                key.slug,
                f"The reference fails its own case {case.name!r} ({difference.kind}). It should get"
                " full marks every time. Look for randomness, state or a changed input.",
                function_place(exercise.reference, root),
            )
    runs = [call_recorded(exercise.stub, case.inputs) for case in key.cases]
    place = function_place(exercise.stub, root)
    if any((run.outcome, run.error) != ("raised", "NotImplementedError") for run in runs):
        yield Problem(
            "stub",
            key.slug,
            "The stub does something other than raise NotImplementedError. Learners should get an"
            " exercise unsolved. Empty its body.",
            place,
        )
    function = ast.parse(exercise.stub_source).body[0]
    body = function.body if isinstance(function, ast.FunctionDef) else []
    if len(body) != 2 or not isinstance(body[1], ast.Raise):
        yield Problem(
            "stub",
            key.slug,
            "The stub holds more than a docstring and one raise. Anything else may be part of a"
            " solution. Take it out.",
            place,
        )
