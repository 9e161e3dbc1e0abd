"""Which change to a case would tell two wrong versions apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.course.authoring import Exercise, Misconception
from autograder.course.build import signature_of
from autograder.course.lint.alike import same_run
from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.tree import rebuild


def suggestion(
    exercise: Exercise,
    key: ExerciseKey,
    first: tuple[Misconception, ...],
    second: tuple[Misconception, ...],
) -> str:
    """Say which case would tell two misconceptions apart, or two pairs of them.

    It is found by trying: every case of the exercise with every change in `CHANGES`.

    Parameters
    ----------
    exercise, key
        The exercise and its key.
    first, second
        What to tell apart, one or two misconceptions each.
    """
    for words, change in CHANGES.items():
        cases = [_changed(exercise, case, change) for case in key.cases if case.judge == "values"]
        usable = tuple(case for case in cases if case is not None)
        runs = zip(
            usable,
            signature_of(exercise, usable, first).runs,
            signature_of(exercise, usable, second).runs,
            strict=True,
        )
        for case, run, other in runs:
            if not same_run(run, other, case, key):
                return f"They differ in the case {case.name!r} {words}: add such a case."
    return "No input that was tried tells them apart: declare `same_as`, or keep one of them."


def changed_cases(exercise: Exercise, key: ExerciseKey) -> Iterator[tuple[str, Case]]:
    """Yield every case with each change that the reference accepts, and the words for the change.

    Parameters
    ----------
    exercise, key
        The exercise and its key.
    """
    for words, change in CHANGES.items():
        for case in key.cases:
            if case.judge == "values" and not case.paired_with:
                changed = _changed(exercise, case, change)
                if changed is not None:
                    yield f"the case {case.name!r} {words}", changed


def _changed(exercise: Exercise, case: Case, change: Callable[[Any], Any]) -> Case | None:
    """The case with every input array changed, ``None`` where the reference refuses them."""
    inputs: Mapping[str, Any] = rebuild(
        case.inputs, lambda item: change(item) if isinstance(item, np.ndarray) else item
    )
    run = call_recorded(exercise.reference, inputs, exercise.expect)
    return replace(case, inputs=inputs, expected=run.value) if run.outcome == "returned" else None


def _places(array: NDArray[Any]) -> NDArray[np.int64]:
    return np.arange(array.size).reshape(array.shape)


CHANGES: Mapping[str, Callable[[Any], Any]] = {
    "with inputs ten times larger": lambda array: array * 10,
    "with inputs ten times smaller": lambda array: array * 0.1,
    "with all signs changed": lambda array: -array,
    "with everything but the first entry zero": lambda array: np.where(
        _places(array) == 0, array, 0
    ),
    "with states and weights that are all different": lambda array: array + _places(array) / 7,
    "with only the first example": lambda array: array[:1] if array.ndim == 2 else array,
}
"""Ways to change an input array, by what is said of the case."""
