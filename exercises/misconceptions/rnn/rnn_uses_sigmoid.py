"""The step of a plain RNN, ``tanh(x_t @ W.T + h_prev @ U.T + b)``, has a sigmoid."""

from autograder import Misconception
from reference import sigmoid


def wrong_rnn_step(x_t, h_prev, W, U, b):
    return sigmoid(x_t @ W.T + h_prev @ U.T + b)


misconception = Misconception(
    slug="rnn-uses-sigmoid",
    replaces="rnn_step",
    wrong=wrong_rnn_step,
    title="a sigmoid where tanh belongs",
    explanation=(
        "A state has to be able to say yes and no, so it runs from -1 to 1. Between 0 and 1 every"
        " state is positive and pushes the next one in the same direction. The slope is at most a"
        " quarter, while that of tanh goes up to 1, so gradients vanish even sooner."
    ),
    hint="Should a hidden state be able to be negative? Which squashing function gives both signs?",
)
