"""Well-known rules for the spread of weights, and a deviation taken for something else."""

import numpy as np

from autograder import Misconception


def drawn(weights):
    """An `init_lstm` whose matrices come from ``weights(rng, rows, columns)``."""

    def wrong_init_lstm(input_size, hidden_size, rng):
        params = {}
        for gate in "figo":
            params[f"W_{gate}"] = weights(rng, hidden_size, input_size)
            params[f"U_{gate}"] = weights(rng, hidden_size, hidden_size)
            params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
        return params

    return wrong_init_lstm


def glorot(rng, rows, columns):
    bound = np.sqrt(6 / (rows + columns))
    return rng.uniform(-bound, bound, (rows, columns))


def normal_with_bound(rng, rows, columns):
    return rng.normal(0, 1 / np.sqrt(rows), (rows, columns))


def uniform_with_deviation(rng, rows, columns):
    return rng.uniform(-1, 1, (rows, columns)) / np.sqrt(3 * rows)


def variance_for_deviation(rng, rows, columns):
    return rng.normal(0, 1 / (3 * rows), (rows, columns))


def he(rng, rows, columns):
    return rng.normal(0, np.sqrt(2 / columns), (rows, columns))


def by_its_inputs(rng, rows, columns):
    return rng.normal(0, 1 / np.sqrt(3 * columns), (rows, columns))


def from_zero_to_one(rng, rows, columns):
    return rng.random((rows, columns))


def a_tenth(rng, rows, columns):
    return rng.normal(0, 0.1, (rows, columns))


def uniform_to_one(rng, rows, columns):
    return rng.uniform(-1, 1, (rows, columns))


misconceptions = [
    Misconception(
        "init-glorot",
        "init_lstm",
        drawn(glorot),
        "the spread follows inputs and outputs (Glorot's rule)",
        "Glorot's rule is made for layers that are passed once. A recurrent matrix is applied at"
        " every step, and with this rule its states start out nearly twice as large as with the"
        " range that is asked for.",
        "Which of the two sizes does the docstring name in the spread?",
    ),
    Misconception(
        "init-bound-for-deviation",
        "init_lstm",
        drawn(normal_with_bound),
        "the bound of the range is taken for the standard deviation",
        "A uniform distribution reaches up to its bound, but is mostly well inside: its standard"
        " deviation is smaller by the square root of 3. A normal one with the bound as its spread"
        " starts all gates too decided.",
        "What is the standard deviation of a uniform distribution from -a to a?",
    ),
    Misconception(
        "init-deviation-for-bound",
        "init_lstm",
        drawn(uniform_with_deviation),
        "the standard deviation is taken for the bound of the range",
        "A uniform distribution from -s to s has a standard deviation well below s. The weights"
        " start too small by the square root of 3, and states and gradients fade that much faster"
        " at every step.",
        "What is the standard deviation of a uniform distribution from -a to a?",
    ),
    Misconception(
        "init-variance-for-deviation",
        "init_lstm",
        drawn(variance_for_deviation),
        "the variance is taken for the standard deviation",
        "NumPy's normal wants a standard deviation, the root of the variance. Without the root wide"
        " layers start almost silent, with gradients to match.",
        "What does the second argument of rng.normal mean?",
    ),
    Misconception(
        "init-a-tenth",
        "init_lstm",
        drawn(a_tenth),
        "the weights are drawn with a fixed spread of 0.1",
        "A fixed spread fits one size of layer by chance and no other: with few units hardly"
        " anything gets through, with many of them the sums saturate all gates. The spread has to"
        " shrink as the layer grows.",
        "What should the spread depend on, according to the docstring?",
    ),
    Misconception(
        "init-uniform-to-one",
        "init_lstm",
        drawn(uniform_to_one),
        "the weights are drawn from -1 to 1, whatever the size",
        "A sum of H such terms is about as large as the square root of H/3, so with many units all"
        " gates are decided before training begins, where their slope is nearly zero. The range has"
        " to shrink as the layer grows.",
        "What should the range depend on, according to the docstring?",
    ),
    Misconception(
        "init-he",
        "init_lstm",
        drawn(he),
        "the spread is that of He's rule",
        "He's rule is made for ReLU layers, which lose half of what comes in. Sigmoid and tanh do"
        " not, so with this rule sums start more than twice as large as they should, and gates are"
        " decided before training begins.",
        "Which activation was this rule made for? Which spread does the docstring ask for?",
    ),
    Misconception(
        "init-each-by-its-inputs",
        "init_lstm",
        drawn(by_its_inputs),
        "W and U are drawn with different spreads, each by its own number of inputs",
        "Both products are added up before the activation. The rule that is asked for, PyTorch's,"
        " goes by the number of units for both, so that input and past start with weights of the"
        " same size.",
        "Which of the two sizes does the docstring name in the spread, for W and for U?",
    ),
    Misconception(
        "init-uniform-from-zero",
        "init_lstm",
        drawn(from_zero_to_one),
        "the weights are drawn from 0 to 1",
        "rng.random gives numbers from 0 to 1, whose mean is a half: every unit reacts to"
        " everything in the same direction, and sums of many terms saturate all gates at once. The"
        " mean should be zero.",
        "What are the mean and the spread of what your generator gives, and what should they be?",
    ),
]
