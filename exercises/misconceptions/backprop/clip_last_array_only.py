"""The norm of one array is used for all, or each by the one that came last."""

import numpy as np

from autograder import Misconception


def wrong_clip_gradients(grads, max_norm):
    norm = np.sqrt(np.sum(list(grads.values())[-1] ** 2))
    return {
        name: grad * (max_norm / norm if norm > max_norm else 1.0) for name, grad in grads.items()
    }


misconception = Misconception(
    slug="clip-last-array-only",
    replaces="clip_gradients",
    wrong=wrong_clip_gradients,
    title="the norm of the last array is taken for that of all",
    explanation=(
        "A variable that is assigned in a loop holds the last value when the loop ends. The other"
        " arrays then count for nothing, and a gradient that explodes in one of them passes"
        " unclipped."
    ),
    hint="What is added up over your loop, and what is merely overwritten?",
)
