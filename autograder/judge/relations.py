"""How wrong arrays may relate to the right ones: transposed, negated, late by one step, …"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from autograder.judge.compare import Tolerance

Floats: TypeAlias = NDArray[np.float64]
Holds: TypeAlias = "Callable[[Floats, Floats, Tolerance], bool | None]"
"""Whether a relation holds between what was expected and what came back; ``None`` where it cannot
be told."""


@dataclass(frozen=True)
class Finding:
    """A generic finding: its name, what it means in a sentence, and what to try."""

    name: str
    message: str
    next_step: str


def _transposed(expected: Floats, got: Floats, tolerance: Tolerance) -> bool | None:
    return expected.ndim >= 2 and any(
        turned.shape == expected.shape and bool(tolerance.right(expected, turned).all())
        for turned in (
            np.swapaxes(got, one, other) for one in range(got.ndim) for other in range(one)
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


RELATIONS: tuple[tuple[Holds, Finding], ...] = (
    (
        _transposed,
        Finding(
            "transposed",
            "The numbers are right, but two axes are swapped.",
            "Look at where rows and columns change places: rows are examples here. A transpose too "
            "many or too few usually sits next to the last product or in how results are stacked.",
        ),
    ),
    (
        _squeezed,
        Finding(
            "axis of one",
            "The numbers are right; an axis of length one is too many or missing.",
            "Compare the shape of your result with the docstring: look at keepdims, [np.newaxis], "
            "squeeze and indexing with a single number.",
        ),
    ),
    (
        _reshaped,
        Finding(
            "reshaped",
            "The numbers are right and in the right order, but in another shape.",
            "Compare the shape of your result with the docstring: look at reshape, ravel,"
            " concatenate and stack.",
        ),
    ),
    (
        _negated,
        Finding(
            "negated",
            "Every number has the right size and the wrong sign.",
            "Look for a minus that is missing or one too many, or a difference taken the wrong way"
            " round.",
        ),
    ),
    (
        _reversed,
        Finding(
            "reversed",
            "The steps are right, but last comes first.",
            "Look for a loop that runs backwards, or a result that was collected backwards and"
            " never turned round.",
        ),
    ),
    (
        _late,
        Finding(
            "one step late",
            "The values are those of the step before: everything is one step late.",
            "Look at which comes first in your loop, taking the step or storing its result, and at"
            " where your indices start.",
        ),
    ),
    (
        _early,
        Finding(
            "one step early",
            "The values are those of the step after: everything is one step early.",
            "Look at where your indices start, and at whether the first input is read.",
        ),
    ),
    (
        _first_step,
        Finding(
            "first step only",
            "The first step is right, and everything after it is not.",
            "What does the second step need from the first? Check that each state which comes out"
            " of a step goes into the next one, in the right place.",
        ),
    ),
    (
        _truncated,
        Finding(
            "whole numbers",
            "The values were cut or rounded to whole numbers.",
            "Look for an array of integers that results are written into, for int(), round or //.",
        ),
    ),
    (
        _imprecise,
        Finding(
            "imprecise",
            "The values are nearly right: they agree to about two digits.",
            "Look for rounding, for a narrow dtype such as float16, for an approximation, or for a "
            "small term that was added for safety.",
        ),
    ),
)
