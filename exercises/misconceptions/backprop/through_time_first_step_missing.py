"""The loop stops before step 0."""

from autograder import Misconception
from exercises.misconceptions.backprop.through_time_lost import through_time

misconception = Misconception(
    slug="through-time-first-step-missing",
    replaces="lstm_sequence_backward",
    wrong=through_time(order=lambda T: range(T - 1, 0, -1)),
    title="the loop stops before the first step",
    explanation=(
        "A range that counts down leaves out its end, so step 0 was never worked out: its input"
        " gets a gradient of zero, and the initial states get that of the second step."
    ),
    hint="Print t in your loop. Which value is missing?",
)
