"""The way through h_t is left out of dc."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-dc-without-hidden",
    replaces="lstm_step_backward",
    wrong=step_backward(dc=lambda v: v.dc_t),
    title="the gradient that reaches the cell through the hidden state is missing",
    explanation=(
        "The memory acts on the loss in two ways: through later steps, and through h_t of this very"
        " step. Without the second, whatever the network shows now teaches the memory nothing, and"
        " at the last step of a sequence the memory gets no gradient at all."
    ),
    hint="Which later quantities does c_t enter? Each of them sends a gradient back.",
)
