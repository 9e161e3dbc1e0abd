"""The first weights follow another rule than ``-1 / sqrt(H)`` to ``1 / sqrt(H)``.

It is another well-known rule, or a bound, a deviation and a variance are taken for each other.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.memory._init import init_with


def glorot(rng, rows, columns):
    bound = np.sqrt(6 / (rows + columns))
    return rng.uniform(-bound, bound, (rows, columns))


def he(rng, rows, columns):
    return rng.normal(0, np.sqrt(2 / columns), (rows, columns))


def by_its_inputs(rng, rows, columns):
    return rng.normal(0, 1 / np.sqrt(3 * columns), (rows, columns))


def bound_for_deviation(rng, rows, columns):
    return rng.normal(0, 1 / np.sqrt(rows), (rows, columns))


def deviation_for_bound(rng, rows, columns):
    return rng.uniform(-1, 1, (rows, columns)) / np.sqrt(3 * rows)


def variance_for_deviation(rng, rows, columns):
    return rng.normal(0, 1 / (3 * rows), (rows, columns))


OF_UNIFORM = "What is the standard deviation of a uniform distribution from -a to a?"

misconceptions = [
    Misconception(
        slug="init-glorot",
        replaces="init_lstm",
        wrong=init_with(glorot),
        title="the spread follows inputs and outputs (Glorot's rule)",
        explanation=(
            "Glorot's rule is made for layers that are passed once. A recurrent matrix is applied"
            " at every step. With this rule its states start out nearly twice as large as with the"
            " range that is asked for."
        ),
        hint="Which of the two sizes does the docstring name in the spread?",
    ),
    Misconception(
        slug="init-he",
        replaces="init_lstm",
        wrong=init_with(he),
        title="the spread is that of He's rule",
        explanation=(
            "He's rule is made for ReLU layers, which lose half of what comes in. Sigmoid and tanh"
            " do not, so with this rule sums start more than twice as large as they should, and"
            " gates are saturated before training begins."
        ),
        hint="Which activation was this rule made for? Which spread does the docstring ask for?",
    ),
    Misconception(
        slug="init-each-by-its-inputs",
        replaces="init_lstm",
        wrong=init_with(by_its_inputs),
        title="W and U are drawn with different spreads, each by its own number of inputs",
        explanation=(
            "Both products are added up before the activation. The rule that is asked for, that of"
            " PyTorch, uses the number of units for both, so that input and past start with weights"
            " of the same size."
        ),
        hint="Which of the two sizes does the docstring name in the spread, for W and for U?",
    ),
    Misconception(
        slug="init-bound-for-deviation",
        replaces="init_lstm",
        wrong=init_with(bound_for_deviation),
        title="the bound of the range is used as the standard deviation",
        explanation=(
            "A uniform distribution reaches up to its bound, but most of it is well inside: its"
            " standard deviation is smaller by the square root of 3. A normal distribution with the"
            " bound as its spread starts all gates too far open or closed."
        ),
        hint=OF_UNIFORM,
    ),
    Misconception(
        slug="init-deviation-for-bound",
        replaces="init_lstm",
        wrong=init_with(deviation_for_bound),
        title="the standard deviation is used as the bound of the range",
        explanation=(
            "A uniform distribution from -s to s has a standard deviation well below s. The weights"
            " start too small by the square root of 3, and states and gradients fade that much"
            " faster at every step."
        ),
        hint=OF_UNIFORM,
    ),
    Misconception(
        slug="init-variance-for-deviation",
        replaces="init_lstm",
        wrong=init_with(variance_for_deviation),
        title="the variance is used as the standard deviation",
        explanation=(
            "NumPy's normal takes a standard deviation, the root of the variance. Without the root"
            " wide layers start almost silent, with gradients that are just as small."
        ),
        hint="What does the second argument of rng.normal mean?",
    ),
]
