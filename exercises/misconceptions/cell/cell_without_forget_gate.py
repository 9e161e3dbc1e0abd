"""The old cell state is kept whole."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return c_prev + i_t * g_t


misconception = Misconception(
    slug="cell-without-forget-gate",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="the old cell state is kept without passing the forget gate",
    explanation=(
        "This is the LSTM of 1997: it can only add. On a long stream its state grows until tanh(c)"
        " is stuck at 1 or -1 and nothing new registers. Being able to clear a memory is why the"
        " forget gate was added in 2000."
    ),
    hint="What decides how much of the old memory survives?",
)
