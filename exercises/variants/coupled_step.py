"""One step of an LSTM whose forget gate is what its input gate leaves."""

import numpy as np

import reference
from autograder import (
    ANY_BATCH,
    FINITE,
    INPUTS,
    RIGHT_VALUES,
    Criterion,
    Exercise,
    layer_cases,
    second_implementation,
)
from exercises.variants._inputs import layers_of, states


def coupled_step(x_t, h_prev, c_prev, params):
    r"""Take one step of an LSTM with coupled gates: it forgets exactly as much as it writes.

    $$\begin{aligned}
    i_t &= \sigma(x_t W_i^\top + h_{t-1} U_i^\top + b_i) \\
    f_t &= 1 - i_t \\
    g_t &= \tanh(x_t W_g^\top + h_{t-1} U_g^\top + b_g) \\
    o_t &= \sigma(x_t W_o^\top + h_{t-1} U_o^\top + b_o) \\
    c_t &= f_t \odot c_{t-1} + i_t \odot g_t \\
    h_t &= o_t \odot \tanh(c_t)
    \end{aligned}$$

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this time step, one row per example.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    c_prev : array, shape (B, H)
        The cell state of the previous step.
    params : dict of arrays
        `W_i`, `W_g`, `W_o` of shape (H, I); `U_i`, `U_g`, `U_o` of shape (H, H); `b_i`, `b_g`,
        `b_o` of shape (H,). There is no forget gate among them.

    Returns
    -------
    h_t : array, shape (B, H)
        The new hidden state. It comes first.
    c_t : array, shape (B, H)
        The new cell state.
    """
    raise NotImplementedError("coupled_step is yours to write")


def inputs(rng, B, I, H):
    """Draw the arguments of `coupled_step`."""
    return states(rng, B, I, H) | {"params": layers_of(rng, "igo", I, H)}


def as_a_full_cell(x_t, h_prev, c_prev, params):
    """A whole LSTM whose forget gate has the weights of the input gate with other signs.

    The sigmoid of -a is 1 minus that of a.
    """
    mirrored = {f"{part}_f": -params[f"{part}_i"] for part in ("W", "U", "b")}
    return reference.lstm_step(x_t, h_prev, c_prev, {**params, **mirrored})


def stays_between(x_t, h_prev, c_prev, params):
    """The new memory as a way of a length i from the old one to the candidate."""
    a, g, o = (
        np.einsum("bi,hi->bh", x_t, params[f"W_{k}"])
        + np.einsum("bj,hj->bh", h_prev, params[f"U_{k}"])
        + params[f"b_{k}"]
        for k in "igo"
    )
    c_t = c_prev + (np.tanh(g) - c_prev) * np.exp(-np.logaddexp(0, -a))
    return np.exp(-np.logaddexp(0, -o)) * np.tanh(c_t), c_t


exercise = Exercise(
    stub=coupled_step,
    reference=reference.coupled_step,
    order=2,
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 7.5),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=layer_cases(inputs),
    hints=(
        "Where a unit writes nothing, how much of its memory should be left?",
        (
            "The input gate is computed as ever. What it does not use for writing is kept; that"
            " needs no weights."
        ),
        (
            "Take the complement of the finished gate, after its sigmoid. The other lines are those"
            " of an LSTM."
        ),
    ),
    afterwards=(
        "You have saved a gate, and you know what it costs: a memory with coupled gates "
        "cannot count. The same idea is the update gate of a GRU."
    ),
    checks=(second_implementation(as_a_full_cell), second_implementation(stays_between)),
)
