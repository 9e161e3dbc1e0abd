"""beta1 and beta2 have changed places."""

import numpy as np

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    beta1, beta2 = beta2, beta1
    t, updated, ms, vs = state["t"] + 1, {}, {}, {}
    for name, grad in grads.items():
        ms[name] = beta1 * state["m"][name] + (1 - beta1) * grad
        vs[name] = beta2 * state["v"][name] + (1 - beta2) * grad**2
        m_hat, v_hat = ms[name] / (1 - beta1**t), vs[name] / (1 - beta2**t)
        updated[name] = params[name] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return updated, {"m": ms, "v": vs, "t": t}


misconception = Misconception(
    slug="adam-betas-swapped",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="beta1 and beta2 have changed places",
    explanation=(
        "The direction would be averaged over a thousand steps and react far too slowly, the size"
        " over ten and jump about: the other way round from what makes Adam steady."
    ),
    hint="Which of the two averages should look further back?",
)
