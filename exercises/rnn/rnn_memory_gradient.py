"""How much of the first hidden state is left in the last one."""

import numpy as np

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


def rnn_memory_gradient(hs, U):
    r"""Measure how the last hidden state depends on the one before the first step.

    One step changes by $\mathrm{d}h_t = \operatorname{diag}(1 - h_t^2)\, U \,\mathrm{d}h_{t-1}$,
    because the slope of tanh is $1 - \tanh^2$. Over a whole sequence the chain rule multiplies
    these matrices:

    $$\frac{\partial h_T}{\partial h_0} = \prod_{t=T}^{1} \operatorname{diag}(1 - h_t^2)\, U
      = \operatorname{diag}(1 - h_T^2)\, U \,\cdots\, \operatorname{diag}(1 - h_1^2)\, U$$

    Each example has its own hidden states, and so its own matrix.

    Parameters
    ----------
    hs : array, shape (T, B, H)
        The hidden states h_1, …, h_T, as `rnn_sequence` returns them: `hs[0]` is h_1.
    U : array, shape (H, H)
        Recurrent weights.

    Returns
    -------
    J : array, shape (B, H, H)
        Entry `[b, i, j]` is the derivative of `h_T[b, i]` with respect to `h_0[b, j]`.
    """
    raise NotImplementedError("rnn_memory_gradient is yours to write")


def inputs(rng, T, B, H, size=0.8, spread=0.8):
    """Draw hidden states up to `size`, and recurrent weights with standard deviation `spread`."""
    return {
        "hs": rng.uniform(-size, size, size=(T, B, H)),
        "U": rng.normal(scale=spread, size=(H, H)),
    }


def steady(rng, T, B, H):
    """Draw small states and 1.02 times a rotation: the product stays near 1 for many steps."""
    rotation, _ = np.linalg.qr(rng.normal(size=(H, H)))
    return {"hs": rng.uniform(-0.25, 0.25, size=(T, B, H)), "U": 1.02 * rotation}


exercise = Exercise(
    stub=rnn_memory_gradient,
    reference=reference.rnn_memory_gradient,
    order=3,
    afterwards=(
        "You can measure how much of the first hidden state is left in the last. This product "
        "of many factors is why plain networks forget, and what the gates of the next unit "
        "are made to change."
    ),
    points=4,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_LENGTH, 1.5),
        Criterion(ANY_BATCH, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("three steps", lambda rng: inputs(rng, T=3, B=2, H=4)),
        visible(
            "as many steps and examples as hidden units", lambda rng: inputs(rng, T=3, B=3, H=3)
        ),
        hidden("four steps", lambda rng: inputs(rng, T=4, B=5, H=3)),
        hidden("two steps", lambda rng: inputs(rng, T=2, B=4, H=4)),
        hidden("column-major memory", lambda rng: fortran(inputs(rng, T=3, B=4, H=2))),
        hidden("single precision", lambda rng: single(inputs(rng, T=4, B=2, H=3))),
        visible("a single step", lambda rng: inputs(rng, T=1, B=2, H=3), ANY_LENGTH),
        hidden("one step", lambda rng: inputs(rng, T=1, B=3, H=4), ANY_LENGTH),
        hidden("thirty steps", lambda rng: steady(rng, T=30, B=2, H=3), ANY_LENGTH),
        visible("one example alone", lambda rng: inputs(rng, T=4, B=1, H=3), ANY_BATCH),
        hidden("one example", lambda rng: inputs(rng, T=3, B=1, H=5), ANY_BATCH),
        visible(
            "inputs before and after",
            lambda rng: inputs(rng, T=3, B=2, H=4),
            INPUTS,
            judge="inputs",
        ),
        hidden(
            "inputs still the same", lambda rng: inputs(rng, T=2, B=4, H=3), INPUTS, judge="inputs"
        ),
        hidden("read-only inputs", lambda rng: read_only(inputs(rng, T=4, B=3, H=2)), INPUTS),
    ),
    hints=(
        (
            "Begin with a sequence of no steps: nothing changes, so the derivative is the identity."
            " Then go through the steps from first to last."
        ),
        (
            "A diagonal matrix times U scales the rows of U. On which side of the product so far"
            " must the factor of a later step stand?"
        ),
        (
            "For each step make an array of shape (B, H, H): `1 - hs[t]**2` with a new last axis,"
            " times `U`, by broadcasting. `@` multiplies stacks of matrices, example by example;"
            " the newest factor goes on the left."
        ),
    ),
)
