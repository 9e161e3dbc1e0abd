"""Gradients are not scaled by ``max_norm / norm`` exactly when the norm is above ``max_norm``.

The norm is right, but the condition, the factor or the length that comes out is wrong.
"""

import numpy as np

from autograder import Misconception


def scaled(factor):
    """A `clip_gradients` that multiplies every array by ``factor(norm, max_norm)``."""

    def wrong_clip_gradients(grads, max_norm):
        norm = np.sqrt(sum(np.sum(grad**2) for grad in grads.values()))
        return {name: factor(grad, norm, max_norm) for name, grad in grads.items()}

    return wrong_clip_gradients


misconceptions = [
    Misconception(
        slug="clip-always-scales",
        replaces="clip_gradients",
        wrong=scaled(lambda grad, norm, max_norm: grad * max_norm / norm),
        title="gradients within the limit are scaled too",
        explanation=(
            "Clipping is for gradients that are too long. When small ones are scaled up to the"
            " limit, they make steps as large as huge ones, so training can never settle in a"
            " minimum, where gradients become small."
        ),
        hint="What should happen to a gradient whose norm is below the limit?",
    ),
    Misconception(
        slug="clip-condition-inverted",
        replaces="clip_gradients",
        wrong=scaled(
            lambda grad, norm, max_norm: grad * (max_norm / norm if norm < max_norm else 1.0)
        ),
        title="short gradients are scaled and long ones are not",
        explanation=(
            "Clipping is for gradients that are too long. With the comparison reversed, explosions"
            " pass as they are, and small gradients become as long as the limit, so training never"
            " settles."
        ),
        hint="For which gradients should something happen: those above the limit or those below?",
    ),
    Misconception(
        slug="clip-inverted",
        replaces="clip_gradients",
        wrong=scaled(
            lambda grad, norm, max_norm: grad * norm / max_norm if norm > max_norm else grad
        ),
        title="the scaling factor is upside down",
        explanation=(
            "Gradients that are too long become longer still, by as much as they should have become"
            " shorter. One exploding step is enough to ruin all weights."
        ),
        hint="Should the factor be above or below 1 when the norm is too large?",
    ),
    Misconception(
        slug="clip-to-length-one",
        replaces="clip_gradients",
        wrong=scaled(lambda grad, norm, max_norm: grad / norm if norm > max_norm else grad),
        title="long gradients are scaled to length 1, whatever the limit",
        explanation=(
            "The limit is the length that a long gradient should have afterwards. Scaled to 1, a"
            " gradient just above a limit of 5 becomes five times shorter than one just below it."
        ),
        hint="What norm should a clipped gradient have?",
    ),
]
