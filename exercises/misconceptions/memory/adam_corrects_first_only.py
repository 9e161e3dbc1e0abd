"""Only the first average is corrected."""

import numpy as np

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    t, updated, ms, vs = state["t"] + 1, {}, {}, {}
    for name, grad in grads.items():
        ms[name] = beta1 * state["m"][name] + (1 - beta1) * grad
        vs[name] = beta2 * state["v"][name] + (1 - beta2) * grad**2
        updated[name] = params[name] - lr * ms[name] / (1 - beta1**t) / (np.sqrt(vs[name]) + eps)
    return updated, {"m": ms, "v": vs, "t": t}


misconception = Misconception(
    slug="adam-corrects-first-only",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="only the first average is corrected",
    explanation=(
        "The second average starts at zero as well, and fills up a hundred times more slowly."
        " Uncorrected it is far too small at first, so the first steps come out some thirty times"
        " too long."
    ),
    hint="Which of the two averages still has its raw value in your update?",
)
