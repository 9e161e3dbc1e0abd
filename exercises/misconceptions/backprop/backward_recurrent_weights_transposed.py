"""``dz @ U.T``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-recurrent-weights-transposed",
    replaces="lstm_step_backward",
    wrong=step_backward(
        dh_prev=lambda v: sum(v.dz[gate] @ v.params[f"U_{gate}"].T for gate in "figo")
    ),
    title="the recurrent weights are transposed on the way back as well",
    explanation=(
        "Forward, h meets the transposed matrix; the derivative turns that round. U is square, so"
        " nothing complains, but each unit gets the gradient that is meant for others, once more at"
        " every step back."
    ),
    hint="Do the same with U as with W, whose shape tells you which way round it must lie.",
)
