"""Can anything show in a case? Its inputs are changed one by one, and the reference is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course.authoring import Exercise
from autograder.course.lint.places import Written, function_place
from autograder.course.lint.problem import Problem
from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.tree import Path as Steps
from autograder.data.tree import at, leaves, path_text
from autograder.judge.compare import compare

ENOUGH = {RIGHT_VALUES: 0.75}
"""The share of a case's inputs whose values its result should depend on, by criterion."""
LEAST = 0.5
"""The share in cases of any other criterion, such as a single step of a sequence."""


def tells_nothing(
    exercise: Exercise, key: ExerciseKey, written: Written, root: Path
) -> Iterator[Problem]:
    """Find cases whose result hardly depends on their inputs, and inputs that no case looks at.

    Parameters
    ----------
    exercise, key
        The exercise and its key.
    written, root
        The call that made the exercise, and the course's root.
    """
    unused: set[Steps] | None = None
    for case in key.cases:
        if case.judge != "values" or case.paired_with:
            continue
        paths = [path for path, leaf in leaves(case.inputs) if _is_input(leaf)]
        if not paths:
            yield Problem(
                "tells nothing",
                exercise.slug,
                f"In the case {case.name!r} there is no number at all, so that nothing can show."
                " Give it inputs that are not empty.",
                written.at("cases", case.name),
            )
            continue
        without = {path for path in paths if not _matters(exercise, key, case, path)}
        unused = without if unused is None else unused & without
        if len(paths) - len(without) < ENOUGH.get(case.criterion, LEAST) * len(paths):
            yield Problem(
                "tells nothing",
                exercise.slug,
                f"In the case {case.name!r} the result stays the same whatever is in"
                f" {_listed(without)}, so that mistakes about these cannot show. Their values"
                " should matter. Use numbers other than zero, and no two that are alike.",
                written.at("cases", case.name),
            )
    if unused:
        yield Problem(
            "tells nothing",
            exercise.slug,
            f"In no case does the result depend on {_listed(unused)}. Each input should matter"
            " somewhere. Use it in the reference, add a case in which it shows, or drop it.",
            function_place(exercise.stub, root),
        )


def _matters(exercise: Exercise, key: ExerciseKey, case: Case, path: Steps) -> bool:
    """Whether some other value of an input changes the result."""
    largest = max(
        (float(np.abs(leaf).max()) for _, leaf in leaves(case.inputs) if _is_array(leaf)), default=1
    )
    saturated = 0 if case.criterion == RIGHT_VALUES else 30 * largest
    for other in _others(at(case.inputs, path), saturated):
        inputs = _with(case.inputs, path, other)
        run = call_recorded(exercise.reference, inputs, exercise.expect, changes=False)
        if compare(case, run, key.tolerance) is not None:
            return True
    return False


def _is_input(leaf: Any) -> bool:
    number = isinstance(leaf, (int, float)) and not isinstance(leaf, bool)
    return number or _is_array(leaf)


def _is_array(leaf: Any) -> bool:
    return isinstance(leaf, np.ndarray) and leaf.size > 0 and leaf.dtype.kind in "fiu"


def _others(leaf: Any, saturated: float) -> Iterator[Any]:
    """Other values for an input: near it, of the usual size, with other signs, and very large ones.

    In a case about large numbers, whose largest saturates everything, only larger ones can show.
    """
    rng = np.random.default_rng(0)
    if isinstance(leaf, np.ndarray) and leaf.dtype.kind == "f":
        noise = rng.normal(size=leaf.shape)
        others = [leaf * 1.3 + 0.1 * noise, noise, -leaf, saturated * noise][
            : 4 if saturated else 3
        ]
        yield from (np.asarray(other, leaf.dtype) for other in others)
    elif isinstance(leaf, np.ndarray):
        yield np.roll(leaf, 1)
        yield np.where(leaf > 0, leaf - 1, leaf + 1).astype(leaf.dtype)
    elif isinstance(leaf, float):
        yield from (1.3 * leaf + 0.1, 10 * leaf, leaf / 10)
    else:
        yield from (leaf + 1, leaf - 1)


def _with(inputs: Any, path: Steps, other: Any) -> Any:
    """The inputs with another leaf at a path."""
    if not path:
        return other
    if isinstance(inputs, (list, tuple)):
        changed = [
            _with(item, path[1:], other) if index == path[0] else item
            for index, item in enumerate(inputs)
        ]
        return tuple(changed) if isinstance(inputs, tuple) else changed
    return {
        name: _with(item, path[1:], other) if name == path[0] else item
        for name, item in inputs.items()
    }


def _listed(paths: set[Steps]) -> str:
    return ", ".join(sorted(f"`{path[0]}{path_text(path[1:])}`" for path in paths))
