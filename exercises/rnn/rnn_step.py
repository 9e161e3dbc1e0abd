"""One step of a plain recurrent network."""

import reference
from autograder import ANY_BATCH, FINITE, INPUTS, RIGHT_VALUES, Criterion, Exercise, layer_cases
from exercises._draw import rnn_weights


def rnn_step(x_t, h_prev, W, U, b):
    r"""Take one step of a plain recurrent network.

    $$h_t = \tanh(x_t W^\top + h_{t-1} U^\top + b)$$

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this time step, one row per example.
    h_prev : array, shape (B, H)
        The hidden state of the previous step: all that the network remembers.
    W : array, shape (H, I)
        Input weights.
    U : array, shape (H, H)
        Recurrent weights.
    b : array, shape (H,)
        Bias.

    Returns
    -------
    h_t : array, shape (B, H)
        The new hidden state, between -1 and 1.
    """
    raise NotImplementedError("rnn_step is yours to write")


def inputs(rng, B, I, H):
    """Draw the arguments of `rnn_step`."""
    states = {"x_t": rng.normal(size=(B, I)), "h_prev": rng.uniform(-0.9, 0.9, size=(B, H))}
    return states | rnn_weights(rng, I, H)


exercise = Exercise(
    stub=rnn_step,
    reference=reference.rnn_step,
    order=1,
    afterwards=(
        "You can write one step of a recurrent network: it mixes what comes in with what is "
        "remembered, and squashes the sum. The same step, with other weights, is inside of "
        "every cell that follows."
    ),
    points=3,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_BATCH, 1.5),
        Criterion(FINITE, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=layer_cases(inputs),
    hints=(
        (
            "Three terms are added before the tanh: one from the input, one from the previous"
            " hidden state, and the bias."
        ),
        (
            "Each of the three must have shape (B, H). Write the shapes under the equation: (B, I)"
            " times what gives (B, H)?"
        ),
        (
            "The weights are stored as (outputs, inputs), so their transpose goes to the right of"
            " `x_t` and of `h_prev`. Broadcasting adds the bias of shape (H,) to every row."
        ),
    ),
)
