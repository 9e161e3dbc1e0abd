"""No slope of the sigmoid in any gate."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

misconception = Misconception(
    slug="backward-sigmoid-slope-missing",
    replaces="lstm_step_backward",
    wrong=step_backward(dz_f=lambda v: v.df_t, dz_i=lambda v: v.di_t, dz_o=lambda v: v.do_t),
    title="the slope of the sigmoid is missing in the gates",
    explanation=(
        "Between a gate and its weights lies the sigmoid, which is flat where the gate is decided."
        " Without its slope open and closed gates are pushed on for ever, at least four times too"
        " hard."
    ),
    hint=(
        "The weights make z, and the gate is a function of z. What does the chain rule put between"
        " them?"
    ),
)
