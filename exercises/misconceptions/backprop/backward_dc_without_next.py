"""The gradient from the next step is left out of dc."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-dc-without-next",
    replaces="lstm_step_backward",
    wrong=step_backward(dc=lambda v: v.dh_t * v.o_t * (1 - v.tanh_c**2)),
    title="the cell's gradient from the next step is missing",
    explanation=(
        "dc_t is what later steps ask of this memory. Leaving it out cuts the one path on which"
        " gradients survive many steps, the very thing an LSTM has over a plain RNN."
    ),
    hint="Which of the arguments does your function not use?",
)
