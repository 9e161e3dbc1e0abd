"""``dz @ W.T``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-input-weights-transposed",
    replaces="lstm_step_backward",
    wrong=step_backward(
        dx_t=lambda v: sum(v.dz[gate] @ v.params[f"W_{gate}"].T for gate in "figo")
    ),
    title="the input weights are transposed on the way back as well",
    explanation=(
        "Forward, x meets the transposed matrix; the derivative turns that round. Transposed again"
        " the shapes do not fit, or, when inputs and units are equally many, gradients silently go"
        " to the wrong inputs."
    ),
    hint="dz is (B, H) and dx should be (B, I). Which way round must W lie?",
)
