"""``return dx_t, dc_prev, dh_prev, grads``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-states-swapped",
    replaces="lstm_step_backward",
    wrong=step_backward(result=lambda v: (v.dx_t, v.dc_prev, v.dh_prev, v.grads)),
    title="the gradients of the two states are returned in the wrong order",
    explanation=(
        "Both have the same shape, so nothing complains, but the step before takes the memory's"
        " gradient for that of what was shown, and the long path of the gradient is mixed up at"
        " every step."
    ),
    hint="In which order does the docstring name the values that come back?",
)
