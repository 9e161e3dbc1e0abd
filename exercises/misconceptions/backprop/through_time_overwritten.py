"""The parameter gradients of each step replace those of the others."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-overwritten",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(add=lambda total, grad, t, T: grad),
    title="the parameter gradients are overwritten at every step",
    explanation=(
        "The same weights act at every step, so their gradient is the sum over all steps."
        " Overwritten, only the step that is worked out last, the first of the sequence, teaches"
        " them anything."
    ),
    hint="What happens to the gradients of the steps that you have passed already?",
)
