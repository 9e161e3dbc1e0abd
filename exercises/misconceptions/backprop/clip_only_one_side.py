"""The wrong side of the limit: only large positive entries, or only short gradients."""

import numpy as np

from autograder import Misconception


def from_above(grads, max_norm):
    return {name: np.minimum(grad, max_norm) for name, grad in grads.items()}


def when_short(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    return {
        name: grad * (max_norm / norm if norm < max_norm else 1.0) for name, grad in grads.items()
    }


misconceptions = [
    Misconception(
        "clip-from-above-only",
        "clip_gradients",
        from_above,
        "large entries are cut off, and on the positive side only",
        "Cutting off entries changes the direction of the gradient, and large negative ones still"
        " make a huge step. Clipping by the norm keeps the direction and bounds the length.",
        "After clipping, should the ratio of two entries be what it was before?",
    ),
    Misconception(
        "clip-condition-inverted",
        "clip_gradients",
        when_short,
        "short gradients are scaled and long ones are not",
        "Clipping is there for gradients that are too long. With the comparison turned round,"
        " explosions pass as they are, and small gradients become as long as the limit, so that"
        " training never settles.",
        "For which gradients should something happen at all: those above the limit or those below?",
    ),
]
