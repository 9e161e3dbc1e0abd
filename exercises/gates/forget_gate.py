"""The forget gate: how much of each cell-state component survives the step."""

import reference

from autograder import RIGHT_VALUES, Criterion, Exercise, hidden, visible
from exercises.gates._inputs import gate_inputs


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    """Compute the forget gate of an LSTM cell.

    $$f_t = \\sigma(x_t W_f^\\top + h_{t-1} U_f^\\top + b_f)$$

    Parameters
    ----------
    x_t : array, shape (B, I)
        The input at this time step, one row an example.
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
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 3),
        Criterion("any batch size, one example included"),
    ),
    cases=(
        visible("three examples", lambda rng: gate_inputs(rng, "f", B=3, I=4, H=2)),
        hidden("five examples", lambda rng: gate_inputs(rng, "f", B=5, I=3, H=4)),
        hidden("one example", lambda rng: gate_inputs(rng, "f", B=1, I=2, H=3), "any batch size, one example included"),
    ),
    hints=("Three terms are added before the sigmoid.",),
    builds_on=("sigmoid",),
)
