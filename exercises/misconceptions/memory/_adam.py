"""What the wrong versions of `adam_step` are made of: its equations, with some exchanged."""

from types import SimpleNamespace

import numpy as np

ADAM = {
    "m": lambda a: a.beta1 * a.m_prev + (1 - a.beta1) * a.grad,
    "v": lambda a: a.beta2 * a.v_prev + (1 - a.beta2) * a.grad**2,
    "m_hat": lambda a: a.m / (1 - a.beta1**a.t),
    "v_hat": lambda a: a.v / (1 - a.beta2**a.t),
    "step": lambda a: a.lr * a.m_hat / (np.sqrt(a.v_hat) + a.eps),
    "kept": lambda a: (a.m, a.v),
}
"""The update of one array, an equation a line, in the order in which they are computed."""

IN_DOUBLE = {
    "m_hat": lambda a: a.m / np.float64(1 - a.beta1**a.t),
    "v_hat": lambda a: a.v / np.float64(1 - a.beta2**a.t),
    "step": lambda a: a.lr * (a.m_hat / (np.sqrt(a.v_hat) + a.eps)),
}
"""The same in double precision, whatever the precision of the gradients."""


def adam_with(used=lambda t: t + 1, returned=lambda t: t + 1, **exchanged):
    """An `adam_step` with other versions of the equations that are named.

    ``used(t)`` is the step number that it computes with, ``returned(t)`` the one that it returns.
    """

    def wrong_adam_step(params, grads, state, lr, beta1, beta2, eps):
        a = SimpleNamespace(lr=lr, beta1=beta1, beta2=beta2, eps=eps, t=used(state["t"]))
        updated, ms, vs = {}, {}, {}
        for name, grad in grads.items():
            a.grad, a.m_prev, a.v_prev = grad, state["m"][name], state["v"][name]
            for part, equation in (ADAM | exchanged).items():
                setattr(a, part, equation(a))
            updated[name] = params[name] - a.step
            ms[name], vs[name] = a.kept
        return updated, {"m": ms, "v": vs, "t": returned(state["t"])}

    return wrong_adam_step
