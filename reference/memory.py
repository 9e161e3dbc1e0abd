"""Why an LSTM remembers, how to start it so that it does, and how to train it."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from reference.shapes import Array, Params, check_shapes


class AdamState(TypedDict):
    """What Adam remembers from one update to the next.

    ``m`` and ``v`` are running means of the gradient and of its square, with the keys and shapes of
    the parameters. ``t`` counts the updates made so far.
    """

    m: Params
    v: Params
    t: int


@check_shapes(fs="TBH")
def carousel_gradient(fs: Array) -> Array:
    """Compute the direct path of the gradient dc_T / dc_0: the product of all forget gates.

    f_1 * f_2 * … * f_T, entry by entry

    Along the cell state alone (the constant error carousel) each step multiplies by f_t and by
    nothing else: by no weight and by no derivative of tanh. Gates that stay open keep the gradient
    close to 1 over any number of steps. The paths through the hidden state are not in it.

    Parameters
    ----------
    fs : array, shape (T, B, H)
        The forget gates of every step, between 0 and 1.

    Returns
    -------
    gradient : array, shape (B, H)
        The product over time for each example and each unit.

    Raises
    ------
    ValueError
        If `fs` does not have three axes, or if one of them is empty.

    References
    ----------
    Hochreiter and Schmidhuber, "Long short-term memory", 1997, section 3.2; Gers, Schmidhuber and
    Cummins, "Learning to forget: continual prediction with LSTM", 2000, for the forget gate.

    Examples
    --------
    >>> print(carousel_gradient(np.full((3, 1, 1), 0.5)))
    [[0.125]]
    """
    gradient: Array = np.prod(fs, axis=0)
    return gradient


def init_lstm(input_size: int, hidden_size: int, rng: np.random.Generator) -> Params:
    """Make new parameters: small random weights, and a forget gate that starts out open.

    W, U ~ uniform(-1/sqrt(H), 1/sqrt(H)), which has mean 0 and standard deviation 1/sqrt(3 H);
    b_f = 1, b_i = b_g = b_o = 0

    Parameters
    ----------
    input_size : int
        I, the number of inputs.
    hidden_size : int
        H, the number of hidden units.
    rng : numpy.random.Generator
        The source of all random numbers. It is advanced by the draws.

    Returns
    -------
    params : dict of arrays
        For each layer k of f, i, g and o: ``W_k`` (H, I), ``U_k`` (H, H) and ``b_k`` (H,), float64.

    References
    ----------
    The range of the weights is that of ``torch.nn.LSTM``. The forget bias: Gers, Schmidhuber and
    Cummins, "Learning to forget: continual prediction with LSTM", 2000; Jozefowicz, Zaremba and
    Sutskever, "An empirical exploration of recurrent network architectures", 2015.

    Examples
    --------
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
    state: AdamState,
    lr: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> tuple[Params, AdamState]:
    """Make one update of the Adam optimiser.

    m_t = beta1 m_{t-1} + (1 - beta1) g
    v_t = beta2 v_{t-1} + (1 - beta2) g^2
    m_hat = m_t / (1 - beta1^t)
    v_hat = v_t / (1 - beta2^t)
    theta_t = theta_{t-1} - lr m_hat / (sqrt(v_hat) + eps)

    Parameters
    ----------
    params : dict of arrays
        The parameters theta, of any names and shapes.
    grads : dict of arrays
        Their gradients g, with the same keys and shapes.
    state : dict
        ``"m"`` and ``"v"``, dicts with the same keys and shapes; ``"t"``, the number of updates
        made so far. Before the first update ``m`` and ``v`` are zero and ``t`` is 0.
    lr : float
        The learning rate.
    beta1 : float
        How much of m is kept, from 0 to below 1.
    beta2 : float
        How much of v is kept, from 0 to below 1.
    eps : float
        A small positive number, added to the root.

    Returns
    -------
    params : dict of arrays
        The updated parameters, in new arrays.
    state : dict
        The new ``"m"``, ``"v"`` and ``"t"``, in a new dict.

    Raises
    ------
    ValueError
        If keys or shapes differ from those of `params`.

    References
    ----------
    Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.

    Examples
    --------
    The first step has length `lr`, whatever the size of the gradient:

    >>> params, grads, zero = ({"b": np.array([number])} for number in (1.0, 10.0, 0.0))
    >>> state = {"m": zero, "v": zero, "t": 0}
    >>> params, state = adam_step(params, grads, state, 0.1, 0.9, 0.999, 1e-8)
    >>> print(params["b"].round(6), state["m"]["b"], state["t"])
    [0.9] [1.] 1
    """
    _check_alike(params, grads=grads, m=state["m"], v=state["v"])
    t = state["t"] + 1
    updated: Params = {}
    ms: Params = {}
    vs: Params = {}
    for name, grad in grads.items():
        m = beta1 * state["m"][name] + (1 - beta1) * grad
        v = beta2 * state["v"][name] + (1 - beta2) * grad**2
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
        updated[name] = params[name] - lr * m_hat / (np.sqrt(v_hat) + eps)
        ms[name], vs[name] = m, v
    return updated, {"m": ms, "v": vs, "t": t}


def _check_alike(params: Params, **others: Params) -> None:
    """Raise ``ValueError`` unless every other dict has the keys and shapes of `params`."""
    wanted = {name: np.shape(array) for name, array in params.items()}
    for label, arrays in others.items():
        shapes = {name: np.shape(array) for name, array in arrays.items()}
        for name in sorted(wanted.keys() | shapes.keys()):
            if shapes.get(name) != wanted.get(name):
                raise ValueError(
                    f"adam_step: {label}[{name!r}] has shape {shapes.get(name, '(it is missing)')},"
                    f" while params[{name!r}] has {wanted.get(name, '(it is missing)')}. Every"
                    " parameter needs one gradient and two moments of its own shape. Look at how"
                    " they were made."
                )
