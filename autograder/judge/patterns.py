"""What wrong values have in common, whatever the exercise: transposed, negated, scaled, …

A pattern is named only when it explains every failing case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.arrays import as_array
from autograder.data.diagnosis import Pattern, PatternName
from autograder.data.differences import Difference
from autograder.data.runs import TaskRun
from autograder.data.tolerance import Tolerance
from autograder.data.tree import leaves
from autograder.judge.compare import first_difference
from autograder.judge.relations import RELATIONS, Floats

Leaf: TypeAlias = "tuple[Floats, Floats] | None"
"""The expected array and the wrong one, ``None`` where either is no array of real numbers, as
where a function raised.
"""

_GRADIENT = re.compile(r"d[a-zA-Z](_\w+|s)?")
"""What a gradient is called: ``dhs``, ``dh_t``."""
_LARGE = 100
"""An input with numbers of this size probes for overflow."""


def find_pattern(
    key: ExerciseKey, run: TaskRun, differences: tuple[Difference | None, ...]
) -> Pattern | None:
    """Find the first pattern that explains every failing case.

    Parameters
    ----------
    key, run, differences
        The exercise, what the function did, and how that differs, an entry for each case.

    Returns
    -------
    Pattern or None
        ``None`` where no pattern explains them, and where inputs are changed.
    """
    failing = [
        (case, case_run, difference)
        for case, case_run, difference in zip(key.cases, run.runs, differences, strict=True)
        if difference is not None
    ]
    if any(difference.kind == "mutated input" for _, _, difference in failing):
        return None
    with np.errstate(all="ignore"):
        values = [(case.expected, case_run.value) for case, case_run, _ in failing]
        found = _in_values(values, key)
        if found is not None:
            return found
        name = _in_cases(key, differences)
        return None if name is None else Pattern(name)


# --- relations between values ---------------------------------------------


def _in_values(values: list[tuple[Any, Any]], key: ExerciseKey) -> Pattern | None:
    wrong = [
        leaf for expected, got in values for leaf in _wrong_leaves(expected, got, key.tolerance)
    ]
    return (
        _swapped(values, key)
        or _zeros(values, wrong, key)
        or _related(wrong, key.tolerance)
        or _scaled(wrong, key.tolerance)
    )


def _related(wrong: list[Leaf], tolerance: Tolerance) -> Pattern | None:
    arrays = [leaf for leaf in wrong if leaf is not None]
    if len(arrays) != len(wrong):
        return None
    for name, holds in RELATIONS:
        holding = False
        for verdict in (holds(expected, got, tolerance) for expected, got in arrays):
            if verdict is not None and not verdict:
                break  # most relations are ruled out by the first array
            holding = holding or bool(verdict)
        else:
            if holding:
                return Pattern(name)
    return None


def _zeros(values: list[tuple[Any, Any]], wrong: list[Leaf], key: ExerciseKey) -> Pattern | None:
    """Nothing but zeros where something should be."""
    arrays = [leaf for leaf in wrong if leaf is not None]
    if len(arrays) != len(wrong) or not sum(got.size for _, got in arrays):
        return None
    if any(got.any() for _, got in arrays):
        return None
    whole = not any(np.any(as_array(leaf)) for _, got in values for _, leaf in leaves(got))
    inputs = key.cases[0].inputs if whole else {}
    gradients = (
        name
        for name, value in inputs.items()
        if isinstance(value, np.ndarray) and _GRADIENT.fullmatch(name)
    )
    return Pattern("zeros", names=tuple(gradients))


def _scaled(wrong: list[Leaf], tolerance: Tolerance) -> Pattern | None:
    arrays = [leaf for leaf in wrong if leaf is not None and leaf[0].shape == leaf[1].shape]
    if len(arrays) != len(wrong) or sum(expected.size for expected, _ in arrays) < 4:
        return None
    expected = np.concatenate([array.ravel() for array, _ in arrays])
    got = np.concatenate([array.ravel() for _, array in arrays])
    largest = int(np.argmax(np.abs(expected)))
    factor = float(got[largest] / expected[largest])
    if not np.isfinite(factor) or not tolerance.right(expected, got / factor).all():
        return None  # also after a division of zero or by zero
    return Pattern("scaled", factor=factor)


def _swapped(values: list[tuple[Any, Any]], key: ExerciseKey) -> Pattern | None:
    """The right values in another order."""
    first_expected, _ = values[0]
    count = len(first_expected) if isinstance(first_expected, tuple) else 0
    for first in range(count):
        for second in range(first + 1, count):
            if all(
                isinstance(got, (tuple, list))
                and len(got) == count
                and first_difference(expected, _exchanged(got, first, second), key.tolerance)
                is None
                for expected, got in values
            ):
                named = len(key.returns) == count
                return Pattern(
                    "swapped returns",
                    names=tuple(
                        key.returns[index] if named else f"value {index + 1}"
                        for index in (first, second)
                    ),
                )
    return None


def _exchanged(got: Any, first: int, second: int) -> tuple[Any, ...]:
    items = list(got)
    items[first], items[second] = items[second], items[first]
    return tuple(items)


def _wrong_leaves(expected: Any, got: Any, tolerance: Tolerance) -> Iterator[Leaf]:
    """The arrays that are wrong, with the expected ones."""
    if isinstance(expected, Mapping):
        if not isinstance(got, Mapping) or set(got) != set(expected):
            yield None
            return
        for name, item in expected.items():
            yield from _wrong_leaves(item, got[name], tolerance)
    elif isinstance(expected, tuple):
        if not isinstance(got, (tuple, list)) or len(got) != len(expected):
            yield None
            return
        for item, other in zip(expected, got, strict=True):
            yield from _wrong_leaves(item, other, tolerance)
    else:
        yield from _wrong_array(as_array(expected), as_array(got), tolerance)


def _wrong_array(expected: Any, got: Any, tolerance: Tolerance) -> Iterator[Leaf]:
    if any(array is None or array.dtype.kind not in "fiu" for array in (expected, got)):
        yield None
        return
    left, right = expected.astype(np.float64), got.astype(np.float64)
    if left.shape != right.shape or not tolerance.right(left, right).all():
        yield left, right


# --- which cases fail ---------------------------------------------


def _in_cases(key: ExerciseKey, differences: tuple[Difference | None, ...]) -> PatternName | None:
    """What the failing cases have in common that the others lack."""
    judged = [
        (case, difference)
        for case, difference in zip(key.cases, differences, strict=True)
        if case.judge == "values"
    ]
    failing = [difference is not None for _, difference in judged]
    if all(failing):
        return None
    sizes, steps = [_batch(case) for case, _ in judged], [_steps(case) for case, _ in judged]
    alone = None not in sizes and failing == [size != 1 for size in sizes]
    short = None not in steps and failing == [length != 1 for length in steps]
    if short != alone:
        return "one step only" if short else "batch of one only"
    if None not in sizes and failing == [size == 1 for size in sizes]:
        return "not for a batch of one"
    ranks = [_rank(case) for case, _ in judged]
    if None not in ranks and len(set(ranks)) > 2 and failing == [rank != 2 for rank in ranks]:
        return "matrices only"
    return "overflow" if _only_large_fail(judged) else None


def _only_large_fail(judged: list[tuple[Case, Difference | None]]) -> bool:
    kinds = {difference.kind for _, difference in judged if difference is not None}
    return (
        "non-finite" in kinds
        and kinds <= {"non-finite", "raised"}
        and all(is_large(case) == (difference is not None) for case, difference in judged)
    )


def _batch(case: Case) -> int | None:
    """The number of examples: the first axis of a matrix, the second of a sequence."""
    for value in case.inputs.values():
        if isinstance(value, np.ndarray) and value.ndim in (2, 3):
            return int(value.shape[value.ndim - 2])
    return None


def _steps(case: Case) -> int | None:
    """The number of time steps: the first axis of a sequence."""
    for value in case.inputs.values():
        if isinstance(value, np.ndarray) and value.ndim == 3:
            return len(value)
    return None


def _rank(case: Case) -> int | None:
    """The number of axes of the only input."""
    values = list(case.inputs.values())
    return (
        np.ndim(values[0])
        if len(values) == 1 and isinstance(values[0], (np.ndarray, float))
        else None
    )


def is_large(case: Case) -> bool:
    """Whether some input holds very large numbers."""
    return any(
        isinstance(leaf, np.ndarray) and np.max(np.abs(leaf), initial=0) >= _LARGE
        for _, leaf in leaves(case.inputs)
    )
