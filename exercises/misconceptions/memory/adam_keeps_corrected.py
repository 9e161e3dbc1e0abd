"""The corrected averages are stored."""

import numpy as np

from autograder import Misconception


def keeping(kept):
    """An `adam_step` whose state holds what ``kept(m, v, m_hat, v_hat)`` returns."""

    def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
        t, updated, ms, vs = state["t"] + 1, {}, {}, {}
        for name, grad in grads.items():
            m = beta1 * state["m"][name] + (1 - beta1) * grad
            v = beta2 * state["v"][name] + (1 - beta2) * grad**2
            m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
            updated[name] = params[name] - lr * m_hat / (np.sqrt(v_hat) + eps)
            ms[name], vs[name] = kept(m, v, m_hat, v_hat)
        return updated, {"m": ms, "v": vs, "t": t}

    return wrong_adam_step


HINT = "Which version of the averages does the next step's formula start from?"

misconceptions = [
    Misconception(
        "adam-keeps-corrected",
        "adam_step",
        keeping(lambda m, v, m_hat, v_hat: (m_hat, v_hat)),
        "the corrected averages are stored",
        "The correction is for this step's use only. Stored, the next step corrects what was"
        " corrected already, and the averages blow up within a few steps.",
        HINT,
    ),
    Misconception(
        "adam-keeps-corrected-first",
        "adam_step",
        keeping(lambda m, v, m_hat, v_hat: (m_hat, v)),
        "the first average is stored corrected",
        "The correction is for this step's use only. Stored, the next step corrects what was"
        " corrected already, so that the average of the gradients, and with it every step, comes"
        " out too long.",
        HINT,
    ),
    Misconception(
        "adam-keeps-corrected-second",
        "adam_step",
        keeping(lambda m, v, m_hat, v_hat: (m, v_hat)),
        "the second average is stored corrected",
        "The correction is for this step's use only. Stored, the next step corrects what was"
        " corrected already: the average of the squares comes out far too large, and every step too"
        " short.",
        HINT,
    ),
]
