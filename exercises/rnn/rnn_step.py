"""One step of a plain recurrent network."""

import reference
from autograder import RIGHT_VALUES, Criterion, Exercise
from exercises._cases import step_cases
from exercises._criteria import ANY_BATCH, FINITE, INPUTS
from exercises._draw import rnn_weights


def rnn_step(x_t, h_prev, W, U, b):
    r"""Take one step of a plain recurrent network.

    $$h_t = \tanh(x_t W^\top + h_{t-1} U^\top + b)$$

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this time step, one row an example.
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
    states = {"x_t": rng.normal(size=(B, I)), "h_prev": rng.uniform(-0.9, 0.9, size=(B, H))}
    return states | rnn_weights(rng, I, H)


exercise = Exercise(
    stub=rnn_step,
    reference=reference.rnn_step,
    order=1,
    points=3,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_BATCH, 1.5),
        Criterion(FINITE, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=step_cases(inputs),
    hints=(
        "Three things are added before the tanh: what comes in, what was there, and a bias.",
        (
            "Each of the three must have shape (B, H). Write the shapes under the equation: (B, I)"
            " times what gives (B, H)?"
        ),
        (
            "The weights are stored as (outputs, inputs), so it is their transpose that goes to the"
            " right of `x_t` and of `h_prev`. The bias of shape (H,) spreads over the rows by"
            " itself."
        ),
    ),
)
