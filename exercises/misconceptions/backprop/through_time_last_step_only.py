"""Only the last step's parameter gradients count."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-last-step-only",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(add=lambda total, grad, t, T: grad if t == T - 1 else total),
    title="only the last step adds to the parameter gradients",
    explanation=(
        "The same weights act at every step, so their gradient is the sum over all steps. Taking"
        " the last step alone, nothing that the network did earlier is ever corrected."
    ),
    hint="At how many steps were the weights used on the way forward?",
)
