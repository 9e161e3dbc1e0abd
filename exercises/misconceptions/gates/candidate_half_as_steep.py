"""2 sigmoid(z) - 1: tanh of half the sum."""

from autograder import Misconception
from reference import sigmoid


def wrong_candidate(x_t, h_prev, W_g, U_g, b_g):
    return 2 * sigmoid(x_t @ W_g.T + h_prev @ U_g.T + b_g) - 1


misconception = Misconception(
    slug="candidate-half-as-steep",
    replaces="candidate",
    wrong=wrong_candidate,
    title="a stretched sigmoid that is half as steep as tanh",
    explanation=(
        "Stretched to the range from -1 to 1 a sigmoid is nearly tanh: it is tanh of half the sum."
        " Contents come out too small, and the gradient through every write is about half of what"
        " tanh gives."
    ),
    hint="Compare the slopes at zero: what is that of tanh, and what is that of your curve?",
)
