"""One step of an LSTM whose gates look at the cell state."""

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
from exercises.variants._inputs import peephole_params, states


def peephole_step(x_t, h_prev, c_prev, params):
    r"""Take one step of an LSTM with peepholes.

    $$\begin{aligned}
    f_t &= \sigma(x_t W_f^\top + h_{t-1} U_f^\top + p_f \odot c_{t-1} + b_f) \\
    i_t &= \sigma(x_t W_i^\top + h_{t-1} U_i^\top + p_i \odot c_{t-1} + b_i) \\
    g_t &= \tanh(x_t W_g^\top + h_{t-1} U_g^\top + b_g) \\
    c_t &= f_t \odot c_{t-1} + i_t \odot g_t \\
    o_t &= \sigma(x_t W_o^\top + h_{t-1} U_o^\top + p_o \odot c_t + b_o) \\
    h_t &= o_t \odot \tanh(c_t)
    \end{aligned}$$

    Write the sigmoid here as well: this unit uses no functions of another unit.

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this time step, one row per example.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    c_prev : array, shape (B, H)
        The cell state of the previous step.
    params : dict of arrays
        `W_f`, `W_i`, `W_g`, `W_o` of shape (H, I); `U_f`, `U_i`, `U_g`, `U_o` of shape (H, H);
        `b_f`, `b_i`, `b_g`, `b_o` of shape (H,); `p_f`, `p_i`, `p_o` of shape (H,).

    Returns
    -------
    h_t : array, shape (B, H)
        The new hidden state. It comes first.
    c_t : array, shape (B, H)
        The new cell state.
    """
    raise NotImplementedError("peephole_step is yours to write")


def inputs(rng, B, I, H):
    """Draw the arguments of `peephole_step`."""
    return states(rng, B, I, H) | {"params": peephole_params(rng, I, H)}


def number_by_number(x_t, h_prev, c_prev, params):
    """Compute the same for one unit of one example after the other."""
    h_t, c_t = np.zeros(h_prev.shape), np.zeros(c_prev.shape)
    for row, unit in np.ndindex(h_prev.shape):

        def total(k, row=row, unit=unit):
            fed = sum(w * x for w, x in zip(params[f"W_{k}"][unit], x_t[row], strict=True))
            back = sum(u * h for u, h in zip(params[f"U_{k}"][unit], h_prev[row], strict=True))
            return fed + back + params[f"b_{k}"][unit]

        old = c_prev[row, unit]
        keep, write = (
            np.exp(-np.logaddexp(0, -(total(k) + params[f"p_{k}"][unit] * old))) for k in "fi"
        )
        new = keep * old + write * np.tanh(total("g"))
        show = np.exp(-np.logaddexp(0, -(total("o") + params["p_o"][unit] * new)))
        h_t[row, unit], c_t[row, unit] = show * np.tanh(new), new
    return h_t, c_t


exercise = Exercise(
    stub=peephole_step,
    reference=reference.peephole_step,
    order=1,
    points=3,
    criteria=(
        Criterion(RIGHT_VALUES, 7.5),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=layer_cases(inputs),
    hints=(
        "Which of the three gates is needed to make the new cell state, and which is not?",
        (
            "A peephole is one weight for each unit, so it multiplies entry by entry: no matrix"
            " product. It is part of the sum, before the sigmoid."
        ),
        (
            "Compute the new cell state before you touch the output gate, because that gate looks"
            " at `c_t`. The other two look at `c_prev`. The candidate has no peephole."
        ),
    ),
    afterwards=(
        "You have given the gates a look at the memory, and seen why one of them has to "
        "wait for it. This is the LSTM that learnt to time and to count."
    ),
    checks=(second_implementation(number_by_number),),
)
