"""How wrong arrays may relate to the right ones: transposed, negated, one step late, …"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from autograder.data.diagnosis import PatternName
from autograder.data.tolerance import Tolerance

Floats: TypeAlias = NDArray[np.float64]
Holds: TypeAlias = "Callable[[Floats, Floats, Tolerance], bool | None]"
"""Whether a relation holds between what was expected and what came back; ``None`` where it cannot
be decided."""


def _transposed(expected: Floats, got: Floats, tolerance: Tolerance) -> bool | None:
    return expected.ndim >= 2 and any(
        turned.shape == expected.shape and bool(tolerance.right(expected, turned).all())
        for turned in (
            np.swapaxes(got, first, second) for first, second in combinations(range(got.ndim), 2)
        )
    )


def _negated(expected: Floats, got: Floats, tolerance: Tolerance) -> bool | None:
    return expected.shape == got.shape and bool(tolerance.right(expected, -got).all())


def _reversed(expected: Floats, got: Floats, tolerance: Tolerance) -> bool | None:
    return (
        expected.ndim == 3
        and expected.shape == got.shape
        and bool(tolerance.right(expected, got[::-1]).all())
    )


def _late(expected: Floats, got: Floats, tolerance: Tolerance) -> bool | None:
    if expected.ndim != 3 or expected.shape != got.shape:
        return False
    return None if len(expected) < 2 else bool(tolerance.right(expected[:-1], got[1:]).all())


def _early(expected: Floats, got: Floats, tolerance: Tolerance) -> bool | None:
    if expected.ndim != 3 or expected.shape != got.shape:
        return False
    return None if len(expected) < 2 else bool(tolerance.right(expected[1:], got[:-1]).all())


def _first_step(expected: Floats, got: Floats, tolerance: Tolerance) -> bool | None:
    if expected.ndim == 2:
        return None  # a last state, say: it may be anything
    return (
        expected.ndim == 3
        and expected.shape == got.shape
        and len(expected) > 1
        and bool(tolerance.right(expected[0], got[0]).all())
        and not tolerance.right(expected[1:], got[1:]).all()
    )


def _squeezed(expected: Floats, got: Floats, tolerance: Tolerance) -> bool | None:
    return (
        expected.shape != got.shape
        and expected.squeeze().shape == got.squeeze().shape
        and bool(tolerance.right(expected.squeeze(), got.squeeze()).all())
    )


def _reshaped(expected: Floats, got: Floats, tolerance: Tolerance) -> bool | None:
    return (
        expected.shape != got.shape
        and expected.size == got.size
        and bool(tolerance.right(expected, got.reshape(expected.shape)).all())
    )


def _truncated(expected: Floats, got: Floats, tolerance: Tolerance) -> bool | None:
    return (
        expected.shape == got.shape
        and not bool((expected == np.trunc(expected)).all())
        and bool((got == np.trunc(expected)).all() or (got == np.round(expected)).all())
    )


def _imprecise(expected: Floats, got: Floats, tolerance: Tolerance) -> bool | None:
    return expected.shape == got.shape and bool(
        Tolerance(1e-2, 1e-3 * float(np.max(np.abs(expected), initial=0)))
        .right(expected, got)
        .all()
    )


RELATIONS: tuple[tuple[PatternName, Holds], ...] = (
    ("transposed", _transposed),
    ("axis of one", _squeezed),
    ("reshaped", _reshaped),
    ("negated", _negated),
    ("reversed", _reversed),
    ("one step late", _late),
    ("one step early", _early),
    ("first step only", _first_step),
    ("whole numbers", _truncated),
    ("imprecise", _imprecise),
)
"""In the order in which they are tried."""
