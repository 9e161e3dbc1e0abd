"""h before the step, but c after it."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-cell-after-step",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(before=lambda hs, cs, t: (hs[t], cs[t + 1])),
    title="the cell state after the step is used where the one before it belongs",
    explanation=(
        "The forget gate scaled the memory as it was before the step. One index off, the gradient"
        " of the forget gate is that of another step, and so is everything that is worked out from"
        " c_t."
    ),
    hint="Which cell state did step t start from? Check it for t = 0.",
)
