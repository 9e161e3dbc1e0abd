"""``db = dz``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-bias-not-summed",
    replaces="lstm_step_backward",
    wrong=step_backward(db=lambda v: dict(v.dz)),
    title="the bias gradients are not summed over the batch",
    explanation=(
        "One bias serves all examples of the batch, so it collects a gradient from each. Left"
        " unsummed, the update would broadcast the bias into a matrix, one row for each example."
    ),
    hint="What shape does b have, and what shape does your gradient have?",
)
