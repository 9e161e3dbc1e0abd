"""``g * (1 - g)`` on a tanh."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-candidate-slope-of-sigmoid",
    replaces="lstm_step_backward",
    wrong=step_backward(dz_g=lambda v: v.dg_t * v.g_t * (1 - v.g_t)),
    title="the candidate is differentiated like a sigmoid",
    explanation=(
        "The candidate is the odd one out: its activation is tanh. g(1 - g) is negative for every"
        " negative candidate, so half of the time its weights are moved in the wrong direction."
    ),
    hint="Which activation does the candidate have, and what is the slope of that one?",
)
