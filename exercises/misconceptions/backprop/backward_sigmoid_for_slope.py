"""sigmoid(gate) in place of its derivative."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward
from reference import sigmoid

misconception = Misconception(
    slug="backward-sigmoid-for-slope",
    replaces="lstm_step_backward",
    wrong=step_backward(
        dz_f=lambda v: v.df_t * sigmoid(v.f_t),
        dz_i=lambda v: v.di_t * sigmoid(v.i_t),
        dz_o=lambda v: v.do_t * sigmoid(v.o_t),
    ),
    title="the sigmoid itself is used where its slope belongs",
    explanation=(
        "Going back, each function contributes its slope, not its value. The sigmoid of a gate is"
        " never below a half, so every gate gets a gradient several times too large, most of all"
        " those that are saturated."
    ),
    hint="What is the derivative of the sigmoid, written with the value that you have already?",
)
