"""The upper layer reads what the lower one showed a step earlier."""

import numpy as np

from autograder import Misconception
from reference import lstm_step


def wrong_lstm_stack(X, h_0, c_0, layers):
    h, c, hs = list(h_0), list(c_0), []
    for x_t in X:
        below = [x_t, *h[:-1]]
        for layer, params in enumerate(layers):
            h[layer], c[layer] = lstm_step(below[layer], h[layer], c[layer], params)
        hs.append(h[-1])
    return np.stack(hs), np.stack(h), np.stack(c)


misconception = Misconception(
    slug="stack-reads-step-before",
    replaces="lstm_stack",
    wrong=wrong_lstm_stack,
    title="each layer reads the state of the layer below as it was a step earlier",
    explanation=(
        "Within a step the layers follow one another from the bottom up: a layer reads what the one"
        " below has shown at this very step. Reading the old state each layer adds a delay, and a"
        " stack of three answers two steps late."
    ),
    hint=(
        "When layer 2 takes its step, has layer 1 taken its own already? Which of its two states do"
        " you read?"
    ),
)
