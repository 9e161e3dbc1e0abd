"""Cases that exercises have in common, so that the same things are tested in all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.course.authoring.criteria import ANY_BATCH, FINITE, INPUTS
from autograder.course.authoring.definitions import Recipe, hidden, visible
from autograder.course.authoring.inputs import fortran, read_only, saturated, single


def layer_cases(inputs: Callable[..., dict[str, Any]]) -> tuple[Recipe, ...]:
    """Make the cases of an exercise that computes one layer, or one time step of a network.

    Rows are examples, and biases are arguments whose names begin with ``b``.

    Parameters
    ----------
    inputs : callable
        ``inputs(rng, B, I, H)`` draws the arguments of the exercise's function by parameter name:
        ``B`` examples, ``I`` inputs, ``H`` outputs or hidden units.

    Returns
    -------
    cases : tuple of Recipe
        Visible and hidden cases for *right values*, `ANY_BATCH`, `FINITE` and `INPUTS`.
    """
    return (
        visible("three examples", lambda rng: inputs(rng, B=3, I=4, H=2)),
        visible("as many inputs as hidden units", lambda rng: inputs(rng, B=2, I=3, H=3)),
        hidden("five examples", lambda rng: inputs(rng, B=5, I=3, H=4)),
        hidden("square weights", lambda rng: inputs(rng, B=3, I=4, H=4)),
        hidden("all sizes alike", lambda rng: inputs(rng, B=3, I=3, H=3)),
        hidden("column-major memory", lambda rng: fortran(inputs(rng, B=4, I=2, H=5))),
        hidden("single precision", lambda rng: single(inputs(rng, B=6, I=5, H=3))),
        visible("one example alone", lambda rng: inputs(rng, B=1, I=3, H=2), ANY_BATCH),
        hidden("one example", lambda rng: inputs(rng, B=1, I=2, H=3), ANY_BATCH),
        hidden("a large batch", lambda rng: inputs(rng, B=33, I=2, H=4), ANY_BATCH),
        visible("sums in the thousands", lambda rng: saturated(inputs(rng, B=2, I=3, H=4)), FINITE),
        hidden("larger sums", lambda rng: saturated(inputs(rng, B=3, I=2, H=5), 2e3, 1e5), FINITE),
        visible(
            "inputs before and after",
            lambda rng: inputs(rng, B=2, I=3, H=4),
            INPUTS,
            judge="inputs",
        ),
        hidden(
            "inputs still the same", lambda rng: inputs(rng, B=3, I=2, H=4), INPUTS, judge="inputs"
        ),
        hidden("read-only inputs", lambda rng: read_only(inputs(rng, B=4, I=3, H=2)), INPUTS),
    )
