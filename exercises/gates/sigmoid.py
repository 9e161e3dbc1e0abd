"""The logistic sigmoid, written so that it never overflows."""

import numpy as np

import reference
from autograder import (
    FINITE,
    INPUTS,
    RIGHT_VALUES,
    Criterion,
    Exercise,
    fortran,
    hidden,
    read_only,
    single,
    visible,
)

ANY_SHAPE = "any shape comes back as it went in"


def sigmoid(z):
    r"""Compute the logistic sigmoid of every entry, for any finite number.

    $$\sigma(z) = \frac{1}{1 + e^{-z}} = \frac{e^{z}}{1 + e^{z}}$$

    Both fractions are the same number on paper. In floating point $e^{1000}$ overflows to infinity:
    at $z = 1000$ the second fraction is $\infty / \infty$, which is `nan`; at $z = -1000$ the first
    is $1 / \infty$, which is right but comes with a warning. Each fraction has one side of zero on
    which nothing overflows.

    Parameters
    ----------
    z : array, any shape
        Pre-activations, from very negative to very positive.

    Returns
    -------
    s : array, same shape as `z`
        Between 0 and 1, and never `nan`.
    """
    raise NotImplementedError("sigmoid is yours to write")


def ordinary(rng, *shape):
    """Draw pre-activations of ordinary size."""
    return {"z": rng.normal(scale=2.5, size=shape)}


def extreme(rng, *shape, low=2.5, high=5.0):
    """Draw pre-activations of both signs, with sizes from ``10**low`` to ``10**high``."""
    size = 10 ** rng.uniform(low, high, size=shape)
    sign = np.where(np.arange(size.size) % 2 == 0, 1.0, -1.0).reshape(shape)
    return {"z": sign * size}


exercise = Exercise(
    stub=sigmoid,
    reference=reference.sigmoid,
    order=1,
    afterwards=(
        "You have a sigmoid that stays finite for any number. Libraries split the cases at "
        "zero in the same way, because e to a large power overflows before the division can "
        "save it."
    ),
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 6),
        Criterion(ANY_SHAPE, 1),
        Criterion(FINITE, 2.5),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("a small matrix", lambda rng: ordinary(rng, 2, 3)),
        hidden("a larger matrix", lambda rng: ordinary(rng, 5, 4)),
        hidden("column-major memory", lambda rng: fortran(ordinary(rng, 3, 6))),
        hidden("single precision", lambda rng: single(ordinary(rng, 4, 2))),
        visible("a vector", lambda rng: ordinary(rng, 5), ANY_SHAPE),
        hidden("a batch of one", lambda rng: ordinary(rng, 1, 4), ANY_SHAPE),
        hidden("a sequence of batches", lambda rng: ordinary(rng, 3, 2, 4), ANY_SHAPE),
        visible("hundreds and thousands", lambda rng: extreme(rng, 2, 4), FINITE),
        hidden("up to a million", lambda rng: extreme(rng, 3, 5, high=6.0), FINITE),
        hidden(
            "large in single precision",
            lambda rng: single(extreme(rng, 2, 6, low=2.0, high=3.0)),
            FINITE,
        ),
        hidden(
            "among ordinary numbers",
            lambda rng: {"z": np.concatenate([ordinary(rng, 6)["z"], extreme(rng, 6)["z"]])},
            FINITE,
        ),
        visible("inputs before and after", lambda rng: ordinary(rng, 3, 2), INPUTS, judge="inputs"),
        hidden("inputs still the same", lambda rng: ordinary(rng, 4, 3), INPUTS, judge="inputs"),
        hidden("a read-only array", lambda rng: read_only(ordinary(rng, 2, 5)), INPUTS),
    ),
    hints=(
        (
            "Which of the two fractions raises e to a negative power when z is positive? And when z"
            " is negative?"
        ),
        (
            "Use one fraction where `z >= 0` and the other where `z < 0`. `np.where` picks between"
            " two arrays, but both are computed, so the exponent must be harmless in both: think of"
            " `-abs(z)`."
        ),
        (
            "Let `e = np.exp(-np.abs(z))`: it is never above 1. For `z >= 0` the numerator of the"
            " answer is 1. For `z < 0`, multiply the numerator and the denominator of the first"
            " fraction by e to the z. What is the numerator now?"
        ),
    ),
)
