"""The old averages come back."""

import numpy as np

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    t, updated = state["t"] + 1, {}
    for name, grad in grads.items():
        m = beta1 * state["m"][name] + (1 - beta1) * grad
        v = beta2 * state["v"][name] + (1 - beta2) * grad**2
        updated[name] = params[name] - lr * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return updated, {"m": state["m"], "v": state["v"], "t": t}


misconception = Misconception(
    slug="adam-state-not-updated",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="the old averages are returned",
    explanation=(
        "Adam lives on averages over many steps. Thrown away after each, there is no momentum and"
        " no memory of how large gradients usually are, while the correction shrinks the steps more"
        " and more."
    ),
    hint="Where do your new averages go?",
)
