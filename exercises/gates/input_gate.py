"""The input gate: how much of the candidate enters the cell state."""

from functools import partial

import reference
from autograder import ANY_BATCH, FINITE, INPUTS, RIGHT_VALUES, Criterion, Exercise, layer_cases
from exercises._draw import gate_inputs


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    r"""Compute the input gate of an LSTM cell: how much of the candidate is written.

    $$i_t = \sigma(x_t W_i^\top + h_{t-1} U_i^\top + b_i)$$

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this time step, one row per example.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    W_i : array, shape (H, I)
        Input weights of the input gate.
    U_i : array, shape (H, H)
        Recurrent weights of the input gate.
    b_i : array, shape (H,)
        Bias of the input gate.

    Returns
    -------
    i_t : array, shape (B, H)
        Between 0 (write nothing) and 1 (write it all), for each component of the cell state.
    """
    raise NotImplementedError("input_gate is yours to write")


exercise = Exercise(
    stub=input_gate,
    reference=reference.input_gate,
    order=3,
    afterwards=(
        "You can compute how much of the new content is written. With the forget gate, an "
        "LSTM now decides separately what to drop and what to take in."
    ),
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 1.5),
        Criterion(INPUTS, 0.5),
    ),
    cases=layer_cases(partial(gate_inputs, gate="i")),
    hints=(
        "What differs from the forget gate: the equation, or only the weights?",
        (
            "Three terms are added, each of shape (B, H): one from `x_t`, one from `h_prev`, and"
            " the bias."
        ),
        (
            "`W_i` is (H, I) and `x_t` is (B, I): which of the two must be transposed so that"
            " the product is (B, H)? The sum then goes through a sigmoid."
        ),
    ),
    builds_on=("sigmoid",),
)
