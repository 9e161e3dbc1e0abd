"""The norms of the arrays are added."""

import numpy as np

from autograder import Misconception


def wrong_clip_gradients(grads, max_norm):
    norm = sum(np.sqrt(np.sum(grad**2)) for grad in grads.values())
    return {name: grad * min(1.0, max_norm / norm) for name, grad in grads.items()}


misconception = Misconception(
    slug="clip-sum-of-norms",
    replaces="clip_gradients",
    wrong=wrong_clip_gradients,
    title="the norms of the arrays are added up",
    explanation=(
        "Lengths of parts do not add up to the length of the whole; their squares do. The sum is"
        " too large, so gradients are cut that were within bounds."
    ),
    hint="In a right triangle, how do you get the long side from the other two?",
)
