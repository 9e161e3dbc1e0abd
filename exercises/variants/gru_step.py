"""One step of a gated recurrent unit."""

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


def gru_step(x_t, h_prev, params):
    r"""Take one step of a gated recurrent unit (GRU).

    $$\begin{aligned}
    r_t &= \sigma(x_t W_r^\top + h_{t-1} U_r^\top + b_r) \\
    z_t &= \sigma(x_t W_z^\top + h_{t-1} U_z^\top + b_z) \\
    g_t &= \tanh(x_t W_g^\top + (r_t \odot h_{t-1})\, U_g^\top + b_g) \\
    h_t &= z_t \odot h_{t-1} + (1 - z_t) \odot g_t
    \end{aligned}$$

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this time step, one row per example.
    h_prev : array, shape (B, H)
        The hidden state of the previous step: all that a GRU remembers.
    params : dict of arrays
        `W_r`, `W_z`, `W_g` of shape (H, I); `U_r`, `U_z`, `U_g` of shape (H, H); `b_r`, `b_z`,
        `b_g` of shape (H,).

    Returns
    -------
    h_t : array, shape (B, H)
        The new hidden state.
    """
    raise NotImplementedError("gru_step is yours to write")


def inputs(rng, B, I, H):
    """Draw the arguments of `gru_step`."""
    drawn = states(rng, B, I, H)
    return {
        "x_t": drawn["x_t"],
        "h_prev": drawn["h_prev"],
        "params": layers_of(rng, "rzg", I, H),
    }


def joined(x_t, h_prev, params):
    """The same with input and state side by side in one matrix."""
    both = np.concatenate([x_t, h_prev], axis=1)
    r, z = (np.exp(-np.logaddexp(0, -(both @ _join(params, k) + params[f"b_{k}"]))) for k in "rz")
    scaled = np.concatenate([x_t, r * h_prev], axis=1)
    return h_prev + (1 - z) * (np.tanh(scaled @ _join(params, "g") + params["b_g"]) - h_prev)


def _join(params, k):
    return np.concatenate([params[f"W_{k}"].T, params[f"U_{k}"].T])


exercise = Exercise(
    stub=gru_step,
    reference=reference.gru_step,
    order=3,
    points=3,
    criteria=(
        Criterion(RIGHT_VALUES, 7.5),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=layer_cases(inputs),
    hints=(
        "Four lines, in the order of the equations. What does the candidate see of the old state?",
        (
            "The reset gate scales the old state entry by entry, and the matrix product comes after"
            " that. It changes the candidate only; the last line uses the whole old state."
        ),
        (
            "Where `z_t` is 1 nothing changes at all: it weighs the old state, and its complement"
            " weighs the candidate."
        ),
    ),
    afterwards=(
        "You have built a GRU. You can read its equations in a paper or in a library, and "
        "you know the two places in which they differ."
    ),
    checks=(second_implementation(joined),),
)
