"""The direct path of the gradient along the cell state."""

import reference
from autograder import (
    ANY_BATCH,
    ANY_LENGTH,
    INPUTS,
    RIGHT_VALUES,
    Criterion,
    Exercise,
    fortran,
    hidden,
    read_only,
    single,
    visible,
)

CLOSED = "a closed gate cuts the path"


def carousel_gradient(fs):
    r"""Measure how much of a change in c_0 arrives at c_T along the cell state itself.

    With the gates held fixed, $c_t = f_t \odot c_{t-1} + i_t \odot g_t$ gives
    $\partial c_t / \partial c_{t-1} = \operatorname{diag}(f_t)$, and so, for each unit by itself,

    $$\left.\frac{\partial c_T}{\partial c_0}\right|_{\text{direct}} = \prod_{t=1}^{T} f_t$$

    This is the *direct* path, called the constant error carousel when every $f_t$ is 1. It is not
    the whole derivative: the gates themselves depend on $h_{t-1}$, which depends on $c_{t-1}$.

    Parameters
    ----------
    fs : array, shape (T, B, H)
        The forget gates of every step, each between 0 and 1.

    Returns
    -------
    gradient : array, shape (B, H)
        The product over time, for each example and each unit.
    """
    raise NotImplementedError("carousel_gradient is yours to write")


def inputs(rng, T, B, H, low=0.4, high=0.98):
    """Draw forget gates between `low` and `high`."""
    return {"fs": rng.uniform(low, high, size=(T, B, H))}


def one_closed(rng, T, B, H):
    """Draw forget gates of which unit 0 closes completely at one step."""
    fs = inputs(rng, T, B, H, low=0.7)["fs"]
    fs[rng.integers(T), :, 0] = 0.0
    return {"fs": fs}


exercise = Exercise(
    stub=carousel_gradient,
    reference=reference.carousel_gradient,
    order=1,
    afterwards=(
        "You can say what is left of a gradient along the cell state: the product of the "
        "forget gates, and nothing else. Gates that stay near 1 keep it alive for as long as "
        "they like."
    ),
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 6.5),
        Criterion(ANY_LENGTH, 1.5),
        Criterion(ANY_BATCH, 1),
        Criterion(CLOSED, 0.5),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("four steps", lambda rng: inputs(rng, T=4, B=3, H=2)),
        visible(
            "as many steps and examples as hidden units", lambda rng: inputs(rng, T=3, B=3, H=3)
        ),
        hidden("three steps", lambda rng: inputs(rng, T=3, B=5, H=4)),
        hidden("five steps", lambda rng: inputs(rng, T=5, B=2, H=3)),
        hidden("column-major memory", lambda rng: fortran(inputs(rng, T=4, B=3, H=5))),
        hidden("single precision", lambda rng: single(inputs(rng, T=6, B=2, H=4))),
        visible("a single step", lambda rng: inputs(rng, T=1, B=2, H=3), ANY_LENGTH),
        hidden("one step", lambda rng: inputs(rng, T=1, B=4, H=2), ANY_LENGTH),
        hidden(
            "two hundred steps",
            lambda rng: inputs(rng, T=200, B=2, H=3, low=0.985, high=1.0),
            ANY_LENGTH,
        ),
        visible("one example alone", lambda rng: inputs(rng, T=4, B=1, H=3), ANY_BATCH),
        hidden("one example", lambda rng: inputs(rng, T=3, B=1, H=5), ANY_BATCH),
        visible("a gate at zero", lambda rng: one_closed(rng, T=3, B=2, H=4), CLOSED),
        hidden("a closed gate", lambda rng: one_closed(rng, T=5, B=3, H=2), CLOSED),
        visible(
            "inputs before and after",
            lambda rng: inputs(rng, T=3, B=2, H=4),
            INPUTS,
            judge="inputs",
        ),
        hidden(
            "inputs still the same", lambda rng: inputs(rng, T=4, B=3, H=2), INPUTS, judge="inputs"
        ),
        hidden("read-only inputs", lambda rng: read_only(inputs(rng, T=4, B=2, H=5)), INPUTS),
    ),
    hints=(
        "If a gate keeps nine tenths at each of two steps, how much is left after both?",
        (
            "Each unit has its own path, so nothing is summed over units or examples. Only one axis"
            " disappears."
        ),
        (
            "NumPy has a function that multiplies along an axis, as `np.sum` adds along one. Time"
            " is the first axis."
        ),
    ),
)
