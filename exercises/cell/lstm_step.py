"""One step of an LSTM: four layers, a new cell state, a new hidden state."""

import reference
from autograder import (
    ANY_BATCH,
    FINITE,
    INPUTS,
    RIGHT_VALUES,
    Criterion,
    Exercise,
    hidden,
    layer_cases,
)
from exercises._draw import cell_params


def lstm_step(x_t, h_prev, c_prev, params):
    r"""Take one step of an LSTM: from an input and the two states to the two new states.

    $$\begin{aligned}
    f_t &= \sigma(x_t W_f^\top + h_{t-1} U_f^\top + b_f) \\
    i_t &= \sigma(x_t W_i^\top + h_{t-1} U_i^\top + b_i) \\
    g_t &= \tanh(x_t W_g^\top + h_{t-1} U_g^\top + b_g) \\
    o_t &= \sigma(x_t W_o^\top + h_{t-1} U_o^\top + b_o) \\
    c_t &= f_t \odot c_{t-1} + i_t \odot g_t \\
    h_t &= o_t \odot \tanh(c_t)
    \end{aligned}$$

    You may call the `cell_state` and `hidden_state` that you wrote above. Write the gates here,
    inline or as functions of your own: this unit uses no functions of another unit.

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
        `b_f`, `b_i`, `b_g`, `b_o` of shape (H,).

    Returns
    -------
    h_t : array, shape (B, H)
        The new hidden state. It comes first.
    c_t : array, shape (B, H)
        The new cell state.
    """
    raise NotImplementedError("lstm_step is yours to write")


def inputs(rng, B, I, H):
    """Draw the arguments of `lstm_step`."""
    return {
        "x_t": rng.normal(size=(B, I)),
        "h_prev": rng.uniform(-0.9, 0.9, size=(B, H)),
        "c_prev": rng.normal(scale=1.2, size=(B, H)),
        "params": cell_params(rng, I, H),
    }


exercise = Exercise(
    stub=lstm_step,
    reference=reference.lstm_step,
    order=3,
    afterwards=(
        "You have built an LSTM cell, and you know what each of its numbers is for. This is "
        "the step that deep-learning libraries compute, apart from how they stack the "
        "weights."
    ),
    points=6,
    criteria=(
        Criterion(RIGHT_VALUES, 7.5),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        *layer_cases(inputs),
        hidden("as many examples as units", lambda rng: inputs(rng, B=3, I=2, H=3)),
    ),
    hints=(
        (
            "Write six lines, in the order of the six equations. Which of them need the states of"
            " the previous step, and which need something that this step has just computed?"
        ),
        (
            "The four layers read the same `x_t` and `h_prev`. They differ only in their weights"
            " and in one activation: three sigmoids, one tanh. With a small function that takes the"
            " layer's letter you need not write the sum four times."
        ),
        (
            '`params["W_" + k]`, `params["U_" + k]` and `params["b_" + k]` for `k` in `f`, `i`,'
            " `g`, `o` give you the four sums. Compute the new cell state before the hidden"
            " state, but return the hidden state first."
        ),
    ),
    builds_on=("cell_state", "hidden_state"),
)
