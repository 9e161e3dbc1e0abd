"""The slope of tanh(c) is missing."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-cell-slope-missing",
    replaces="lstm_step_backward",
    wrong=step_backward(dc=lambda v: v.dc_t + v.dh_t * v.o_t),
    title="the slope of tanh is missing on the way from h_t to c_t",
    explanation=(
        "h_t shows tanh(c_t), so a change of the memory shows less the more the memory is"
        " saturated. Without that factor saturated memories get far too large a gradient and are"
        " pushed around most."
    ),
    hint=(
        "Three functions lie between c_t and h_t's gradient. Which of them did you not"
        " differentiate?"
    ),
)
