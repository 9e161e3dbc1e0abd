"""The corrected averages are stored."""

import numpy as np

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    t, updated, ms, vs = state["t"] + 1, {}, {}, {}
    for name, grad in grads.items():
        ms[name] = (beta1 * state["m"][name] + (1 - beta1) * grad) / (1 - beta1**t)
        vs[name] = (beta2 * state["v"][name] + (1 - beta2) * grad**2) / (1 - beta2**t)
        updated[name] = params[name] - lr * ms[name] / (np.sqrt(vs[name]) + eps)
    return updated, {"m": ms, "v": vs, "t": t}


misconception = Misconception(
    slug="adam-keeps-corrected",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="the corrected averages are stored",
    explanation="The correction is for this step's use only. Stored, the next step corrects what was corrected "
                "already, and the averages blow up within a few steps.",
    hint="Which version of the averages does the next step's formula start from?",
)
