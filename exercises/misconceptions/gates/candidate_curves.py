"""The candidate, ``tanh(x_t @ W_g.T + h_prev @ U_g.T + b_g)``, has a sigmoid instead of tanh."""

from autograder import Misconception
from reference import sigmoid


def with_sigmoid(x_t, h_prev, W_g, U_g, b_g):
    return sigmoid(x_t @ W_g.T + h_prev @ U_g.T + b_g)


def with_stretched_sigmoid(x_t, h_prev, W_g, U_g, b_g):
    return 2 * sigmoid(x_t @ W_g.T + h_prev @ U_g.T + b_g) - 1


misconceptions = [
    Misconception(
        slug="candidate-uses-sigmoid",
        replaces="candidate",
        wrong=with_sigmoid,
        title="a sigmoid on the candidate",
        explanation=(
            "The candidate is content, not a gate: it has to be able to lower a memory as well as"
            " raise it. Between 0 and 1 every write is positive, so the cell state can only be"
            " pushed upwards. It drifts until tanh(c) saturates and the gradient through it is"
            " gone."
        ),
        hint=(
            "Should a new memory be able to be negative? Which squashing function gives both signs?"
        ),
    ),
    Misconception(
        slug="candidate-half-as-steep",
        replaces="candidate",
        wrong=with_stretched_sigmoid,
        title="a stretched sigmoid that is half as steep as tanh",
        explanation=(
            "Stretched to the range from -1 to 1, a sigmoid is tanh of half the sum. The candidate"
            " comes out too small, and the gradient through every write is about half of what tanh"
            " gives."
        ),
        hint="Compare the slopes at zero: what is that of tanh, and what is that of your curve?",
    ),
]
