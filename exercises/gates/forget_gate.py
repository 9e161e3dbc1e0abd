"""The forget gate: how much of each cell-state component survives the step."""

from functools import partial

import reference
from autograder import ANY_BATCH, FINITE, INPUTS, RIGHT_VALUES, Criterion, Exercise, layer_cases
from exercises._draw import gate_inputs


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    r"""Compute the forget gate of an LSTM cell: how much of the old memory is kept.

    $$f_t = \sigma(x_t W_f^\top + h_{t-1} U_f^\top + b_f)$$

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this time step, one row per example.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    W_f : array, shape (H, I)
        Input weights of the forget gate.
    U_f : array, shape (H, H)
        Recurrent weights of the forget gate.
    b_f : array, shape (H,)
        Bias of the forget gate.

    Returns
    -------
    f_t : array, shape (B, H)
        Between 0 (forget all) and 1 (keep all), for each component of the cell state.
    """
    raise NotImplementedError("forget_gate is yours to write")


exercise = Exercise(
    stub=forget_gate,
    reference=reference.forget_gate,
    order=2,
    afterwards=(
        "You can compute how much of each part of the memory is kept. All gates have this "
        "form, so the other two differ from yours in their weights alone."
    ),
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 1.5),
        Criterion(INPUTS, 0.5),
    ),
    cases=layer_cases(partial(gate_inputs, gate="f")),
    hints=(
        (
            "A gate is one layer of a network: a weighted sum of what comes in, plus a bias, then"
            " an activation."
        ),
        (
            "Three terms are added before the sigmoid: one from the input, one from the previous"
            " hidden state, and the bias. Each must have shape (B, H); the bias gets there by"
            " broadcasting."
        ),
        (
            "`W_f` is (H, I) and `x_t` is (B, I): transpose the weights and put the examples on the"
            " left. Treat `U_f` in the same way, and apply your sigmoid once, to the whole sum."
        ),
    ),
    builds_on=("sigmoid",),
)
