"""One update of the Adam optimiser."""

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

FIRST = "the first update is as long as the later ones"
ZERO = "a gradient of zero divides nothing by zero"


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    r"""Update parameters with one step of Adam.

    Let $t$ be the number of this update: one more than `state["t"]`. For each array $\theta$ with
    its gradient $g$,

    $$\begin{aligned}
    m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g \\
    v_t &= \beta_2 v_{t-1} + (1 - \beta_2)\, g^2 \\
    \hat m &= m_t / (1 - \beta_1^t) \\
    \hat v &= v_t / (1 - \beta_2^t) \\
    \theta_t &= \theta_{t-1} - \mathrm{lr} \cdot \hat m / \left(\sqrt{\hat v} + \varepsilon\right)
    \end{aligned}$$

    $m$ and $v$ start at zero, so they are too small at first. The division by $1 - \beta^t$
    corrects this.

    Parameters
    ----------
    params : dict of arrays
        The parameters, of any names and shapes.
    grads : dict of arrays
        Their gradients, with the same names and shapes.
    state : dict
        `"m"` and `"v"`, dicts with the same names and shapes, and `"t"`, the number of updates made
        so far: 0 before the first.
    lr : float
        Learning rate.
    beta1 : float
        How much of m is kept.
    beta2 : float
        How much of v is kept.
    eps : float
        Added to the root, not under it.

    Returns
    -------
    params : dict of arrays
        The updated parameters, in a new dict.
    state : dict
        The new `"m"`, `"v"` and `"t"`, in a new dict.
    """
    raise NotImplementedError("adam_step is yours to write")


def inputs(rng, I, H, t, lr=0.05, eps=1e-3, scale=1.0):
    """Draw the arguments of `adam_step` before update `t` + 1.

    By default `eps` is so large that its place in the formula makes a difference. The moments are
    not those of a constant gradient.
    """
    shapes = {"W": (H, I), "U": (H, H), "b": (H,)}

    def arrays(draw):
        return {name: draw(shape) for name, shape in shapes.items()}

    moments = {
        "m": arrays(
            lambda shape: rng.normal(scale=0.5 * scale, size=shape) if t else np.zeros(shape)
        ),
        "v": arrays(
            lambda shape: scale**2 * rng.uniform(0.1, 1.5, size=shape) if t else np.zeros(shape)
        ),
    }
    return {
        "params": arrays(lambda shape: rng.normal(size=shape)),
        "grads": arrays(lambda shape: rng.normal(scale=scale, size=shape)),
        "state": {**moments, "t": t},
        "lr": lr,
        "beta1": 0.85,
        "beta2": 0.97,
        "eps": eps,
    }


def no_gradient(rng, I, H):
    """Draw a first update whose gradients are all zero."""
    drawn = inputs(rng, I, H, t=0, eps=1e-8)
    drawn["grads"] = {name: np.zeros_like(array) for name, array in drawn["grads"].items()}
    return drawn


exercise = Exercise(
    stub=adam_step,
    reference=reference.adam_step,
    order=3,
    afterwards=(
        "You can write the update that most networks are trained with. With it and your "
        "backward pass, everything in the experiment that follows is your own."
    ),
    points=4,
    criteria=(
        Criterion(RIGHT_VALUES, 6.5),
        Criterion(FIRST, 2),
        Criterion(ZERO, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("the fourth update", lambda rng: inputs(rng, I=3, H=2, t=3)),
        hidden("the third update", lambda rng: inputs(rng, I=2, H=4, t=2, lr=0.2)),
        hidden("the twelfth update", lambda rng: inputs(rng, I=4, H=3, t=11, lr=0.1)),
        hidden("a large epsilon", lambda rng: inputs(rng, I=2, H=3, t=5, lr=0.3, eps=0.2)),
        hidden(
            "small gradients", lambda rng: inputs(rng, I=3, H=4, t=6, lr=0.1, eps=1e-3, scale=0.02)
        ),
        hidden("column-major memory", lambda rng: fortran(inputs(rng, I=2, H=5, t=4))),
        hidden("single precision", lambda rng: single(inputs(rng, I=4, H=2, t=3))),
        visible("the first update", lambda rng: inputs(rng, I=3, H=2, t=0), FIRST),
        hidden("a first update", lambda rng: inputs(rng, I=2, H=4, t=0, lr=0.2), FIRST),
        visible("no gradient", lambda rng: no_gradient(rng, I=3, H=2), ZERO),
        hidden("no gradient at all", lambda rng: no_gradient(rng, I=2, H=4), ZERO),
        visible(
            "inputs before and after",
            lambda rng: inputs(rng, I=3, H=2, t=1),
            INPUTS,
            judge="inputs",
        ),
        hidden(
            "inputs still the same", lambda rng: inputs(rng, I=2, H=4, t=2), INPUTS, judge="inputs"
        ),
        hidden("read-only inputs", lambda rng: read_only(inputs(rng, I=4, H=3, t=2)), INPUTS),
    ),
    hints=(
        (
            "Write five lines for each array, in the order of the five equations. Which number is"
            " `t` in the very first update?"
        ),
        (
            "Build three new dicts in one loop over the names. The corrected moments are used for"
            " this update only: the state keeps m and v as they are before the correction."
        ),
        (
            "Count first: the new t is the old t plus one, and both corrections use the new t."
            " Take the root of the corrected v, add eps to the root, then divide."
        ),
    ),
)
