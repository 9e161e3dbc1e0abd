"""Gradients are clipped in parts, not as one vector that is scaled by ``max_norm / norm``.

Each array is clipped by its own norm, or each entry by itself.
"""

import numpy as np

from autograder import Misconception


def each_array(grads, max_norm):
    return {
        name: grad * min(1.0, max_norm / np.sqrt(np.sum(grad**2))) for name, grad in grads.items()
    }


def each_entry(grads, max_norm):
    return {name: np.clip(grad, -max_norm, max_norm) for name, grad in grads.items()}


def from_above_only(grads, max_norm):
    return {name: np.minimum(grad, max_norm) for name, grad in grads.items()}


RATIO = "After clipping, should the ratio of two entries be what it was before?"

misconceptions = [
    Misconception(
        slug="clip-each-array",
        replaces="clip_gradients",
        wrong=each_array,
        title="each array is clipped by its own norm",
        explanation=(
            "The gradient of a network is one long vector, cut into arrays only for convenience."
            " Scaling each array by itself turns that vector: the update no longer points along the"
            " gradient."
        ),
        hint="A global norm: how many norms is that?",
    ),
    Misconception(
        slug="clip-each-entry",
        replaces="clip_gradients",
        wrong=each_entry,
        title="each entry is clipped by itself",
        explanation=(
            "Cutting off large entries changes the direction of the gradient, and many entries just"
            " below the limit still make a huge step. Clipping by the norm keeps the direction and"
            " limits the length."
        ),
        hint=RATIO,
    ),
    Misconception(
        slug="clip-from-above-only",
        replaces="clip_gradients",
        wrong=from_above_only,
        title="large entries are cut off, and on the positive side only",
        explanation=(
            "Cutting off entries changes the direction of the gradient, and large negative ones"
            " still make a huge step. Clipping by the norm keeps the direction and limits the"
            " length."
        ),
        hint=RATIO,
    ),
]
