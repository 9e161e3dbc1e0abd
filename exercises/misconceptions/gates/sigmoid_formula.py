"""The formula ``1 / (1 + exp(-z))`` is written with one sign, number or bracket wrong."""

import numpy as np

from autograder import Misconception


def falling(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, e, 1) / (1 + e)


misconceptions = [
    Misconception(
        slug="sigmoid-sign",
        replaces="sigmoid",
        wrong=falling,
        title="the sign in the exponent is wrong",
        explanation=(
            "The curve falls where it should rise, so large sums close the gate. A network could"
            " learn this with all weights negated. But trained weights, a forget bias of 1 and a"
            " derivative written for the sigmoid would not fit it."
        ),
        hint="Try z = 10 by hand. Should a gate with so large a sum be open or closed?",
    ),
    Misconception(
        slug="sigmoid-minus-in-denominator",
        replaces="sigmoid",
        wrong=lambda z: 1 / (1 - np.exp(-z)),
        title="there is a minus in the denominator where a plus belongs",
        explanation=(
            "With a minus the denominator is zero at z = 0, so the function jumps to infinity"
            " exactly where a new network starts. It is negative for every z below. Gradients there"
            " are infinite or far too large."
        ),
        hint="Put z = 0 into your formula. What is below the fraction bar?",
    ),
    Misconception(
        slug="sigmoid-without-one",
        replaces="sigmoid",
        wrong=lambda z: 1 / np.exp(-z),
        title="the 1 in the denominator is missing",
        explanation=(
            "Without the 1 the result is just e to the z, which grows without limit. The 1 bends"
            " the curve over, so that a gate can never let through more than everything. States"
            " multiplied by e to the z explode within a few steps."
        ),
        hint="What is below the fraction bar in the formula, in addition to the exponential?",
    ),
    Misconception(
        slug="sigmoid-bracket-missing",
        replaces="sigmoid",
        wrong=lambda z: 1 / 1 + np.exp(-z),
        title="the brackets around the denominator are missing",
        explanation=(
            "Division comes before addition, so only the 1 is below the fraction bar, and the"
            " exponential is added afterwards. The result is never below 1 and grows without limit"
            " for negative sums: a gate that should be closed would multiply a memory by thousands."
        ),
        hint="Read your line in the order in which Python computes it. What is divided by what?",
    ),
]
