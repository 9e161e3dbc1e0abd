"""A layer of a stack does not start from its own states, ``h_0[l]`` and ``c_0[l]``."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.layers._stacks import stack_of
from reference import lstm_sequence, lstm_step


def states_from_below(X, h_0, c_0, layers):
    hs, h_last, c_last, h_T, c_T = X, h_0[0], c_0[0], [], []
    for params in layers:
        hs, h_last, c_last = lstm_sequence(hs, h_last, c_last, params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


def one_state_for_all(X, h_0, c_0, layers):
    hs, h_t, c_t = [], h_0[0], c_0[0]
    for x_t in X:
        for params in layers:
            h_t, c_t = lstm_step(x_t, h_t, c_t, params)
            x_t = h_t
        hs.append(h_t)
    return np.stack(hs), np.stack([h_t] * len(layers)), np.stack([c_t] * len(layers))


misconceptions = [
    Misconception(
        slug="stack-initial-states-swapped",
        replaces="lstm_stack",
        wrong=stack_of(states=lambda h_0, c_0, layer: (c_0[layer], h_0[layer])),
        title="the initial hidden and cell states are exchanged",
        explanation=(
            "Both have the same shape, so no error is raised. But the gates of the first step look"
            " at the memory, and the memory starts from the hidden state."
        ),
        hint="In which order does a sequence take its two states?",
    ),
    Misconception(
        slug="stack-states-not-indexed",
        replaces="lstm_stack",
        wrong=stack_of(states=lambda h_0, c_0, layer: (h_0, c_0)),
        title="every layer is given the states of all layers",
        explanation=(
            "h_0 and c_0 hold one state for each layer. Passed on whole, they broadcast: each layer"
            " is run once for every layer's state, and the results get one axis too many. No layer"
            " remembers its own state."
        ),
        hint="What is the first axis of h_0, and which entry of it belongs to layer l?",
    ),
    Misconception(
        slug="stack-states-of-first-layer",
        replaces="lstm_stack",
        wrong=stack_of(states=lambda h_0, c_0, layer: (h_0[0], c_0[0])),
        title="every layer starts from the states of the first",
        explanation=(
            "Each layer has its own two states, h_0[l] and c_0[l]. When a long text is read piece"
            " by piece, the upper layers would lose their memory between the pieces and take over"
            " that of another layer."
        ),
        hint="What is the first axis of h_0?",
    ),
    Misconception(
        slug="stack-states-from-below",
        replaces="lstm_stack",
        wrong=states_from_below,
        title="each layer starts from the last states of the layer below",
        explanation=(
            "States go along time within a layer; only h goes up. Starting a layer where the one"
            " below ended mixes up two directions: its first step would already know the whole"
            " sequence."
        ),
        hint="Where do the states of layer 2 come from at the first step?",
    ),
    Misconception(
        slug="stack-one-state-for-all",
        replaces="lstm_stack",
        wrong=one_state_for_all,
        title="all layers share one pair of states",
        explanation=(
            "Each layer has its own memory, which lasts along time; only h goes up. With a single"
            " pair, every layer overwrites what the one below has just stored, and no layer finds"
            " its own memory at the next step."
        ),
        hint="How many pairs of states exist after a step, and where does your loop keep them?",
    ),
]
