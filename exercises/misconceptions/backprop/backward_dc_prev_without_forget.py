"""``dc_prev = dc``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-dc-prev-without-forget",
    replaces="lstm_step_backward",
    wrong=step_backward(dc_prev=lambda v: v.dc),
    title="the forget gate is missing on the way to the old cell state",
    explanation=(
        "What was forgotten on the way forward cannot be to blame on the way back. Without the"
        " gate, gradients run past every reset of the memory and never fade, so that steps are"
        " blamed whose traces were erased long ago."
    ),
    hint="In the formula of the cell state, what stands in front of c_prev?",
)
