"""``sqrt(v + eps)``."""

import numpy as np

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    t, updated, ms, vs = state["t"] + 1, {}, {}, {}
    for name, grad in grads.items():
        ms[name] = beta1 * state["m"][name] + (1 - beta1) * grad
        vs[name] = beta2 * state["v"][name] + (1 - beta2) * grad**2
        m_hat, v_hat = ms[name] / (1 - beta1**t), vs[name] / (1 - beta2**t)
        updated[name] = params[name] - lr * m_hat / np.sqrt(v_hat + eps)
    return updated, {"m": ms, "v": vs, "t": t}


misconception = Misconception(
    slug="adam-eps-inside-root",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="eps is inside the square root",
    explanation=(
        "Inside the root an eps of 1e-8 acts like 1e-4 outside: parameters with small gradients,"
        " such as the biases of rarely used gates, learn much more slowly than they should."
    ),
    hint="Where does the bracket of the square root close in the formula?",
)
