"""The states after the step, where those before it belong."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward

misconception = Misconception(
    slug="through-time-states-after-step",
    replaces="lstm_sequence_backward",
    wrong=sequence_backward(before=lambda hs, cs, t: (hs[t + 1], cs[t + 1])),
    title="each step is differentiated at the states after it",
    explanation=(
        "A step starts from the states before it: for the first step these are h_0 and c_0. One"
        " index off, each step is worked out as if it had started where it ended, and the gates are"
        " those of a step that never happened."
    ),
    hint="Which states did step t start from? Check it for t = 0.",
)
