"""No slope of tanh on the candidate."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-candidate-slope-missing",
    replaces="lstm_step_backward",
    wrong=step_backward(dz_g=lambda v: v.dg_t),
    title="the slope of tanh is missing on the candidate",
    explanation=(
        "Between the candidate and its weights lies tanh. Without its slope a candidate that is"
        " saturated at 1 or -1 keeps being pushed further, and its weights grow without end."
    ),
    hint=(
        "Compare your four lines that go from a layer back to its weighted sum. What do the others"
        " have?"
    ),
)
