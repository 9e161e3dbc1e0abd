"""The cell state: keep a part of the old memory, add a part of the candidate."""

import reference
from autograder import (
    ANY_BATCH,
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

LARGE = "a large memory passes through unharmed"


def cell_state(c_prev, f_t, i_t, g_t):
    r"""Update the cell state, the long-term memory of an LSTM.

    $$c_t = f_t \odot c_{t-1} + i_t \odot g_t$$

    $\odot$ multiplies entry by entry: each component of the memory has its own gate.

    Parameters
    ----------
    c_prev : array, shape (B, H)
        The cell state of the previous step. It may have any size: nothing squashes it.
    f_t : array, shape (B, H)
        The forget gate, between 0 and 1.
    i_t : array, shape (B, H)
        The input gate, between 0 and 1.
    g_t : array, shape (B, H)
        The candidate, between -1 and 1.

    Returns
    -------
    c_t : array, shape (B, H)
        The new cell state, in a new array: `c_prev` stays as it is.
    """
    raise NotImplementedError("cell_state is yours to write")


def inputs(rng, B, H, scale=1.5):
    """Draw the arguments of `cell_state`; `scale` is the size of the memory."""
    return {
        "c_prev": rng.normal(scale=scale, size=(B, H)),
        "f_t": rng.uniform(0.05, 0.95, size=(B, H)),
        "i_t": rng.uniform(0.05, 0.95, size=(B, H)),
        "g_t": rng.uniform(-0.95, 0.95, size=(B, H)),
    }


exercise = Exercise(
    stub=cell_state,
    reference=reference.cell_state,
    order=1,
    afterwards=(
        "You can write the equation that gave the LSTM its memory: a sum, and not another "
        "squashing. Through this sum a value, and its gradient, can pass many steps "
        "unchanged."
    ),
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_BATCH, 1.5),
        Criterion(LARGE, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("three examples", lambda rng: inputs(rng, B=3, H=2)),
        visible("as many examples as hidden units", lambda rng: inputs(rng, B=3, H=3)),
        hidden("five examples", lambda rng: inputs(rng, B=5, H=4)),
        hidden("a square batch", lambda rng: inputs(rng, B=4, H=4)),
        hidden("column-major memory", lambda rng: fortran(inputs(rng, B=4, H=3))),
        hidden("single precision", lambda rng: single(inputs(rng, B=2, H=6))),
        visible("one example alone", lambda rng: inputs(rng, B=1, H=3), ANY_BATCH),
        hidden("one example", lambda rng: inputs(rng, B=1, H=5), ANY_BATCH),
        hidden("a large batch", lambda rng: inputs(rng, B=33, H=2), ANY_BATCH),
        visible("a memory in the thousands", lambda rng: inputs(rng, B=2, H=4, scale=3e3), LARGE),
        hidden("a larger memory", lambda rng: inputs(rng, B=3, H=5, scale=2e4), LARGE),
        visible(
            "inputs before and after", lambda rng: inputs(rng, B=2, H=3), INPUTS, judge="inputs"
        ),
        hidden("inputs still the same", lambda rng: inputs(rng, B=3, H=4), INPUTS, judge="inputs"),
        hidden("read-only inputs", lambda rng: read_only(inputs(rng, B=4, H=2)), INPUTS),
    ),
    hints=(
        "Two things are added: a part of the old memory and a part of the new content.",
        (
            "The forget gate belongs to the old memory, the input gate to the candidate. Neither"
            " product is a matrix product."
        ),
        (
            "In NumPy, `*` between arrays of one shape multiplies entry by entry. You need it"
            " twice, and one plus sign. Make a new array: `*=` and `+=` would change the one"
            " that you were given."
        ),
    ),
)
