"""1 - i in place of the forget gate."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return (1 - i_t) * c_prev + i_t * g_t


misconception = Misconception(
    slug="cell-coupled-by-input",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="1 - i in place of the forget gate, as in a GRU",
    explanation=(
        "A GRU has one gate for both: what it writes it has to forget. An LSTM can add to a memory"
        " and keep it, which is why it has a forget gate of its own; here that gate's weights would"
        " never get a gradient."
    ),
    hint="Which argument does your line not use?",
)
