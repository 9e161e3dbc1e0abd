"""The sum of absolute values."""

import numpy as np

from autograder import Misconception


def wrong_clip_gradients(grads, max_norm):
    norm = sum(np.sum(np.abs(grad)) for grad in grads.values())
    return {name: grad * min(1.0, max_norm / norm) for name, grad in grads.items()}


misconception = Misconception(
    slug="clip-absolute-values",
    replaces="clip_gradients",
    wrong=wrong_clip_gradients,
    title="absolute values are added where squares belong",
    explanation=(
        "That is another norm (L1), which grows with the number of entries: the more parameters a"
        " network has, the smaller its steps would become."
    ),
    hint="What is the length of the vector (3, 4), and what does your formula say?",
)
