"""The slope of the sigmoid is missing in one gate."""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import step_backward

VERSIONS = {
    "forget": step_backward(dz_f=lambda v: v.df_t),
    "input": step_backward(dz_i=lambda v: v.di_t),
    "output": step_backward(dz_o=lambda v: v.do_t),
}

misconceptions = [
    Misconception(
        slug=f"backward-{gate}-slope-missing",
        replaces="lstm_step_backward",
        wrong=wrong,
        title=f"the slope of the sigmoid is missing in the {gate} gate",
        explanation=(
            f"Between the {gate} gate and its weights lies the sigmoid, which is flat where the"
            " gate is decided. Without its slope this gate is pushed on for ever, at least four"
            " times harder than the others."
        ),
        hint=(
            "Compare your four lines that go from a layer back to its weighted sum. What do the"
            " others have?"
        ),
    )
    for gate, wrong in VERSIONS.items()
]
