"""The hidden state: what the cell shows of its memory."""

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

FINITE = "stays finite for a large memory"


def hidden_state(o_t, c_t):
    r"""Compute the hidden state, which is also the output of an LSTM cell.

    $$h_t = o_t \odot \tanh(c_t)$$

    Parameters
    ----------
    o_t : array, shape (B, H)
        The output gate, between 0 and 1.
    c_t : array, shape (B, H)
        The new cell state, of any size. It is read here and stays as it is.

    Returns
    -------
    h_t : array, shape (B, H)
        The new hidden state, between -1 and 1.
    """
    raise NotImplementedError("hidden_state is yours to write")


def inputs(rng, B, H, scale=1.5):
    """Draw the arguments of `hidden_state`; `scale` is the size of the memory."""
    return {
        "o_t": rng.uniform(0.05, 0.95, size=(B, H)),
        "c_t": rng.normal(scale=scale, size=(B, H)),
    }


exercise = Exercise(
    stub=hidden_state,
    reference=reference.hidden_state,
    order=2,
    afterwards=(
        "You can turn the memory into what the rest of the network reads. The memory itself "
        "stays as it is, whatever is shown of it."
    ),
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 1.5),
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
        visible("a memory in the thousands", lambda rng: inputs(rng, B=2, H=4, scale=5e3), FINITE),
        hidden("a larger memory", lambda rng: inputs(rng, B=3, H=5, scale=2e4), FINITE),
        visible(
            "inputs before and after", lambda rng: inputs(rng, B=2, H=3), INPUTS, judge="inputs"
        ),
        hidden("inputs still the same", lambda rng: inputs(rng, B=3, H=4), INPUTS, judge="inputs"),
        hidden("read-only inputs", lambda rng: read_only(inputs(rng, B=4, H=2)), INPUTS),
    ),
    hints=(
        (
            "The memory may have any size, the hidden state may not. What brings it into the range"
            " from -1 to 1?"
        ),
        (
            "First squash the cell state, then let the output gate decide how much of each"
            " component is shown."
        ),
        (
            "The order matters: the gate scales what comes out of the tanh. NumPy's own tanh stays"
            " finite for any memory."
        ),
    ),
)
