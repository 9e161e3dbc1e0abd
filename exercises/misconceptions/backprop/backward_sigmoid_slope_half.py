"""``s`` in place of ``s * (1 - s)``."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-sigmoid-slope-half",
    replaces="lstm_step_backward",
    wrong=step_backward(
        dz_f=lambda v: v.df_t * v.f_t, dz_i=lambda v: v.di_t * v.i_t, dz_o=lambda v: v.do_t * v.o_t
    ),
    title="one factor of the sigmoid's slope is missing",
    explanation=(
        "The slope has two factors, so that it vanishes at both ends: where a gate is closed and"
        " where it is open. With one of them an open gate keeps being pushed although it cannot"
        " open further."
    ),
    hint="At which values of a gate should its slope be zero?",
)
