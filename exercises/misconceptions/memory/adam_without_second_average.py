"""Momentum only."""

from autograder import Misconception


def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
    t, updated, ms, vs = state["t"] + 1, {}, {}, {}
    for name, grad in grads.items():
        ms[name] = beta1 * state["m"][name] + (1 - beta1) * grad
        vs[name] = beta2 * state["v"][name] + (1 - beta2) * grad**2
        updated[name] = params[name] - lr * ms[name] / (1 - beta1**t)
    return updated, {"m": ms, "v": vs, "t": t}


misconception = Misconception(
    slug="adam-without-second-average",
    replaces="adam_step",
    wrong=wrong_adam_step,
    title="the step is not scaled by the second average",
    explanation=(
        "This is plain momentum. What makes Adam robust is that each parameter's step is measured"
        " against its own usual gradient: recurrent weights with huge gradients and biases with"
        " tiny ones all move by about lr."
    ),
    hint="You compute v. Where is it used?",
)
