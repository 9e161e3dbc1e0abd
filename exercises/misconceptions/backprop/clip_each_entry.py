"""Each entry is clipped."""

import numpy as np

from autograder import Misconception


def wrong_clip_gradients(grads, max_norm):
    return {name: np.clip(grad, -max_norm, max_norm) for name, grad in grads.items()}


misconception = Misconception(
    slug="clip-each-entry",
    replaces="clip_gradients",
    wrong=wrong_clip_gradients,
    title="each entry is clipped by itself",
    explanation=(
        "Cutting off large entries changes the direction of the gradient, and many entries just"
        " below the limit still make a huge step. Clipping by the norm keeps the direction and"
        " bounds the length."
    ),
    hint="After clipping, should the ratio of two entries be what it was before?",
)
