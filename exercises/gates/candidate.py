"""The candidate: what could be written into the cell state."""

from functools import partial

import reference
from autograder import ANY_BATCH, FINITE, INPUTS, RIGHT_VALUES, Criterion, Exercise, layer_cases
from exercises._draw import gate_inputs


def candidate(x_t, h_prev, W_g, U_g, b_g):
    r"""Compute the candidate of an LSTM cell: the content that the input gate may let in.

    $$g_t = \tanh(x_t W_g^\top + h_{t-1} U_g^\top + b_g)$$

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this time step, one row per example.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    W_g : array, shape (H, I)
        Input weights of the candidate.
    U_g : array, shape (H, H)
        Recurrent weights of the candidate.
    b_g : array, shape (H,)
        Bias of the candidate.

    Returns
    -------
    g_t : array, shape (B, H)
        Between -1 and 1, so that the cell state can be pushed down as well as up.
    """
    raise NotImplementedError("candidate is yours to write")


exercise = Exercise(
    stub=candidate,
    reference=reference.candidate,
    order=4,
    afterwards=(
        "You can propose new content for the memory. It may be negative, so that the memory "
        "can go down as well as up, and that is why its activation is not a gate's."
    ),
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 1.5),
        Criterion(INPUTS, 0.5),
    ),
    cases=layer_cases(partial(gate_inputs, gate="g")),
    hints=(
        (
            "The candidate is the one layer of the four that is not a gate: it holds content, and"
            " content may be negative."
        ),
        "The sum before the activation is like that of a gate, with its own weights.",
        (
            "NumPy has the activation you need, and it stays finite however large its argument."
            " Give it the sum of the input's term, the previous hidden state's term and the bias."
        ),
    ),
)
