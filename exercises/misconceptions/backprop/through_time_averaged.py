"""The parameter gradients are averaged over time."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-averaged",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(add=lambda total, grad, t, T: total + grad / T),
    title="the parameter gradients are averaged over the steps",
    explanation=(
        "The chain rule sums over every use of a weight. Whether a loss is a mean over steps is"
        " decided by the loss, and dhs carries that already; dividing once more makes long"
        " sequences teach less than short ones."
    ),
    hint="Where does your division by the number of steps come from?",
)
