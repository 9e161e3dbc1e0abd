"""The gradient along the memory, ``np.prod(fs, axis=0)``, is not that product.

The gates are added, averaged, or replaced by another number, or the product starts from zero.
"""

import numpy as np

from autograder import Misconception

misconceptions = [
    Misconception(
        slug="carousel-sum",
        replaces="carousel_gradient",
        wrong=lambda fs: np.sum(fs, axis=0),
        title="the forget gates are added up",
        explanation=(
            "At each step the memory is multiplied by its gate, so what is left after many steps is"
            " a product. It stays near 1 while all gates are near 1, and that is why an LSTM can"
            " remember. A sum would grow with every step."
        ),
        hint="A memory passes a gate of 0.5 twice. How much of it is left?",
    ),
    Misconception(
        slug="carousel-mean",
        replaces="carousel_gradient",
        wrong=lambda fs: np.mean(fs, axis=0),
        title="the forget gates are averaged",
        explanation=(
            "A single closed gate clears a memory, however open all others are. An average would"
            " hide that; a product does not."
        ),
        hint="One gate is 0, all others are 1. How much of the memory is left?",
    ),
    Misconception(
        slug="carousel-inverted",
        replaces="carousel_gradient",
        wrong=lambda fs: np.prod(1 - fs, axis=0),
        title="1 - f is used as the share that is kept",
        explanation=(
            "The name is misleading: the forget gate is how much is kept. A gate near 1 lets the"
            " gradient pass nearly whole."
        ),
        hint="What is left of a memory when all forget gates are 1?",
    ),
    Misconception(
        slug="carousel-slope",
        replaces="carousel_gradient",
        wrong=lambda fs: np.prod(fs * (1 - fs), axis=0),
        title="the gates are multiplied by the slope of the sigmoid",
        explanation=(
            "On the direct path the gate is a plain factor: c_t contains f_t times c_prev, and"
            " nothing is squashed in between. The slope of the sigmoid belongs to the path to the"
            " gate's weights. With it the gradient would shrink at least fourfold at each step,"
            " which is what the carousel avoids."
        ),
        hint="Differentiate f * c by c. Is the sigmoid part of that?",
    ),
    Misconception(
        slug="carousel-log",
        replaces="carousel_gradient",
        wrong=lambda fs: np.log(fs).sum(axis=0),
        title="the logarithm of the gradient is returned",
        explanation=(
            "A sum of logarithms is the logarithm of the product, which is a good way to see how"
            " fast it shrinks. But it is not the gradient: an open gate gives 0 here, where all of"
            " the gradient should get through."
        ),
        hint="What undoes a logarithm? What should come back when all gates are 1?",
    ),
    Misconception(
        slug="carousel-from-zero",
        replaces="carousel_gradient",
        wrong=lambda fs: np.zeros(fs.shape[1:]),
        title="the product starts from zero",
        explanation=(
            "Zero times anything is zero, so no gradient ever arrives. A sum starts from 0; a"
            " product starts from the number that changes nothing."
        ),
        hint="Which number can you multiply by without changing anything?",
    ),
]
