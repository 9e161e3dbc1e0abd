"""Long gradients come out with norm 1."""

import numpy as np

from autograder import Misconception


def wrong_clip_gradients(grads, max_norm):
    norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
    return {name: grad / norm if norm > max_norm else grad for name, grad in grads.items()}


misconception = Misconception(
    slug="clip-to-length-one",
    replaces="clip_gradients",
    wrong=wrong_clip_gradients,
    title="long gradients are scaled to length 1, whatever the limit",
    explanation=(
        "The limit is the length that a long gradient should have afterwards. Scaled to 1, a"
        " gradient just above a limit of 5 becomes five times shorter than one just below it."
    ),
    hint="What norm should a clipped gradient have?",
)
