"""The forget gate round the whole sum."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return f_t * (c_prev + i_t * g_t)


misconception = Misconception(
    slug="cell-forgets-new-too",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="the forget gate scales the new content as well",
    explanation=(
        "The forget gate looks at the old memory only. Put round the whole sum, clearing the old"
        " means refusing the new in the same breath, so a memory can never be replaced in one step:"
        " exactly what happens at the start of each new sentence or sequence."
    ),
    hint="Where does your bracket open? What is the forget gate's business, and what is not?",
)
