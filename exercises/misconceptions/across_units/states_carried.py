"""The states do not pass from the caller to the first step, or from ``t - 1`` to ``t``.

Every step starts from the initial state, or the sequence ignores the initial state.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.across_units._loops import in_both_loops, lstm_of, rnn_of
from reference import lstm_sequence, lstm_step, lstm_step_backward


def every_step_from_the_start(step, X, states):
    hs = []
    for x_t in X:
        after = step(x_t, *states)
        hs.append(after[0])
    return np.stack(hs), after


def from_zeros(step, X, states):
    hs, states = [], tuple(np.zeros_like(state) for state in states)
    for x_t in X:
        states = step(x_t, *states)
        hs.append(states[0])
    return np.stack(hs), states


def wrong_lstm_stack(X, h_0, c_0, layers):
    hs, h_T, c_T = X, [], []
    for h_l, params in zip(h_0, layers, strict=True):
        hs, h_last, c_last = lstm_sequence(hs, np.zeros_like(h_l), np.zeros_like(h_l), params)
        h_T.append(h_last)
        c_T.append(c_last)
    return hs, np.stack(h_T), np.stack(c_T)


def wrong_lstm_sequence_backward(dhs, X, h_0, c_0, params):
    hs, cs = [np.zeros_like(h_0)], [np.zeros_like(c_0)]
    for x_t in X[:-1]:
        h_t, c_t = lstm_step(x_t, hs[-1], cs[-1], params)
        hs.append(h_t)
        cs.append(c_t)
    dxs, dh_t, dc_t = [], np.zeros_like(h_0), np.zeros_like(c_0)
    grads = {name: np.zeros_like(array) for name, array in params.items()}
    for t in reversed(range(len(X))):
        dx_t, dh_t, dc_t, step_grads = lstm_step_backward(
            dhs[t] + dh_t, dc_t, X[t], hs[t], cs[t], params
        )
        dxs.append(dx_t)
        for name, grad in step_grads.items():
            grads[name] += grad
    return np.stack(dxs[::-1]), dh_t, dc_t, grads


not_carried = in_both_loops(
    "state-not-carried",
    every_step_from_the_start,
    title="every step starts from the initial state again",
    explanation=(
        "The loop runs over time, but nothing passes from one step to the next, so each step reads"
        " its input as if it were the first. There is no memory at all, and a gradient has no path"
        " back in time."
    ),
    hint="What does step t need from step t - 1, and where does your loop keep it?",
)

initial_ignored = [
    Misconception(
        slug="initial-state-ignored",
        replaces=replaces,
        wrong=wrong,
        title="the initial state that is passed in is ignored",
        explanation=(
            "The sequence starts from zeros, whatever the caller passes in. That works for a first"
            " batch. But a long text is read piece by piece, and each piece starts where the last"
            " one ended: every piece would begin with an empty memory."
        ),
        hint="Which argument does your function not use, or overwrite before it is used?",
        same_as=(
            "initial-state-ignored",
        ),  # a stack that ignores its states is made of such layers
    )
    for replaces, wrong in (
        ("rnn_sequence", rnn_of(from_zeros)),
        ("lstm_sequence", lstm_of(from_zeros)),
        ("lstm_stack", wrong_lstm_stack),
        ("lstm_sequence_backward", wrong_lstm_sequence_backward),
    )
]
