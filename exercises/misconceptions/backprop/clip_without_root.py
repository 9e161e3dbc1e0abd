"""The square root is missing."""

import numpy as np

from autograder import Misconception


def wrong_clip_gradients(grads, max_norm):
    norm = sum(np.sum(grad**2) for grad in grads.values())
    return {name: grad * min(1.0, max_norm / norm) for name, grad in grads.items()}


misconception = Misconception(
    slug="clip-without-root",
    replaces="clip_gradients",
    wrong=wrong_clip_gradients,
    title="the square root is missing in the norm",
    explanation=(
        "The sum of squares is the square of the length. Large gradients are cut far too hard: one"
        " of length 10 comes out ten times shorter than asked for, and training stalls just when it"
        " needs to move."
    ),
    hint="What is the length of the vector (3, 4), and what does your formula say?",
)
