"""Small gradients are scaled up."""

import numpy as np

from autograder import Misconception


def wrong_clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    return {name: grad * max_norm / norm for name, grad in grads.items()}


misconception = Misconception(
    slug="clip-always-scales",
    replaces="clip_gradients",
    wrong=wrong_clip_gradients,
    title="gradients within bounds are scaled too",
    explanation=(
        "Clipping is for gradients that are too long. Scaled up to the limit, small ones make steps"
        " as large as huge ones, so training can never settle in a minimum, where gradients become"
        " small."
    ),
    hint="What should happen to a gradient whose norm is below the limit?",
)
