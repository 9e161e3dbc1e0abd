"""dx and dh_prev hold the share of the last gate alone."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-overwritten-gates",
    replaces="lstm_step_backward",
    wrong=step_backward(
        dx_t=lambda v: v.dz["o"] @ v.params["W_o"], dh_prev=lambda v: v.dz["o"] @ v.params["U_o"]
    ),
    title="only the last gate's share of dx and dh_prev is kept",
    explanation=(
        "The input and the hidden state go into four layers, and each sends a gradient back: they"
        " add up. Overwritten in a loop, only the last one survives, and the step before learns"
        " from one gate out of four."
    ),
    hint="Into how many layers does x_t go? What happens to their gradients where the paths meet?",
)
