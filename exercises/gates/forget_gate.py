"""The forget gate: how much of each cell-state component survives the step."""

import reference
from autograder import RIGHT_VALUES, Criterion, Exercise, hidden, visible
from exercises._criteria import ANY_BATCH, FINITE, INPUTS
from exercises._draw import fortran, gate_inputs, read_only, saturated, single


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    r"""Compute the forget gate of an LSTM cell: how much of the old memory is kept.

    $$f_t = \sigma(x_t W_f^\top + h_{t-1} U_f^\top + b_f)$$

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
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 1.5),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("three examples", lambda rng: gate_inputs(rng, "f", B=3, I=4, H=2)),
        visible("as many inputs as hidden units", lambda rng: gate_inputs(rng, "f", B=2, I=3, H=3)),
        hidden("five examples", lambda rng: gate_inputs(rng, "f", B=5, I=3, H=4)),
        hidden("square weights", lambda rng: gate_inputs(rng, "f", B=3, I=4, H=4)),
        hidden("all sizes alike", lambda rng: gate_inputs(rng, "f", B=3, I=3, H=3)),
        hidden("column-major memory", lambda rng: fortran(gate_inputs(rng, "f", B=4, I=2, H=5))),
        hidden("single precision", lambda rng: single(gate_inputs(rng, "f", B=6, I=5, H=3))),
        visible("one example alone", lambda rng: gate_inputs(rng, "f", B=1, I=3, H=2), ANY_BATCH),
        hidden("one example", lambda rng: gate_inputs(rng, "f", B=1, I=2, H=3), ANY_BATCH),
        hidden("a large batch", lambda rng: gate_inputs(rng, "f", B=33, I=2, H=4), ANY_BATCH),
        visible("sums in the thousands", lambda rng: saturated(gate_inputs(rng, "f", B=2, I=3, H=4)), FINITE),
        hidden("larger sums", lambda rng: saturated(gate_inputs(rng, "f", B=3, I=2, H=5), 2e3, 1e5), FINITE),
        visible("inputs before and after", lambda rng: gate_inputs(rng, "f", B=2, I=3, H=4), INPUTS, judge="inputs"),
        hidden("inputs still the same", lambda rng: gate_inputs(rng, "f", B=3, I=2, H=4), INPUTS, judge="inputs"),
        hidden("read-only inputs", lambda rng: read_only(gate_inputs(rng, "f", B=4, I=3, H=2)), INPUTS),
    ),
    hints=(
        "A gate is one layer of a network: a weighted sum of what comes in, plus a bias, then an activation.",
        "Three terms are added before the sigmoid: one from the input, one from the previous hidden state, and the "
        "bias. Each must have shape (B, H); the bias gets there by broadcasting.",
        "`W_f` is (H, I) and `x_t` is (B, I): transpose the weights and put the examples on the left. Treat `U_f` in "
        "the same way, and apply your sigmoid once, to the whole sum.",
    ),
    builds_on=("sigmoid",),
)
