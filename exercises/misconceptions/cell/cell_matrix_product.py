"""Matrix products where gates act entry by entry."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return f_t @ c_prev + i_t @ g_t


misconception = Misconception(
    slug="cell-matrix-product",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="matrix products where gates act entry by entry",
    explanation=(
        "A gate has one number for each memory and scales that one alone. A matrix product fits"
        " only when there are as many examples as units, and then it blends the memories of"
        " different examples, which have nothing to do with each other."
    ),
    hint="All four arrays have the same shape. Which operation keeps entries apart?",
)
