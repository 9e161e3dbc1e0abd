"""Build a course's answer keys.

Every case is drawn and run through the reference and its wrong versions, in a process of its own
(`autograder.course.process.build_keys`).
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course.author_errors import plain_errors
from autograder.course.authoring import Exercise, Misconception, Recipe
from autograder.course.discover import Course, CourseError, CourseUnit, load_course
from autograder.course.patch import Places, holders, patched, wrong_versions
from autograder.course.reached import functions_reached
from autograder.course.recorded import RecordedReference
from autograder.course.reference_form import locked_form
from autograder.course.run_locally import call_recorded, record_cases
from autograder.data.answer_key import AnswerKey, Case, ExerciseKey
from autograder.data.criteria import BadMarks, check_marks
from autograder.data.misconceptions import Signature
from autograder.data.recordings import Recordings, pack_recordings
from autograder.judge.compare import compare
from autograder.judge.paired_cases import expected_origins

VISIBLE_SECRET = b"visible cases are the same for everybody"


def case_rng(secret: bytes, exercise: str, case: str) -> np.random.Generator:
    """Make the random generator of one case.

    It depends on the secret, the exercise's slug and the case's name, and on nothing else.
    """
    digest = hashlib.sha256(b"\0".join([secret, exercise.encode(), case.encode()])).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))


def draw_case(exercise: Exercise, recipe: Recipe, secret: bytes) -> Mapping[str, Any]:
    """Draw the inputs of one case.

    Parameters
    ----------
    exercise, recipe
        The exercise, and how to draw the case.
    secret
        What the hidden cases of the course are drawn from. Visible cases do not depend on it.

    Returns
    -------
    mapping
        The inputs by parameter name, in the stub's order.

    Raises
    ------
    CourseError
        The inputs are not those that the stub takes.
    """
    inputs = recipe.draw(
        case_rng(
            VISIBLE_SECRET if recipe.visible else secret,
            exercise.slug,
            recipe.paired_with or recipe.name,
        )
    )
    if tuple(inputs) != exercise.parameters:
        raise CourseError(
            f"{exercise.slug}, case {recipe.name!r}: the inputs are {', '.join(inputs)}; "
            f"the stub takes {', '.join(exercise.parameters)}, in this order"
        )
    return inputs


def build_key(course: Course, unit: CourseUnit, secret: bytes) -> AnswerKey:
    """Build the answer key of one unit.

    Every case is drawn and run through the reference, by itself and with every misconception in it.

    Parameters
    ----------
    course, unit
        The course, loaded in this process, and one of its units.
    secret
        What hidden cases are drawn from.

    Raises
    ------
    CourseError
        The reference raises in a case, or a case does not fit its exercise.
    """
    exercises = tuple(build_exercise(course, exercise, secret) for exercise in unit.exercises)
    named = {
        identity
        for exercise in exercises
        for signature in exercise.signatures
        for identity in signature.misconceptions
    }
    returned = {
        exercise.slug: return_names(exercise)
        for unit in course.units
        for exercise in unit.exercises
    }
    misconceptions = tuple(
        replace(item.without_code(), computes=returned.get(item.replaces, ()))
        for item in course.misconceptions
        if item.identity in named
    )
    recorded = _recorded(unit.exercises, exercises)
    return AnswerKey(unit.slug, unit.title, exercises, misconceptions, recorded, unit.summary)


def _recorded(written: Sequence[Exercise], built: Sequence[ExerciseKey]) -> Recordings:
    """What the reference goes through in the cases in which values can be located."""
    reference = RecordedReference()
    return pack_recordings(
        reference.sites,
        {
            (key.slug, case.name, case.visible): trace
            for exercise, key in zip(written, built, strict=True)
            if exercise.expect is None
            for case, trace in reference.traces(exercise.reference.__name__, key.cases)
        },
    )


def build_exercise(course: Course, exercise: Exercise, secret: bytes) -> ExerciseKey:
    """Draw the cases of an exercise and record its reference and its signatures.

    The parameters and errors are those of `build_key`.
    """
    try:
        check_marks(exercise.points, exercise.criteria)
    except BadMarks as error:
        raise CourseError(f"The exercise {exercise.slug} cannot be marked: {error}.") from error
    cases: list[Case] = []
    for recipe in exercise.cases:
        inputs = draw_case(exercise, recipe, secret)
        cases.append(
            Case(
                recipe.name,
                recipe.criterion,
                recipe.visible,
                recipe.judge,
                inputs,
                _expected(exercise, recipe, inputs, cases),
                recipe.paired_with,
            )
        )
    reached = functions_reached(exercise, cases, {item.replaces for item in course.misconceptions})
    places = {name: holders(getattr(sys.modules["reference"], name)) for name in reached}
    signatures = [
        signature
        for item in course.misconceptions
        if item.replaces in reached
        for signature in _signatures(exercise, cases, item, places)
    ]
    return ExerciseKey(
        exercise.slug,
        float(exercise.points),
        exercise.criteria,
        exercise.tolerance,
        exercise.prompt,
        exercise.stub_source,
        exercise.hints,
        exercise.builds_on,
        return_names(exercise),
        tuple(cases),
        tuple(
            signature for signature in signatures if any(run is not None for run in signature.runs)
        ),
        exercise.afterwards,
        locked_form(exercise, partial(_draw_further, exercise, secret)),
    )


def _draw_further(exercise: Exercise, secret: bytes, recipe: Recipe) -> dict[str, Any]:
    """Draw inputs in the way of a case that are those of no case."""
    return dict(recipe.draw(case_rng(secret, exercise.slug, f"{recipe.name}, further inputs")))


def _signatures(
    exercise: Exercise, cases: Sequence[Case], item: Misconception, places: Mapping[str, Places]
) -> list[Signature]:
    """The signature of a misconception, and one for each style that raises with other texts."""
    found = [signature_of(exercise, cases, (item,), places)]
    for style in item.styles:
        other = signature_of(exercise, cases, (replace(item, wrong=style),), places)
        texts = [_texts(signature) for signature in found]
        if _texts(other) not in texts:
            found.append(other)
    return found


def _texts(signature: Signature) -> list[tuple[str, str]]:
    """What a signature's exceptions say."""
    return [(run.error, run.message) if run else ("", "") for run in signature.runs]


def _expected(
    exercise: Exercise, recipe: Recipe, inputs: Mapping[str, Any], earlier: Sequence[Case]
) -> Any:
    """What should come back in a case."""
    if recipe.paired_with:
        return expected_origins(_other_case(exercise, recipe, earlier), recipe.judge)
    run = call_recorded(exercise.reference, inputs, exercise.expect)
    if run.outcome != "returned":
        raise CourseError(
            f"{exercise.slug}, case {recipe.name!r}: the reference itself raises {run.error}:"
            f" {run.message}"
        )
    return run.value


def _other_case(exercise: Exercise, recipe: Recipe, cases: Sequence[Case]) -> Case:
    """The earlier case that a case is paired with."""
    for case in cases:
        if (
            case.name == recipe.paired_with
            and case.visible == recipe.visible
            and case.judge == "values"
        ):
            return case
    raise CourseError(
        f"{exercise.slug}, case {recipe.name!r}: it is paired with {recipe.paired_with!r}, which"
        f" should be an earlier {'visible' if recipe.visible else 'hidden'} case that looks at"
        " values"
    )


def signature_of(
    exercise: Exercise,
    cases: Sequence[Case],
    misconceptions: tuple[Misconception, ...],
    places: Mapping[str, Places] | None = None,
) -> Signature:
    """Record what the exercise's reference does with misconceptions in it.

    Parameters
    ----------
    exercise, cases
        The exercise and the cases to run.
    misconceptions
        One, or two that can be combined.
    places
        Where the reference holds the functions that are replaced, if that was looked up before.

    Returns
    -------
    Signature
        One run for each case, ``None`` where it is right.
    """
    with ExitStack() as stack:
        for name, wrong in wrong_versions(misconceptions):
            stack.enter_context(patched(name, wrong, places[name] if places else None))
        function = getattr(sys.modules["reference"], exercise.reference.__name__)
        runs = record_cases(function, cases, exercise.expect)
    return Signature(
        tuple(item.identity for item in misconceptions),
        tuple(
            None if compare(case, run, exercise.tolerance) is None else run
            for case, run in zip(cases, runs, strict=True)
        ),
    )


def return_names(exercise: Exercise) -> tuple[str, ...]:
    """The names of the returned values: those before the colons under *Returns* in the prompt."""
    section = re.search(
        r"^Returns\n-+\n(.*?)(?=^\S[^\n]*\n-+\n|\Z)", exercise.prompt, re.MULTILINE | re.DOTALL
    )
    return tuple(re.findall(r"^(\w+) *:", section.group(1), re.MULTILINE)) if section else ()


def _main() -> None:
    request = json.loads(sys.stdin.read())
    with plain_errors(Path(request["root"])):
        course = load_course(Path(request["root"]))
        chosen = {course.unit(slug).slug for slug in request["units"]}
        units = [unit for unit in course.units if unit.slug in chosen or not chosen]
        for index, unit in enumerate(units):
            key = build_key(course, unit, bytes.fromhex(request["secret"]))
            key.save(Path(request["out"]) / f"{index:02}-{unit.slug}.key")


if __name__ == "__main__":
    _main()
