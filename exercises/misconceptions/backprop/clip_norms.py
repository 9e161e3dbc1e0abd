"""Gradients are clipped by another number than the global norm, ``sqrt(sum of all squares)``."""

import numpy as np

from autograder import Misconception


def clipped_by(norm_of):
    """A `clip_gradients` with ``norm_of(grads)`` for the norm."""

    def wrong_clip_gradients(grads, max_norm):
        norm = norm_of(list(grads.values()))
        return {name: grad * min(1.0, max_norm / norm) for name, grad in grads.items()}

    return wrong_clip_gradients


def root_mean_square(grads):
    return np.sqrt(sum(np.sum(grad**2) for grad in grads) / sum(grad.size for grad in grads))


THREE_FOUR = "What is the length of the vector (3, 4), and what does your formula give for it?"

misconceptions = [
    Misconception(
        slug="clip-without-root",
        replaces="clip_gradients",
        wrong=clipped_by(lambda grads: sum(np.sum(grad**2) for grad in grads)),
        title="the square root is missing in the norm",
        explanation=(
            "The sum of squares is the square of the length. Large gradients are cut far too hard:"
            " one of length 10 comes out ten times shorter than asked for, and training stalls just"
            " when it needs to move."
        ),
        hint=THREE_FOUR,
    ),
    Misconception(
        slug="clip-absolute-values",
        replaces="clip_gradients",
        wrong=clipped_by(lambda grads: sum(np.sum(np.abs(grad)) for grad in grads)),
        title="absolute values are added where squares belong",
        explanation=(
            "This is another norm (L1), which grows with the number of entries: the more parameters"
            " a network has, the smaller its steps would become."
        ),
        hint=THREE_FOUR,
    ),
    Misconception(
        slug="clip-mean-square",
        replaces="clip_gradients",
        wrong=clipped_by(root_mean_square),
        title="the root of the mean square is used as the norm",
        explanation=(
            "Dividing by the number of entries gives the size of a typical entry, not the length of"
            " the vector. With thousands of parameters the limit would hardly ever be reached, and"
            " explosions would pass."
        ),
        hint=THREE_FOUR,
    ),
    Misconception(
        slug="clip-largest-entry",
        replaces="clip_gradients",
        wrong=clipped_by(lambda grads: max(np.max(np.abs(grad)) for grad in grads)),
        title="the largest entry is used as the norm",
        explanation=(
            "Many entries of medium size make a long vector although none of them is large. Judged"
            " by the largest entry, exactly these explosions pass unclipped."
        ),
        hint=THREE_FOUR,
    ),
    Misconception(
        slug="clip-sum-of-norms",
        replaces="clip_gradients",
        wrong=clipped_by(lambda grads: sum(np.sqrt(np.sum(grad**2)) for grad in grads)),
        title="the norms of the arrays are added up",
        explanation=(
            "The lengths of the parts do not add up to the length of the whole; their squares do."
            " The sum is too large, so gradients are cut that were within the limit."
        ),
        hint="In a right triangle, how do you get the long side from the other two?",
    ),
    Misconception(
        slug="clip-last-array-only",
        replaces="clip_gradients",
        wrong=clipped_by(lambda grads: np.sqrt(np.sum(grads[-1] ** 2))),
        title="the norm of the last array is used for all",
        explanation=(
            "A variable that is assigned in a loop holds the last value when the loop ends. The"
            " other arrays then count for nothing, and a gradient that explodes in one of them"
            " passes unclipped."
        ),
        hint="What is added up over your loop, and what is only overwritten?",
    ),
]
