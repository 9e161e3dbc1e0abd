"""The work is done in 16 bits."""

import numpy as np

from autograder import Misconception


def wrong_sigmoid(z):
    with np.errstate(over="ignore"):
        z = np.asarray(z, dtype=np.float16)
        return 1 / (1 + np.exp(-z))


misconception = Misconception(
    slug="half-precision",
    replaces="sigmoid",
    wrong=wrong_sigmoid,
    title="computed in half precision",
    explanation=(
        "A 16-bit float keeps three digits. The small updates of training vanish in its rounding,"
        " and errors add up over the steps of a sequence. Libraries that train in 16 bits keep the"
        " sums and the weights in 32."
    ),
    hint="Print the dtype of your result. Which line made it so narrow?",
)
