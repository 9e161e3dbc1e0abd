"""Why an LSTM remembers, how to start it so that it does, and how to train it."""

from __future__ import annotations

from typing import Any

import numpy as np

from reference.shapes import Array, Params, edge


@edge(fs="TBH")
def carousel_gradient(fs: Array) -> Array:
    """The direct path of the gradient of ``c_T`` with respect to ``c_0``: the product of all forget
    gates.

    Along the memory alone (the constant error carousel) each step multiplies by ``f_t`` and by
    nothing else: no weight, no derivative of tanh. Gates that stay open keep the gradient at 1 for
    as long as it takes.

    Shapes: ``fs`` (T, B, H), the forget gates of every step; returns (B, H), each unit's own path.
    Source: Hochreiter and Schmidhuber 1997, section 3.2, with the forget gate of Gers et al. 2000.

    >>> print(carousel_gradient(np.full((3, 1, 1), 0.5)))
    [[0.125]]
    """
    gradient: Array = np.prod(fs, axis=0)
    return gradient


def init_lstm(input_size: int, hidden_size: int, rng: np.random.Generator) -> Params:
    """Fresh parameters: small random weights, and a forget gate that starts out open.

    Every ``W`` (H, I) and ``U`` (H, H) is drawn uniformly from -1/sqrt(H) to 1/sqrt(H): mean 0,
    standard deviation 1/sqrt(3 H). ``b_f`` is 1 and the other biases are 0, each (H,). All are
    float64. Source: the range is that of ``torch.nn.LSTM``; the forget bias: Gers, Schmidhuber and
    Cummins 2000, and Jozefowicz, Zaremba and Sutskever, "An empirical exploration of recurrent
    network architectures", 2015.

    >>> params = init_lstm(3, 4, np.random.default_rng(0))
    >>> params["W_i"].shape, params["b_f"], params["b_o"]
    ((4, 3), array([1., 1., 1., 1.]), array([0., 0., 0., 0.]))
    """
    bound = 1 / np.sqrt(hidden_size)
    params: Params = {}
    for gate in "figo":
        params[f"W_{gate}"] = rng.uniform(-bound, bound, (hidden_size, input_size))
        params[f"U_{gate}"] = rng.uniform(-bound, bound, (hidden_size, hidden_size))
        params[f"b_{gate}"] = np.full(hidden_size, 1.0 if gate == "f" else 0.0)
    return params


def adam_step(
    params: Params,
    grads: Params,
    state: dict[str, Any],
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> tuple[Params, dict[str, Any]]:
    """One update of the Adam optimiser: new parameters and new state.

    ``grads`` and both moments ``state["m"]`` and ``state["v"]`` have the keys and shapes of
    ``params``; ``state["t"]`` counts the updates made so far, 0 at first. Everything returned is
    new. Raises ``ValueError`` when keys or shapes differ. Source: Kingma and Ba, "Adam: a method
    for stochastic optimization", 2015, algorithm 1.

    >>> params, grads, zero = {"b": np.array([1.0])}, {"b": np.array([10.0])}, {"b": np.array([0.0])}
    >>> params, state = adam_step(params, grads, {"m": zero, "v": zero, "t": 0}, 0.1, 0.9, 0.999, 1e-8)
    >>> print(params["b"].round(6), state["m"]["b"], state["t"])  # the first step is lr long, whatever the gradient
    [0.9] [1.] 1
    """
    _check_alike(params, grads=grads, m=state["m"], v=state["v"])
    t = state["t"] + 1
    updated, ms, vs = {}, {}, {}
    for name, grad in grads.items():
        m = beta1 * state["m"][name] + (1 - beta1) * grad
        v = beta2 * state["v"][name] + (1 - beta2) * grad**2
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        updated[name] = params[name] - lr * m_hat / (np.sqrt(v_hat) + eps)
        ms[name], vs[name] = m, v
    return updated, {"m": ms, "v": vs, "t": t}


def _check_alike(params: Params, **others: Params) -> None:
    wanted = {name: np.shape(array) for name, array in params.items()}
    for label, arrays in others.items():
        shapes = {name: np.shape(array) for name, array in arrays.items()}
        for name in sorted(wanted.keys() | shapes.keys()):
            if shapes.get(name) != wanted.get(name):
                raise ValueError(
                    f"adam_step: {label}[{name!r}] has shape {shapes.get(name, '(it is missing)')},"
                    f" while params[{name!r}] has {wanted.get(name, '(it is missing)')}; every"
                    " parameter needs one gradient and two moments of its own shape. Look at how"
                    " they were made."
                )
