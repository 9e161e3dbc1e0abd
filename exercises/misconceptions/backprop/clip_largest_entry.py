"""The largest entry taken for the norm."""

import numpy as np

from autograder import Misconception


def wrong_clip_gradients(grads, max_norm):
    norm = max(np.max(np.abs(grad)) for grad in grads.values())
    return {name: grad * min(1.0, max_norm / norm) for name, grad in grads.items()}


misconception = Misconception(
    slug="clip-largest-entry",
    replaces="clip_gradients",
    wrong=wrong_clip_gradients,
    title="the largest entry is taken for the norm",
    explanation=(
        "Many entries of middling size make a long vector without any of them being large. Judged"
        " by the largest, just these explosions pass unclipped."
    ),
    hint="What is the length of the vector (3, 4), and what does your formula say?",
)
