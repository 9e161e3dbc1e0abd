"""``df = dc * c_t``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-forget-uses-new-cell",
    replaces="lstm_step_backward",
    wrong=step_backward(df_t=lambda v: v.dc * v.c_t),
    title="the forget gate's gradient uses the new cell state",
    explanation=(
        "The forget gate scaled the memory as it was before this step. Judged by the new one, it is"
        " blamed or praised for what the input gate has just written."
    ),
    hint="Which cell state did the forget gate multiply?",
)
