"""No bias correction."""

import numpy as np

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    updated, ms, vs = {}, {}, {}
    for name, grad in grads.items():
        ms[name] = beta1 * state["m"][name] + (1 - beta1) * grad
        vs[name] = beta2 * state["v"][name] + (1 - beta2) * grad**2
        updated[name] = params[name] - lr * ms[name] / (np.sqrt(vs[name]) + eps)
    return updated, {"m": ms, "v": vs, "t": state["t"] + 1}


misconception = Misconception(
    slug="adam-without-correction",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="the correction of the two averages is missing",
    explanation=(
        "Both averages start at zero and are too small at first, the second one far more so: the"
        " first steps come out about three times too long, just when the weights are least settled."
    ),
    hint="What are m and v after one step with a gradient of 1? What should they be?",
)
