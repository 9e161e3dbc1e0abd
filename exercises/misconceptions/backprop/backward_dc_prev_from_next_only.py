"""``dc_prev`` from the incoming gradient, not from the full one."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-dc-prev-from-next-only",
    replaces="lstm_step_backward",
    wrong=step_backward(dc_prev=lambda v: v.dc_t * v.f_t),
    title="the old cell state gets only the gradient of later steps",
    explanation=(
        "The gradient of c_t has two parts, and both go on to c_prev. Passing on only what came"
        " from later steps, what h_t shows teaches no earlier memory anything."
    ),
    hint="Which of your two versions of dc do you pass on: the one that came in, or the full one?",
)
