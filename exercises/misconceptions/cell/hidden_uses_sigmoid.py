"""A sigmoid on the cell state."""

from autograder import Misconception
from reference import sigmoid


def wrong_hidden_state(o_t, c_t):
    return o_t * sigmoid(c_t)


misconception = Misconception(
    slug="hidden-uses-sigmoid",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="a sigmoid on the cell state where tanh belongs",
    explanation=(
        "A memory has a sign, and it should show. Through a sigmoid even an empty memory shows as"
        " 0.5, every h_t is positive, and the slope is a quarter at most, so gradients through h_t"
        " shrink four times faster."
    ),
    hint="What should a memory of exactly zero look like from outside?",
)
