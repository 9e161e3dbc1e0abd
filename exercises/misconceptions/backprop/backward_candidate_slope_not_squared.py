"""``1 - g``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-candidate-slope-not-squared",
    replaces="lstm_step_backward",
    wrong=step_backward(dz_g=lambda v: v.dg_t * (1 - v.g_t)),
    title="the square is missing in the slope of tanh on the candidate",
    explanation=(
        "tanh is as flat at -1 as it is at 1, and steepest in between. Without the square the slope"
        " is 2 at the lower end: candidates that are saturated there get the largest gradient of"
        " all."
    ),
    hint="What should the slope be where the candidate is -1?",
)
