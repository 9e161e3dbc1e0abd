"""A layer of a stack does not read ``hs`` of the layer below.

It reads the raw input, cell states, the last state alone or the states of the step before.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.layers._stacks import stack_of
from reference import lstm_step


def last_step(X, below, h_T):
    return np.broadcast_to(h_T[-1], (len(X), *h_T[-1].shape)) if below else X


def feeds_cells(X, h_0, c_0, layers):
    below, h_T, c_T = X, [], []
    for h_t, c_t, params in zip(h_0, c_0, layers, strict=True):
        hs, cs = [], []
        for x_t in below:
            h_t, c_t = lstm_step(x_t, h_t, c_t, params)
            hs.append(h_t)
            cs.append(c_t)
        below = cs
        h_T.append(h_t)
        c_T.append(c_t)
    return np.stack(hs), np.stack(h_T), np.stack(c_T)


def reads_step_before(X, h_0, c_0, layers):
    h, c, hs = list(h_0), list(c_0), []
    for x_t in X:
        below = [x_t, *h[:-1]]
        for layer, params in enumerate(layers):
            h[layer], c[layer] = lstm_step(below[layer], h[layer], c[layer], params)
        hs.append(h[-1])
    return np.stack(hs), np.stack(h), np.stack(c)


misconceptions = [
    Misconception(
        slug="stack-layer-reads-input",
        replaces="lstm_stack",
        wrong=stack_of(reads=lambda X, below, h_T: X),
        title="every layer reads the raw input",
        explanation=(
            "In a stack each layer reads the hidden states of the one below. When all read X, the"
            " layers are side by side instead of on top of each other. Only the last one counts."
            " The others are computed for nothing and never learn."
        ),
        hint="What is the input of layer 2? Look at the shape of its W.",
    ),
    Misconception(
        slug="stack-feeds-cells",
        replaces="lstm_stack",
        wrong=feeds_cells,
        title="the layer above is given cell states",
        explanation=(
            "The cell state is private to its layer; what goes up is h, which the output gate has"
            " let out. Cell states have no limits and would saturate the gates above, and the"
            " output gates below would have no use."
        ),
        hint="Which of a layer's two states is its output?",
    ),
    Misconception(
        slug="stack-feeds-last-step",
        replaces="lstm_stack",
        wrong=stack_of(reads=last_step),
        title="the layer above is given the last state only",
        explanation=(
            "The layers of a stack run side by side in time: at step t the upper one reads what the"
            " lower one shows at step t. With only the last state, it does not see the sequence at"
            " all, and it knows the future at its first step."
        ),
        hint="What does the upper layer read at step t?",
    ),
    Misconception(
        slug="stack-reads-step-before",
        replaces="lstm_stack",
        wrong=reads_step_before,
        title="each layer reads the state of the layer below as it was a step earlier",
        explanation=(
            "Within a step the layers follow one another from the bottom up: a layer reads what the"
            " one below has shown at this very step. With the old state, each layer adds a delay,"
            " and a stack of three answers two steps late."
        ),
        hint=(
            "When layer 2 takes its step, has layer 1 taken its own already? Which of its two"
            " states do you read?"
        ),
    ),
]
