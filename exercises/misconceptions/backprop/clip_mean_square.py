"""The mean in place of the sum."""

import numpy as np

from autograder import Misconception


def wrong_clip_gradients(grads, max_norm):
    size = sum(grad.size for grad in grads.values())
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()) / size)
    return {name: grad * min(1.0, max_norm / norm) for name, grad in grads.items()}


misconception = Misconception(
    slug="clip-mean-square",
    replaces="clip_gradients",
    wrong=wrong_clip_gradients,
    title="the root of the mean square is taken for the norm",
    explanation=(
        "Dividing by the number of entries gives the size of a typical entry, not the length of the"
        " vector. With thousands of parameters the limit would hardly ever be reached, and"
        " explosions pass."
    ),
    hint="What is the length of the vector (3, 4), and what does your formula say?",
)
