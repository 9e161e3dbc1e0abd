"""The factor is upside down."""

import numpy as np

from autograder import Misconception


def wrong_clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    return {
        name: grad * norm / max_norm if norm > max_norm else grad for name, grad in grads.items()
    }


misconception = Misconception(
    slug="clip-inverted",
    replaces="clip_gradients",
    wrong=wrong_clip_gradients,
    title="the scaling factor is upside down",
    explanation=(
        "Gradients that are too long become longer still, by as much as they should have become"
        " shorter. One exploding step is enough to ruin all weights."
    ),
    hint="Should the factor be above or below 1 when the norm is too large?",
)
