"""The output gate: how much of the cell state the hidden state shows."""

from functools import partial

import reference
from autograder import ANY_BATCH, FINITE, INPUTS, RIGHT_VALUES, Criterion, Exercise, layer_cases
from exercises._draw import gate_inputs


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    r"""Compute the output gate of an LSTM cell: how much of the memory is shown.

    $$o_t = \sigma(x_t W_o^\top + h_{t-1} U_o^\top + b_o)$$

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this time step, one row per example.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    W_o : array, shape (H, I)
        Input weights of the output gate.
    U_o : array, shape (H, H)
        Recurrent weights of the output gate.
    b_o : array, shape (H,)
        Bias of the output gate.

    Returns
    -------
    o_t : array, shape (B, H)
        Between 0 (show nothing) and 1 (show it all), for each component of the cell state.
    """
    raise NotImplementedError("output_gate is yours to write")


exercise = Exercise(
    stub=output_gate,
    reference=reference.output_gate,
    order=5,
    afterwards=(
        "You have all four layers of an LSTM cell. This gate lets the cell keep something "
        "that it does not show yet."
    ),
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 1.5),
        Criterion(INPUTS, 0.5),
    ),
    cases=layer_cases(partial(gate_inputs, gate="o")),
    hints=(
        (
            "The output gate reads the same two things as the other gates. The cell state is not"
            " one of them: only gates with peepholes read it."
        ),
        (
            "Three terms are added, each of shape (B, H), before one function is applied to every"
            " entry."
        ),
        (
            "Rows are examples: `x_t` stands on the left of the product and the transposed `W_o` on"
            " the right. `h_prev` and `U_o` go the same way. Add the bias, then squash to the range"
            " from 0 to 1."
        ),
    ),
    builds_on=("sigmoid",),
)
