"""A line copied from another gate, with one letter not changed in its slope; the other half of the
slope.
"""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

NAMES = {"f": "forget gate", "i": "input gate", "o": "output gate"}
VERSIONS = {
    ("f", "i"): step_backward(dz_i=lambda v: v.di_t * v.f_t * (1 - v.f_t)),
    ("f", "o"): step_backward(dz_o=lambda v: v.do_t * v.f_t * (1 - v.f_t)),
    ("i", "o"): step_backward(dz_o=lambda v: v.do_t * v.i_t * (1 - v.i_t)),
}

misconceptions = [
    *(
        Misconception(
            slug=f"backward-{into}-slope-of-{of}",
            replaces="lstm_step_backward",
            wrong=wrong,
            title=f"the slope of the {NAMES[into]} is taken at the {NAMES[of]}",
            explanation=(
                "Each layer passes its gradient through its own slope, which vanishes where that"
                f" layer is decided. With that of the {NAMES[of]}, the {NAMES[into]} is pushed when"
                " the other one is undecided and left alone when it is not."
            ),
            hint="A line was probably copied. Read the letters of each of your four slopes aloud.",
        )
        for (of, into), wrong in VERSIONS.items()
    ),
    Misconception(
        slug="backward-sigmoid-slope-other-half",
        replaces="lstm_step_backward",
        wrong=step_backward(
            dz_f=lambda v: v.df_t * (1 - v.f_t),
            dz_i=lambda v: v.di_t * (1 - v.i_t),
            dz_o=lambda v: v.do_t * (1 - v.o_t),
        ),
        title="of the sigmoid's slope only the factor one minus is there",
        explanation=(
            "The slope has two factors, so that it vanishes at both ends: where a gate is open and"
            " where it is closed. With one of them a closed gate keeps being pushed although it"
            " cannot close further."
        ),
        hint="At which values of a gate should its slope be zero?",
    ),
]
