"""``1 - f`` in place of the input gate."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return f_t * c_prev + (1 - f_t) * g_t


misconception = Misconception(
    slug="cell-coupled",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="1 - f in place of the input gate, as in a GRU",
    explanation=(
        "Coupling the gates is a real variant, but a different network: it can neither keep a"
        " memory and add to it, nor drop one without writing something new. Here the input gate"
        " decides by itself, and its weights would otherwise never get a gradient."
    ),
    hint="Which argument does your line not use?",
)
