"""``h = o * c``."""

from autograder import Misconception


def wrong_hidden_state(o_t, c_t):
    return o_t * c_t


misconception = Misconception(
    slug="hidden-without-tanh",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="the cell state is shown without tanh",
    explanation=(
        "The cell state is a running sum and can become large. Shown as it is, large numbers enter"
        " the next step and the next layer, saturate every gate there, and the feedback through h_t"
        " can blow up. tanh bounds what is shown and leaves the memory itself alone."
    ),
    hint="What keeps h_t between -1 and 1 however long the sequence is?",
)
