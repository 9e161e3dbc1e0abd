"""The old cell state is dropped."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return i_t * g_t


misconception = Misconception(
    slug="cell-forgets-past",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="the old cell state is dropped",
    explanation=(
        "Only the new content is stored, so the cell remembers one step and no more. Adding to what"
        " was there is the whole point of an LSTM: along that sum the gradient travels back"
        " unharmed; without it there is no path to earlier steps but the one that vanishes."
    ),
    hint="Which two of the four arguments does your line never use?",
    same_as=("sequence-cell-not-carried", "step-returns-old-cell"),
)
