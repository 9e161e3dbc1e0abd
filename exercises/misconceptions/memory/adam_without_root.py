"""The square root is missing."""

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    t, updated, ms, vs = state["t"] + 1, {}, {}, {}
    for name, grad in grads.items():
        ms[name] = beta1 * state["m"][name] + (1 - beta1) * grad
        vs[name] = beta2 * state["v"][name] + (1 - beta2) * grad**2
        m_hat, v_hat = ms[name] / (1 - beta1**t), vs[name] / (1 - beta2**t)
        updated[name] = params[name] - lr * m_hat / (v_hat + eps)
    return updated, {"m": ms, "v": vs, "t": t}


misconception = Misconception(
    slug="adam-without-root",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="the square root is missing below the fraction bar",
    explanation=(
        "v is an average of squares; its root has the size of a gradient, so that the ratio is"
        " about 1 and a step about lr long. Without the root small gradients lead to huge steps."
    ),
    hint="If all gradients become ten times larger, should the step change?",
)
