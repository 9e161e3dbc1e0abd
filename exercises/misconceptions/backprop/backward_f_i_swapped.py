"""The factors of forget and input gate have changed places."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-f-i-swapped",
    replaces="lstm_step_backward",
    wrong=step_backward(df_t=lambda v: v.dc * v.g_t, di_t=lambda v: v.dc * v.c_prev),
    title="forget gate and input gate have each other's factor",
    explanation=(
        "Each gate is judged by what it let through: the forget gate by the old memory, the input"
        " gate by the candidate. Swapped, a gate learns from a quantity it has no hold on."
    ),
    hint="In the formula of the cell state, what does each gate multiply?",
)
