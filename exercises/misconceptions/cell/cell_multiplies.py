"""A product where the sum belongs."""

from autograder import Misconception


def wrong_cell_state(c_prev, f_t, i_t, g_t):
    return (f_t * c_prev) * (i_t * g_t)


misconception = Misconception(
    slug="cell-multiplies",
    replaces="cell_state",
    wrong=wrong_cell_state,
    title="old memory and new content are multiplied where they should be added",
    explanation=(
        "From a cell state of zero, a product stays zero for ever. The sum is what lets an LSTM"
        " learn across many steps: the derivative with respect to the old state is the forget gate"
        " alone, instead of a product that shrinks at every step."
    ),
    hint="Look at the sign in the middle of the formula.",
    same_as=("result-truncated",),
)
