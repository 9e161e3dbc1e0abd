"""Gradients kept within bounds, without a change of direction."""

import numpy as np

import reference
from autograder import (
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

SMALL = "small gradients come back unchanged"
ZERO = "gradients of zero stay zero"


def clip_gradients(grads, max_norm):
    r"""Scale gradients down so that their common norm is at most `max_norm`.

    The norm is that of all arrays together, as if they were one long vector:

    $$n = \sqrt{\sum_k \sum_j \mathrm{grads}_{k,j}^2}, \qquad
      \mathrm{grads}_k \leftarrow \begin{cases}
        \mathrm{grads}_k \cdot \dfrac{\mathrm{max\_norm}}{n}
          & \text{if } n > \mathrm{max\_norm} \\[1ex]
        \mathrm{grads}_k & \text{otherwise}
      \end{cases}$$

    All arrays are scaled by the same factor: the step becomes shorter and keeps its direction.

    Parameters
    ----------
    grads : dict of arrays
        Gradients of any names and shapes.
    max_norm : float
        The largest norm allowed, above zero.

    Returns
    -------
    clipped : dict of arrays
        A new dict with the same names and shapes.
    """
    raise NotImplementedError("clip_gradients is yours to write")


def inputs(rng, I, H, max_norm, scale=3.0):
    """Draw gradients of unequal size and length, so that a norm for each array would show."""
    return {
        "grads": {
            "W": rng.normal(scale=scale, size=(H, I)),
            "U": rng.normal(scale=0.4 * scale, size=(H, H)),
            "b": rng.normal(scale=0.1 * scale, size=H),
        },
        "max_norm": max_norm,
    }


def zeros(I, H, max_norm):
    """Make gradients of zero."""
    return {
        "grads": {"W": np.zeros((H, I)), "U": np.zeros((H, H)), "b": np.zeros(H)},
        "max_norm": max_norm,
    }


exercise = Exercise(
    stub=clip_gradients,
    reference=reference.clip_gradients,
    order=3,
    afterwards=(
        "You can keep one bad batch from throwing training off. The direction of the step "
        "stays the same, because all gradients are scaled by one number."
    ),
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 6.5),
        Criterion(SMALL, 2),
        Criterion(ZERO, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("too long", lambda rng: inputs(rng, I=3, H=2, max_norm=1.5)),
        hidden("much too long", lambda rng: inputs(rng, I=2, H=4, max_norm=0.7, scale=40.0)),
        hidden("a little too long", lambda rng: inputs(rng, I=4, H=3, max_norm=5.0, scale=5.0)),
        hidden("column-major memory", lambda rng: fortran(inputs(rng, I=2, H=3, max_norm=1.2))),
        hidden("single precision", lambda rng: single(inputs(rng, I=5, H=2, max_norm=2.0))),
        visible("short already", lambda rng: inputs(rng, I=3, H=2, max_norm=50.0), SMALL),
        hidden("within bounds", lambda rng: inputs(rng, I=2, H=5, max_norm=80.0), SMALL),
        hidden(
            "far within bounds", lambda rng: inputs(rng, I=2, H=3, max_norm=5.0, scale=0.01), SMALL
        ),
        visible("all zero", lambda rng: zeros(I=3, H=2, max_norm=1.0), ZERO),
        hidden(
            "nothing but zeros", lambda rng: zeros(I=2, H=4, max_norm=rng.uniform(0.3, 0.9)), ZERO
        ),
        visible(
            "inputs before and after",
            lambda rng: inputs(rng, I=3, H=2, max_norm=1.0),
            INPUTS,
            judge="inputs",
        ),
        hidden(
            "inputs still the same",
            lambda rng: inputs(rng, I=2, H=4, max_norm=1.0),
            INPUTS,
            judge="inputs",
        ),
        hidden(
            "read-only inputs", lambda rng: read_only(inputs(rng, I=4, H=3, max_norm=1.0)), INPUTS
        ),
    ),
    hints=(
        (
            "There is one norm and one factor for all arrays. Why would a separate factor for each"
            " array change the direction of the step?"
        ),
        "Add up the squares of all entries of all arrays before you take the root.",
        (
            "Compute the factor first: 1 when the norm is within bounds, otherwise `max_norm`"
            " divided by the norm. Then build a new dict in which every array is multiplied by it."
        ),
    ),
)
