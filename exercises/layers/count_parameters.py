"""How many numbers an LSTM learns."""

import reference
from autograder import RIGHT_VALUES, Criterion, Exercise, hidden, visible

STACKED = "several layers, of which only the first reads the inputs"


def count_parameters(input_size, hidden_size, num_layers):
    r"""Count the numbers that a stack of LSTM layers learns.

    Each layer of cells has four layers of weights (three gates and the candidate), and each of
    these has $W$, $U$ and one bias $b$. With $I_l$ for the number of values that layer $l$ reads at
    each step,

    $$N = \sum_{l=1}^{L} 4\,\left(H I_l + H^2 + H\right),
      \qquad I_1 = I, \quad I_l = H \text{ above it}$$

    Parameters
    ----------
    input_size : int
        I, the number of inputs at each step.
    hidden_size : int
        H, the number of hidden units in each layer.
    num_layers : int
        L, the number of layers, at least one.

    Returns
    -------
    count : int
        The number of learnt weights and biases. States and gates do not count: they are computed.
    """
    raise NotImplementedError("count_parameters is yours to write")


def sizes(rng, layers, larger=0):
    """Draw unequal sizes, so that no two terms of the sum are the same."""
    hidden_size = larger + int(rng.integers(5, 40))
    return {
        "input_size": hidden_size + int(rng.integers(3, 30)),
        "hidden_size": hidden_size,
        "num_layers": layers,
    }


exercise = Exercise(
    stub=count_parameters,
    reference=reference.count_parameters,
    order=4,
    afterwards=(
        "You can say how large a layer is before you train it. The count grows with the "
        "square of the hidden units, and a library's larger number tells you that it keeps "
        "two biases."
    ),
    points=1,
    criteria=(
        Criterion(RIGHT_VALUES, 6),
        Criterion(STACKED, 4),
    ),
    cases=(
        visible("a small layer", lambda rng: {"input_size": 3, "hidden_size": 4, "num_layers": 1}),
        hidden("one layer", lambda rng: sizes(rng, 1)),
        hidden("another layer", lambda rng: sizes(rng, 1)),
        hidden(
            "a single unit",
            lambda rng: {"input_size": int(rng.integers(2, 9)), "hidden_size": 1, "num_layers": 1},
        ),
        hidden("a large layer", lambda rng: sizes(rng, 1, larger=1000)),
        visible(
            "two small layers",
            lambda rng: {"input_size": 3, "hidden_size": 4, "num_layers": 2},
            STACKED,
        ),
        hidden("two layers", lambda rng: sizes(rng, 2), STACKED),
        hidden("five layers", lambda rng: sizes(rng, 5), STACKED),
    ),
    hints=(
        (
            "Write down the shapes of W, U and b of one gate. How many numbers are in each? How"
            " many such triples does a layer have?"
        ),
        "The first layer reads I inputs. What do the other layers read, and how wide is that?",
        (
            "One gate has a matrix of H rows and I columns, one of H rows and H columns, and H"
            " biases. A layer has four such sets. In each of the other L - 1 layers the first"
            " matrix is as wide as the second."
        ),
    ),
)
