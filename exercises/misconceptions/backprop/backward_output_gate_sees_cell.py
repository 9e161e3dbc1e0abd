"""``do = dh * c``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-output-gate-sees-cell",
    replaces="lstm_step_backward",
    wrong=step_backward(do_t=lambda v: v.dh_t * v.c_t),
    title="the output gate's gradient uses the cell state without tanh",
    explanation=(
        "The gate scales tanh(c_t), so that is the factor which remains when h_t is differentiated"
        " by the gate. With c_t itself a large memory gives the output gate an unbounded gradient."
    ),
    hint="h_t is a product. What exactly is its other factor?",
)
