"""The formula of the sigmoid is right, but the numbers are not: they overflow or lose digits."""

import numpy as np

from autograder import Misconception


def half_precision(z):
    with np.errstate(over="ignore"):
        z = np.asarray(z, dtype=np.float16)
        return 1 / (1 + np.exp(-z))


def rounded(z):
    e = np.exp(-np.abs(z))
    return np.round(np.where(z >= 0, 1, e) / (1 + e), 2)


misconceptions = [
    Misconception(
        slug="sigmoid-overflows",
        replaces="sigmoid",
        wrong=lambda z: np.exp(z) / (1 + np.exp(z)),
        title="the exponential overflows for large inputs",
        explanation=(
            "e to the 1000 is more than a float can hold, and infinity divided by infinity is nan."
            " A gate that has learned to stay open has exactly such large sums. One nan spreads to"
            " every state and, at the next update, to every weight, and the training run is lost."
        ),
        hint="Of the two ways to write the sigmoid, which one is safe on which side of zero?",
    ),
    Misconception(
        slug="half-precision",
        replaces="sigmoid",
        wrong=half_precision,
        title="the result is computed in half precision",
        explanation=(
            "A 16-bit float keeps three digits. The small updates of training vanish in its"
            " rounding, and errors add up over the steps of a sequence. Libraries that train in 16"
            " bits keep the sums and the weights in 32."
        ),
        hint="Print the dtype of your result. Which line changed it?",
    ),
    Misconception(
        slug="result-rounded",
        replaces="sigmoid",
        wrong=rounded,
        title="the result is rounded",
        explanation=(
            "Rounding looks tidy, but a rounded function is a staircase. Its slope is zero almost"
            " everywhere, so nothing could be learned through it, and the error of each step adds"
            " up over a sequence."
        ),
        hint="Round when you print, not when you compute.",
    ),
]
