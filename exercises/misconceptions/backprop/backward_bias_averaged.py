"""Only the bias gradient is averaged."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-bias-averaged",
    replaces="lstm_step_backward",
    wrong=step_backward(db=lambda v: {gate: dz.mean(axis=0) for gate, dz in v.dz.items()}),
    title="the bias gradients are averaged where they should be summed",
    explanation=(
        "The matrix products of the weight gradients sum over the batch; the bias has to do the"
        " same. Averaged, it learns B times more slowly than the weights beside it."
    ),
    hint="What do the matrix products of dW do with the batch?",
)
