"""The gate itself is written."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return f_t * c_prev + i_t


misconception = Misconception(
    slug="cell-without-candidate",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="the input gate is added in place of the gated candidate",
    explanation=(
        "The gate says how much, the candidate says what. Adding the gate alone stores only"
        " positive numbers that say nothing about the content, and the candidate's weights never"
        " get a gradient."
    ),
    hint="The input gate scales something. What?",
)
