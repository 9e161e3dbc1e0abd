"""``beta * t`` in place of a power."""

import numpy as np

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    t, updated, ms, vs = state["t"] + 1, {}, {}, {}
    for name, grad in grads.items():
        ms[name] = beta1 * state["m"][name] + (1 - beta1) * grad
        vs[name] = beta2 * state["v"][name] + (1 - beta2) * grad**2
        m_hat, v_hat = ms[name] / (1 - beta1), vs[name] / (1 - beta2)
        updated[name] = params[name] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return updated, {"m": ms, "v": vs, "t": t}


misconception = Misconception(
    slug="adam-correction-without-power",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="the correction does not depend on the step",
    explanation=(
        "The averages are too small only at first; the power of t lets the correction fade as they"
        " fill up. Without it every later step is scaled as if it were the first one."
    ),
    hint="How large should the correction be after a thousand steps?",
)
