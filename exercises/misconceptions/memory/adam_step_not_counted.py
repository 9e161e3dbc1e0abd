"""The old t is used."""

import numpy as np

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    t, updated, ms, vs = state["t"], {}, {}, {}
    for name, grad in grads.items():
        ms[name] = beta1 * state["m"][name] + (1 - beta1) * grad
        vs[name] = beta2 * state["v"][name] + (1 - beta2) * grad**2
        m_hat, v_hat = ms[name] / np.float64(1 - beta1**t), vs[name] / np.float64(1 - beta2**t)
        updated[name] = params[name] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return updated, {"m": ms, "v": vs, "t": t + 1}


misconception = Misconception(
    slug="adam-step-not-counted",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="the step counter is raised after it is used",
    explanation=(
        "t counts the updates that were made, so the first one is number 1. With t = 0 the"
        " correction divides zero by zero, and every weight is nan after the first step."
    ),
    hint="What are your correction terms at the very first step?",
)
