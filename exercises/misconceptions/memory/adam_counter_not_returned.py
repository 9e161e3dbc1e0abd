"""The counter that comes back is the old one."""

import numpy as np

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    t, updated, ms, vs = state["t"] + 1, {}, {}, {}
    for name, grad in grads.items():
        ms[name] = beta1 * state["m"][name] + (1 - beta1) * grad
        vs[name] = beta2 * state["v"][name] + (1 - beta2) * grad**2
        m_hat, v_hat = ms[name] / (1 - beta1**t), vs[name] / (1 - beta2**t)
        updated[name] = params[name] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return updated, {"m": ms, "v": vs, "t": state["t"]}


misconception = Misconception(
    slug="adam-counter-not-returned",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="the step counter is not handed on",
    explanation=(
        "Every call would believe that it is the first one and correct the averages as if they had"
        " just started: the steps stay far too long for the whole training."
    ),
    hint="Compare t in the state that came in with t in the state that you return.",
)
