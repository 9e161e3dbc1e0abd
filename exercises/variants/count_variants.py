"""How many numbers each relative of the LSTM learns."""

import reference
from autograder import RIGHT_VALUES, Criterion, Exercise, example, hidden, visible


def count_variants(input_size, hidden_size):
    r"""Count the numbers that one layer of each kind learns.

    An affine map of $I$ inputs and the previous hidden state has one matrix $W$, one matrix $U$ and
    one bias $b$. An LSTM has four of them. Peepholes add one weight for each unit and each of the
    three gates. Coupled gates have no weights for $f_t$. A GRU has two gates and a candidate.

    $$N_{\text{map}} = H I + H^2 + H$$

    Parameters
    ----------
    input_size : int
        I, the number of inputs at each step.
    hidden_size : int
        H, the number of hidden units.

    Returns
    -------
    lstm : int
        An LSTM without peepholes.
    peephole : int
        An LSTM with peepholes.
    coupled : int
        An LSTM with coupled gates and without peepholes.
    gru : int
        A GRU.
    """
    raise NotImplementedError("count_variants is yours to write")


def sizes(rng, hidden_size=0, wider=0):
    """Draw unequal sizes, so that no two terms of the sum are the same."""
    hidden_size = hidden_size or wider + int(rng.integers(5, 40))
    return {"input_size": hidden_size + int(rng.integers(3, 30)), "hidden_size": hidden_size}


exercise = Exercise(
    stub=count_variants,
    reference=reference.count_variants,
    order=4,
    points=2,
    criteria=(Criterion(RIGHT_VALUES),),
    cases=(
        visible("three inputs, four units", lambda rng: {"input_size": 3, "hidden_size": 4}),
        hidden("a layer", sizes),
        hidden("another layer", sizes),
        hidden("a single unit", lambda rng: sizes(rng, hidden_size=1)),
        hidden("a large layer", lambda rng: sizes(rng, wider=1000)),
    ),
    hints=(
        "How many numbers does one map have? Compute that once and give it a name.",
        ("A peephole is a weight for each unit, not for each pair of units. Which gates have one?"),
        (
            "Four maps for the LSTM; the same and three weights a unit with peepholes; three maps"
            " for each of the two others."
        ),
    ),
    afterwards=(
        "You can say what each kind of cell costs before you train it. Three quarters of "
        "an LSTM is what coupled gates and a GRU have in common."
    ),
    checks=(example((128, 140, 96, 96), input_size=3, hidden_size=4),),
)
