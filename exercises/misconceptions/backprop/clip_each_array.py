"""Each array is clipped by its own norm."""

import numpy as np

from autograder import Misconception


def wrong_clip_gradients(grads, max_norm):
    return {
        name: grad * min(1.0, max_norm / np.sqrt(np.sum(grad**2))) for name, grad in grads.items()
    }


misconception = Misconception(
    slug="clip-each-array",
    replaces="clip_gradients",
    wrong=wrong_clip_gradients,
    title="each array is clipped by its own norm",
    explanation=(
        "The gradient of a network is one long vector, cut into arrays only for convenience."
        " Scaling each array by itself turns that vector: the update no longer points along the"
        " gradient."
    ),
    hint="A global norm: how many norms is that?",
)
