"""Another curve is used in place of ``1 / (1 + exp(-z))``.

It has another range, another slope, straight pieces, or it makes the entries depend on each other.
"""

import numpy as np

from autograder import Misconception


def derivative(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


def softmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


misconceptions = [
    Misconception(
        slug="sigmoid-is-tanh",
        replaces="sigmoid",
        wrong=lambda z: np.tanh(z),
        title="tanh in place of the sigmoid",
        explanation=(
            "tanh runs from -1 to 1, the sigmoid from 0 to 1. A gate cannot be negative: it would"
            " flip the sign of what it lets through. At z = 0, half way between open and closed,"
            " the sigmoid gives 0.5 and tanh gives 0."
        ),
        hint="What should come out for z = 0?",
    ),
    Misconception(
        slug="sigmoid-twice-as-steep",
        replaces="sigmoid",
        wrong=lambda z: (1 + np.tanh(z)) / 2,
        title="the curve is twice as steep as the sigmoid",
        explanation=(
            "A shifted tanh has the right range, but its argument counts double, so gates open and"
            " close twice as fast. Its slope goes up to a half where the backward pass expects a"
            " quarter, so gradients written for the sigmoid would be wrong by that factor."
        ),
        hint="Compare the slopes at z = 0: what is that of tanh, and what is that of the sigmoid?",
    ),
    Misconception(
        slug="sigmoid-is-hard",
        replaces="sigmoid",
        wrong=lambda z: np.clip(0.2 * z + 0.5, 0, 1),
        title="the hard sigmoid, made of straight lines",
        explanation=(
            "The hard sigmoid is a cheap substitute that some libraries used by default. It is off"
            " by up to 0.07, and beyond its corners its slope is exactly zero: a gate that gets"
            " there passes no gradient and never comes back."
        ),
        hint="The formula has an exponential in it. Does yours?",
    ),
    Misconception(
        slug="sigmoid-is-step",
        replaces="sigmoid",
        wrong=lambda z: np.where(z > 0, 1.0, 0.0),
        title="a step from 0 to 1 in place of a smooth curve",
        explanation=(
            "A step says yes or no, never half. Its slope is zero everywhere except at the jump, so"
            " no gradient passes and the weights of the gates are never learned."
        ),
        hint="What should come out for z = 0.1: all, nothing or a little more than half?",
    ),
    Misconception(
        slug="sigmoid-is-softmax",
        replaces="sigmoid",
        wrong=softmax,
        title="a softmax where each entry should be squashed by itself",
        explanation=(
            "A softmax makes the units share one whole: opening one closes the others. Every unit"
            " of an LSTM decides for itself what to keep, so all gates may be open at once. With a"
            " softmax only about one unit could hold a memory."
        ),
        hint="Change one entry of z. Should the results for the other entries change?",
    ),
    Misconception(
        slug="sigmoid-derivative",
        replaces="sigmoid",
        wrong=derivative,
        title="the derivative of the sigmoid is returned",
        explanation=(
            "s(1 - s) is the slope of the sigmoid, which the backward pass needs. In the forward"
            " pass, no gate could open further than a quarter, and very large sums would close it"
            " again: the memory is gone after a few steps."
        ),
        hint="What should come out for z = 0: a half or a quarter?",
    ),
]
