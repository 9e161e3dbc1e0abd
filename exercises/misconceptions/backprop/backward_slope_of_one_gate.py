"""The slope of the sigmoid, ``dz = ds * s * (1 - s)``, is missing in one gate or taken at another.

A line was forgotten, or copied from another gate with one letter not changed.
"""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

NAMES = {"f": "forget gate", "i": "input gate", "o": "output gate"}
MISSING = {
    "forget": step_backward(dz_f=lambda v: v.df_t),
    "input": step_backward(dz_i=lambda v: v.di_t),
    "output": step_backward(dz_o=lambda v: v.do_t),
}
COPIED = {
    ("f", "i"): step_backward(dz_i=lambda v: v.di_t * v.f_t * (1 - v.f_t)),
    ("f", "o"): step_backward(dz_o=lambda v: v.do_t * v.f_t * (1 - v.f_t)),
    ("i", "o"): step_backward(dz_o=lambda v: v.do_t * v.i_t * (1 - v.i_t)),
}

missing = [
    Misconception(
        slug=f"backward-{gate}-slope-missing",
        replaces="lstm_step_backward",
        wrong=wrong,
        title=f"the slope of the sigmoid is missing in the {gate} gate",
        explanation=(
            f"Between the {gate} gate and its weights is the sigmoid, which is flat where the gate"
            " is fully open or closed. Without its slope this gate is pushed further forever, at"
            " least four times harder than the others."
        ),
        hint=(
            "Compare your four lines that go from a layer back to its weighted sum. What do the"
            " others have?"
        ),
    )
    for gate, wrong in MISSING.items()
]

copied = [
    Misconception(
        slug=f"backward-{into}-slope-of-{of}",
        replaces="lstm_step_backward",
        wrong=wrong,
        title=f"the slope of the {NAMES[into]} is taken at the {NAMES[of]}",
        explanation=(
            "Each layer passes its gradient through its own slope, which vanishes where that layer"
            f" is saturated. With the slope of the {NAMES[of]}, the {NAMES[into]} is pushed when"
            " the other one is half open, and left alone when the other one is saturated."
        ),
        hint="A line was probably copied. Read the letters in each of your four slopes.",
    )
    for (of, into), wrong in COPIED.items()
]
