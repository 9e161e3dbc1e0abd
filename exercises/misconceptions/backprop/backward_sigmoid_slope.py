"""The slope of the sigmoid in the three gates, ``dz = ds * s * (1 - s)``, is missing or wrong.

A factor is missing, or the slope is that of another function or taken at another value.
"""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward
from reference import sigmoid


def in_each_gate(slope):
    """An `lstm_step_backward` whose gates have the slope ``slope(s)``, with s the gate."""
    return step_backward(
        dz_f=lambda v: v.df_t * slope(v.f_t),
        dz_i=lambda v: v.di_t * slope(v.i_t),
        dz_o=lambda v: v.do_t * slope(v.o_t),
    )


SLOPE_AT_ENDS = "At which values of a gate should its slope be zero?"

misconceptions = [
    Misconception(
        slug="backward-sigmoid-slope-missing",
        replaces="lstm_step_backward",
        wrong=step_backward(dz_f=lambda v: v.df_t, dz_i=lambda v: v.di_t, dz_o=lambda v: v.do_t),
        title="the slope of the sigmoid is missing in the gates",
        explanation=(
            "Between a gate and its weights is the sigmoid, which is flat where the gate is fully"
            " open or closed. Without its slope, such gates are pushed further forever, at least"
            " four times too hard."
        ),
        hint=(
            "The weights make z, and the gate is a function of z. What does the chain rule put"
            " between them?"
        ),
    ),
    Misconception(
        slug="backward-sigmoid-slope-half",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dz_f=lambda v: v.df_t * v.f_t,
            dz_i=lambda v: v.di_t * v.i_t,
            dz_o=lambda v: v.do_t * v.o_t,
        ),
        title="one factor of the sigmoid's slope is missing",
        explanation=(
            "The slope has two factors, so that it vanishes at both ends: where a gate is closed"
            " and where it is open. With one of them, an open gate is still pushed although it"
            " cannot open further."
        ),
        hint=SLOPE_AT_ENDS,
    ),
    Misconception(
        slug="backward-sigmoid-slope-other-half",
        replaces="lstm_step_backward",
        wrong=in_each_gate(lambda s: 1 - s),
        title="the first factor of the sigmoid's slope, the gate itself, is missing",
        explanation=(
            "The slope has two factors, so that it vanishes at both ends: where a gate is open and"
            " where it is closed. With one of them, a closed gate is still pushed although it"
            " cannot close further."
        ),
        hint=SLOPE_AT_ENDS,
    ),
    Misconception(
        slug="backward-sigmoid-slope-twice",
        replaces="lstm_step_backward",
        wrong=in_each_gate(lambda s: sigmoid(s) * (1 - sigmoid(s))),
        title="the slope of the sigmoid is taken at a value that is already activated",
        explanation=(
            "The gates are already sigmoids: their slope is s(1 - s), where s is the gate itself."
            " With a second sigmoid the slope is about 0.22 everywhere, so a gate that is fully"
            " open or closed is pushed as hard as any other."
        ),
        hint="Does your slope function expect the number before the sigmoid or the one after it?",
    ),
    Misconception(
        slug="backward-sigmoid-for-slope",
        replaces="lstm_step_backward",
        wrong=in_each_gate(lambda s: sigmoid(s)),
        title="the sigmoid itself is used where its slope belongs",
        explanation=(
            "In the backward pass each function contributes its slope, not its value. The sigmoid"
            " of a gate is never below a half, so every gate gets a gradient several times too"
            " large, and the saturated ones most of all."
        ),
        hint="What is the derivative of the sigmoid, written with the value that you already have?",
    ),
    Misconception(
        slug="backward-gates-have-slope-of-tanh",
        replaces="lstm_step_backward",
        wrong=in_each_gate(lambda s: 1 - s**2),
        title="the gates are differentiated like tanh",
        explanation=(
            "The gates are sigmoids. The slope of tanh does not vanish where a gate is closed, so"
            " closed gates get the largest gradient of all, where they should get none."
        ),
        hint=(
            "Which activation do the gates have, and what is the slope of that activation at 0 and"
            " at 1?"
        ),
    ),
]
