"""Both matrices are transposed on the way back."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward


def _back(v, part):
    return sum(v.dz[gate] @ v.params[f"{part}_{gate}"].T for gate in "figo")


misconception = Misconception(
    slug="backward-weights-transposed",
    replaces="lstm_step_backward",
    wrong=step_backward(dx_t=lambda v: _back(v, "W"), dh_prev=lambda v: _back(v, "U")),
    title="both weight matrices are transposed on the way back as well",
    explanation=(
        "Forward, x and h meet the transposed matrices; the derivative turns that round. Transposed"
        " again, W does not fit, or, when inputs and units are equally many, gradients silently go"
        " to the wrong inputs and units."
    ),
    hint="dz is (B, H), dx should be (B, I) and dh (B, H). Which way round must the matrices lie?",
)
