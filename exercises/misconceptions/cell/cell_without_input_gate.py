"""The candidate enters ungated."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return f_t * c_prev + g_t


misconception = Misconception(
    slug="cell-without-input-gate",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="the candidate enters the cell without passing the input gate",
    explanation=(
        "Every step writes at full strength, whether it matters or not. The input gate is what"
        " protects a memory from being overwritten by noise; without it the network can store"
        " something, but not keep it clean."
    ),
    hint="What decides how much of the candidate is written?",
)
