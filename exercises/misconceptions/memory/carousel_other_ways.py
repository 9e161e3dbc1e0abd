"""Logarithms that are not turned back, a product that starts from zero, a product over the
units.
"""

import numpy as np

from autograder import Misconception


def logarithms(fs):
    return np.log(fs).sum(axis=0)


def from_zero(fs):
    return np.zeros(fs.shape[1:])


def over_units(fs):
    return np.prod(fs, axis=-1)


misconceptions = [
    Misconception(
        "carousel-log",
        "carousel_gradient",
        logarithms,
        "the logarithm of the gradient came back",
        "A sum of logarithms is the logarithm of the product, which is a good way to see how fast"
        " it shrinks. But it is not the gradient: an open gate gives 0 here, where all of the"
        " gradient should get through.",
        "What undoes a logarithm? What should come back when all gates are 1?",
    ),
    Misconception(
        "carousel-from-zero",
        "carousel_gradient",
        from_zero,
        "the product starts from zero",
        "Zero times anything is zero, so no gradient ever arrives. A sum starts from 0; a product"
        " starts from the number that changes nothing.",
        "Which number can you multiply by without changing anything?",
    ),
    Misconception(
        "carousel-over-units",
        "carousel_gradient",
        over_units,
        "the product runs over the units where it should run over time",
        "Units know nothing of each other's memory; it is the steps that follow one another. fs is "
        "time-major: its first axis is time.",
        "Which axis of fs is time?",
    ),
]
