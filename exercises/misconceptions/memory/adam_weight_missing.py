"""``beta1 * m + grad``."""

import numpy as np

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    t, updated, ms, vs = state["t"] + 1, {}, {}, {}
    for name, grad in grads.items():
        ms[name] = beta1 * state["m"][name] + grad
        vs[name] = beta2 * state["v"][name] + grad**2
        m_hat, v_hat = ms[name] / (1 - beta1**t), vs[name] / (1 - beta2**t)
        updated[name] = params[name] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return updated, {"m": ms, "v": vs, "t": t}


misconception = Misconception(
    slug="adam-weight-missing",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="the new gradient enters the averages at full weight",
    explanation=(
        "In an average the two weights add up to 1. Otherwise m grows to ten gradients and v to a"
        " thousand squares, and the steps are scaled by a factor that nobody chose."
    ),
    hint="If the gradient is 1 at every step, what should m tend to?",
)
