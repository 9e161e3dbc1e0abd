"""v averages the gradient itself."""

import numpy as np

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    t, updated, ms, vs = state["t"] + 1, {}, {}, {}
    for name, grad in grads.items():
        ms[name] = beta1 * state["m"][name] + (1 - beta1) * grad
        vs[name] = beta2 * state["v"][name] + (1 - beta2) * grad
        m_hat, v_hat = ms[name] / (1 - beta1**t), vs[name] / (1 - beta2**t)
        updated[name] = params[name] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return updated, {"m": ms, "v": vs, "t": t}


misconception = Misconception(
    slug="adam-not-squared",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="the second average is not one of squares",
    explanation=(
        "v measures how large gradients usually are, whatever their sign. Without the square it can"
        " be negative, and the root of a negative number is nan."
    ),
    hint="Can your second average become negative? Should it?",
)
