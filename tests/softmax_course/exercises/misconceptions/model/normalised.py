"""Wrong versions of ``p_k = e^{z_k} / sum_j e^{z_j}``: the sum, or the size of its terms."""

import numpy as np

from autograder import Misconception


def over_all(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def over_columns(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=0)


def overflowing(z):
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


MISCONCEPTIONS = (
    Misconception(
        slug="softmax-all",
        replaces="softmax",
        wrong=over_all,
        title="all entries are normalised together",
        explanation="Each example has shares of its own.",
        hint="What is the sum of one row of your result?",
    ),
    Misconception(
        slug="softmax-columns",
        replaces="softmax",
        wrong=over_columns,
        title="the shares add up along the columns",
        explanation="Each row is an example, so its shares add up to 1.",
        hint="What does axis 0 run over?",
    ),
    Misconception(
        slug="softmax-overflow",
        replaces="softmax",
        wrong=overflowing,
        title="large scores overflow",
        explanation="The exponential of a large number is infinite.",
        hint="What can be subtracted from a row without changing its shares?",
    ),
)
