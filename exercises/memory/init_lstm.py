"""Fresh parameters for an LSTM that remembers from the start."""

import numpy as np

import reference
from autograder import RIGHT_VALUES, Criterion, Drawn, Exercise, Seed, hidden, visible

ANY_SIZES = "any sizes, one hidden unit included"
FROM_RNG = "every array has numbers of its own, drawn from rng alone"


def init_lstm(input_size, hidden_size, rng):
    r"""Make the parameters that the training of an LSTM starts from.

    The weights are drawn at random around zero, with standard deviation

    $$s = \frac{1}{\sqrt{3 H}}$$

    A uniform distribution between $-1/\sqrt{H}$ and $1/\sqrt{H}$ has this standard deviation, and
    so has a normal distribution scaled by $s$. The bias of the forget gate is 1 everywhere and the
    other biases are 0: $\sigma(1) \approx 0.73$, so most of the memory is kept from the very first
    step of training.

    This exercise has no single right answer. The grader checks shapes, biases, mean and spread, and
    that the same seed gives the same numbers again.

    Parameters
    ----------
    input_size : int
        I, the number of inputs.
    hidden_size : int
        H, the number of hidden units.
    rng : numpy.random.Generator
        The source of all random numbers, so that a run can be repeated: use `rng.uniform(...)` or
        `rng.normal(...)`.

    Returns
    -------
    params : dict of arrays
        `W_f`, `W_i`, `W_g`, `W_o` of shape (H, I); `U_f`, `U_i`, `U_g`, `U_o` of shape (H, H);
        `b_f`, `b_i`, `b_g`, `b_o` of shape (H,).
    """
    raise NotImplementedError("init_lstm is yours to write")


def expect(params, inputs):
    """Turn what the reference returned into what is expected: biases by value, weights by spread.

    The tolerances are nine standard errors of a normal distribution; a uniform one scatters less.
    The reference and the learner both draw, so a right answer is refused about once in ten billion
    arrays.
    """
    scale = 1 / np.sqrt(3 * inputs["hidden_size"])
    return {
        name: array if name.startswith("b") else _drawn(np.asarray(array), scale)
        for name, array in params.items()
    }


def _drawn(array, scale):
    """Expect an array of this shape, mean and spread, drawn with standard deviation `scale`."""
    error = 9 * scale / np.sqrt(array.size)
    return Drawn(array.shape, float(array.mean()), float(array.std()), error, error / np.sqrt(2))


def inputs(rng, input_size, hidden_size, further=0):
    """Draw a seed; `further` makes it another one."""
    return {
        "input_size": input_size,
        "hidden_size": hidden_size,
        "rng": Seed(int(rng.integers(2**32)) + further),
    }


def repeated(listed, sizes, *size):
    """Repeat the case named `sizes`, once with the same seed and once with another one."""
    yield listed(f"{sizes}, again", lambda rng: inputs(rng, *size), FROM_RNG, "repeats", sizes)
    yield listed(
        f"{sizes}, from another seed",
        lambda rng: inputs(rng, *size, further=1),
        FROM_RNG,
        "differs",
        sizes,
    )


exercise = Exercise(
    stub=init_lstm,
    reference=reference.init_lstm,
    expect=expect,
    order=2,
    afterwards=(
        "You can give an LSTM a good start: spread that fits its size, and a forget gate that "
        "is open. With a bias of 0 half of the memory would be lost at every step."
    ),
    points=4,
    criteria=(
        Criterion(RIGHT_VALUES, 6),
        Criterion(FROM_RNG, 2),
        Criterion(ANY_SIZES, 2),
    ),
    cases=(
        visible("forty-eight inputs, sixty-four units", lambda rng: inputs(rng, 48, 64)),
        hidden("more inputs than units", lambda rng: inputs(rng, 90, 50)),
        hidden("fewer inputs than units", lambda rng: inputs(rng, 30, 80)),
        hidden("many inputs, few units", lambda rng: inputs(rng, 400, 20)),
        *repeated(visible, "forty-eight inputs, sixty-four units", 48, 64),
        *repeated(hidden, "fewer inputs than units", 30, 80),
        visible("a tiny layer", lambda rng: inputs(rng, 3, 2), ANY_SIZES),
        hidden("one hidden unit", lambda rng: inputs(rng, 5, 1), ANY_SIZES),
        hidden("one input", lambda rng: inputs(rng, 1, 7), ANY_SIZES),
    ),
    hints=(
        (
            "Twelve arrays in one dict: which of them are random, which are all zero, and which is"
            " all one?"
        ),
        (
            "Loop over the four letters and build the names. Each random array needs its own"
            " numbers, drawn from `rng` with the shape you want."
        ),
        (
            "The bound of the uniform distribution is one over the square root of the number of"
            " hidden units, for `W` and for `U`. `np.zeros` and `np.ones` make the biases; only the"
            " forget gate's is not zero."
        ),
    ),
)
