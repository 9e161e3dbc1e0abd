"""The update gate of a GRU: how much of the hidden state is renewed."""

import reference
from autograder import RIGHT_VALUES, Criterion, Exercise, hidden, visible

ANY_BATCH = "any batch size, one example included"


def update_gate(x_t, h_prev, W_z, U_z, b_z):
    r"""Compute the update gate of a gated recurrent unit.

    $$z_t = \sigma(x_t W_z^\top + h_{t-1} U_z^\top + b_z)$$

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this time step, one row per example.
    h_prev : array, shape (B, H)
        The hidden state of the previous step.
    W_z : array, shape (H, I)
        Input weights.
    U_z : array, shape (H, H)
        Recurrent weights.
    b_z : array, shape (H,)
        Bias.

    Returns
    -------
    z_t : array, shape (B, H)
        Between 0 and 1, for each component of the hidden state.
    """
    raise NotImplementedError("update_gate is yours to write")


def inputs(rng, B, I, H):
    """Every dimension different, states and biases not zero: anything else hides mistakes."""
    return {
        "x_t": rng.normal(size=(B, I)),
        "h_prev": rng.uniform(-0.9, 0.9, size=(B, H)),
        "W_z": rng.normal(scale=0.7, size=(H, I)),
        "U_z": rng.normal(scale=0.7, size=(H, H)),
        "b_z": rng.normal(scale=0.8, size=H),
    }


exercise = Exercise(
    stub=update_gate,
    reference=reference.update_gate,
    points=2,
    criteria=(Criterion(RIGHT_VALUES, 3), Criterion(ANY_BATCH)),
    cases=(
        visible("three examples", lambda rng: inputs(rng, B=3, I=4, H=2)),
        hidden("five examples", lambda rng: inputs(rng, B=5, I=3, H=4)),
        hidden("one example", lambda rng: inputs(rng, B=1, I=2, H=3), ANY_BATCH),
    ),
    hints=(
        (
            "A gate is a weighted sum of what comes in, plus a bias, squashed to the range from 0"
            " to 1."
        ),
        (
            "Three terms are added before the sigmoid, and each has shape (B, H). Which matrices"
            " must be turned for that?"
        ),
    ),
)
