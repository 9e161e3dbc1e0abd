"""sigmoid' taken at an already activated value."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward
from reference import sigmoid


def slope(s):
    return sigmoid(s) * (1 - sigmoid(s))


misconception = Misconception(
    slug="backward-sigmoid-slope-twice",
    replaces="lstm_step_backward",
    wrong=step_backward(
        dz_f=lambda v: v.df_t * slope(v.f_t),
        dz_i=lambda v: v.di_t * slope(v.i_t),
        dz_o=lambda v: v.do_t * slope(v.o_t),
    ),
    title="the slope of the sigmoid is taken at a value that is activated already",
    explanation=(
        "The gates are sigmoids already: their slope is s(1 - s), with s the gate itself. Put"
        " through the sigmoid once more, the slope is about 0.22 everywhere, so a gate that is"
        " fully decided is pushed as hard as one that is not."
    ),
    hint="Does your slope function expect the number before the sigmoid or the one after it?",
)
