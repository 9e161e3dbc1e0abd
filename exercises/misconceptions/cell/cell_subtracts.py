"""The new content is taken away."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return f_t * c_prev - i_t * g_t


misconception = Misconception(
    slug="cell-subtracts",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="the new content is subtracted",
    explanation=(
        "The candidate carries its own sign, so that it can raise or lower a memory. Subtracting it"
        " stores the opposite of what was meant; a network trained elsewhere would remember"
        " everything with the sign flipped."
    ),
    hint="Look at the sign in the middle of the formula.",
)
