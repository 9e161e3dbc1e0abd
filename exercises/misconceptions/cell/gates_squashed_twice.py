"""The sigmoid on gates that are squashed already."""

from autograder import Misconception
from reference import sigmoid


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return sigmoid(f_t) * c_prev + sigmoid(i_t) * g_t


misconception = Misconception(
    slug="gates-squashed-twice",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="the sigmoid is applied to gates that are squashed already",
    explanation=(
        "f_t and i_t come with their sigmoid. A second one squeezes 0 … 1 into 0.5 … 0.73: no gate"
        " can close any more, none can open, and a memory loses a quarter or more at every step"
        " whatever is learnt."
    ),
    hint="What range do f_t and i_t have when they get here?",
)
