"""The output gate is missing on the way from h to c."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-dc-without-output-gate",
    replaces="lstm_step_backward",
    wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * (1 - v.tanh_c**2)),
    title="the output gate is missing on the way from h_t to c_t",
    explanation=(
        "What the output gate hides cannot have caused the error, so a closed gate must stop the"
        " gradient as well. Without it hidden memories are blamed for what others showed."
    ),
    hint="h_t is a product. What remains when you differentiate it by its second factor?",
)
