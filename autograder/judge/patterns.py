"""Findings about wrong values that need no knowledge of the exercise: transposed, negated, late by
one step, …

A finding is named only when it explains every failing case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import numpy as np

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.arrays import as_array
from autograder.data.runs import TaskRun
from autograder.judge.compare import Difference, Tolerance, first_difference
from autograder.judge.relations import RELATIONS, Finding, Floats

Leaf: TypeAlias = "tuple[Floats, Floats] | None"
"""An array that is wrong and what should have come back, ``None`` for anything that is no array of
numbers."""


def find_pattern(
    key: ExerciseKey, run: TaskRun, differences: tuple[Difference | None, ...]
) -> Finding | None:
    """The first generic relation that explains every failing case, ``None`` when none does."""
    failing = [
        (case, one, difference)
        for case, one, difference in zip(key.cases, run.runs, differences, strict=True)
        if difference is not None
    ]
    if any(difference.kind == "mutated input" for _, _, difference in failing):
        return None
    with np.errstate(all="ignore"):
        if all(one.outcome == "returned" for _, one, _ in failing):
            values = [(case.expected, one.value) for case, one, _ in failing]
            tolerance = Tolerance(key.rtol, key.atol)
            leaves = [
                leaf for expected, got in values for leaf in _wrong_leaves(expected, got, tolerance)
            ]
            found = (
                _swapped(values, key) or _related(leaves, tolerance) or _scaled(leaves, tolerance)
            )
            if found is not None:
                return found
        return _where(key, differences)


# --- relations between values ---------------------------------------------


def _related(leaves: list[Leaf], tolerance: Tolerance) -> Finding | None:
    if not leaves or any(leaf is None for leaf in leaves):
        return None
    for holds, finding in RELATIONS:
        holding = False
        for told in (holds(leaf[0], leaf[1], tolerance) for leaf in leaves if leaf is not None):
            if told is not None and not told:
                break  # most relations are ruled out by the first array
            holding = holding or bool(told)
        else:
            if holding:
                return finding
    return None


def _scaled(leaves: list[Leaf], tolerance: Tolerance) -> Finding | None:
    arrays = [
        leaf
        for leaf in leaves
        if leaf is not None and leaf[0].shape == leaf[1].shape and leaf[0].size
    ]
    if len(arrays) != len(leaves) or sum(expected.size for expected, _ in arrays) < 4:
        return None
    expected = np.concatenate([array.ravel() for array, _ in arrays])
    got = np.concatenate([array.ravel() for _, array in arrays])
    largest = int(np.argmax(np.abs(expected)))
    factor = float(got[largest] / expected[largest]) if expected[largest] else 0.0
    if not np.isfinite(factor) or factor == 0 or not tolerance.right(expected, got / factor).all():
        return None
    return Finding(
        "scaled",
        f"Every number is {factor:.4g} times what it should be.",
        "Look for a factor that is missing or one too many, or a mean where a sum belongs.",
    )


def _swapped(values: list[tuple[Any, Any]], key: ExerciseKey) -> Finding | None:
    """The right values in another order."""
    count = len(values[0][0]) if isinstance(values[0][0], tuple) else 0
    for one in range(count):
        for other in range(one + 1, count):
            if all(
                isinstance(got, (tuple, list))
                and len(got) == count
                and _equal(expected, _exchanged(got, one, other), key)
                for expected, got in values
            ):
                names = [
                    key.returns[index] if len(key.returns) == count else f"value {index + 1}"
                    for index in (one, other)
                ]
                return Finding(
                    "swapped returns",
                    f"{names[0]} and {names[1]} are right, but have changed places.",
                    "Compare the order of your return statement with the docstring.",
                )
    return None


def _exchanged(got: Any, one: int, other: int) -> tuple[Any, ...]:
    items = list(got)
    items[one], items[other] = items[other], items[one]
    return tuple(items)


def _equal(expected: Any, got: Any, key: ExerciseKey) -> bool:
    return first_difference(expected, got, key.rtol, key.atol) is None


def _wrong_leaves(expected: Any, got: Any, tolerance: Tolerance) -> Iterator[Leaf]:
    """The arrays that are wrong, with what should have come back; ``None`` for anything that is no
    array of numbers.
    """
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
        wanted, array = as_array(expected), as_array(got)
        if (
            wanted is None
            or array is None
            or wanted.dtype.kind not in "fiu"
            or array.dtype.kind not in "fiu"
        ):
            yield None
            return
        left, right = wanted.astype(np.float64), array.astype(np.float64)
        if left.shape != right.shape or not tolerance.right(left, right).all():
            yield left, right


# --- which cases fail ---------------------------------------------


def _where(key: ExerciseKey, differences: tuple[Difference | None, ...]) -> Finding | None:
    """What the failing cases have in common that the others lack."""
    judged = [
        (case, difference)
        for case, difference in zip(key.cases, differences, strict=True)
        if case.judge == "values"
    ]
    if all(difference is not None for _, difference in judged):
        return None
    sizes, steps = [_batch(case) for case, _ in judged], [_steps(case) for case, _ in judged]
    failing = [difference is not None for _, difference in judged]
    alone = None not in sizes and failing == [size != 1 for size in sizes]
    short = None not in steps and failing == [length != 1 for length in steps]
    if short and not alone:
        return Finding(
            "one step only",
            "It is right for a sequence of one step, and for no longer one.",
            "What does the second step need from the first? Check which states go into the next"
            " step, and whether every step is kept.",
        )
    if alone and not short:
        return Finding(
            "batch of one only",
            "It is right for a batch of one example, and for no larger one.",
            "Find the line that treats the whole batch as one example: look for ravel, flatten, [0]"
            " and for sums without an axis.",
        )
    if None not in sizes and failing == [size == 1 for size in sizes]:
        return Finding(
            "not for a batch of one",
            "It is right for every batch but one with a single example.",
            "Look for squeeze, for shapes that are written out as numbers, and for `if` on a"
            " shape.",
        )
    ranks = [_rank(case) for case, _ in judged]
    if None not in ranks and len(set(ranks)) > 2 and failing == [rank != 2 for rank in ranks]:
        return Finding(
            "matrices only",
            "It is right for a matrix, and for no other shape.",
            "Look for loops over rows and columns, for len and for .shape[1]: NumPy's operations"
            " take arrays of any shape at once, and single numbers too.",
        )
    if (
        all(
            difference is None or difference.kind in ("non-finite", "raised")
            for _, difference in judged
        )
        and any(
            difference is not None and difference.kind == "non-finite" for _, difference in judged
        )
        and all(_large(case) == (difference is not None) for case, difference in judged)
    ):
        return Finding(
            "overflow",
            "It is right for ordinary numbers and breaks down for large ones.",
            "Find the exponential that overflows, and write the formula so that its argument is"
            " never positive.",
        )
    return None


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


def _large(case: Case) -> bool:
    return any(_largest(value) >= 100 for value in case.inputs.values())


def _largest(value: Any) -> float:
    if isinstance(value, Mapping):
        return max((_largest(item) for item in value.values()), default=0.0)
    if isinstance(value, (list, tuple)):
        return max(map(_largest, value), default=0.0)
    return float(np.max(np.abs(value), initial=0)) if isinstance(value, np.ndarray) else 0.0
