"""A sigmoid on the candidate."""

from autograder import Misconception
from reference import sigmoid


def wrong_candidate(x_t, h_prev, W_g, U_g, b_g):
    return sigmoid(x_t @ W_g.T + h_prev @ U_g.T + b_g)


misconception = Misconception(
    slug="candidate-uses-sigmoid",
    replaces="candidate",
    wrong=wrong_candidate,
    title="a sigmoid on the candidate",
    explanation=(
        "The candidate is content, not a gate: it has to be able to lower a memory as well as raise"
        " it. Squashed into 0 to 1, every write is positive, so the cell state can only be pushed"
        " upwards and drifts until tanh(c) saturates and the gradient through it is gone."
    ),
    hint="Should a new memory be able to be negative? Which squashing function gives both signs?",
)
