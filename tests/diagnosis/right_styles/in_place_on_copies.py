"""Work in place, but on copies."""
import numpy as np


def sigmoid(z):
    s = np.array(z, dtype=float)
    np.negative(s, out=s)
    np.exp(s, out=s)
    s += 1
    np.reciprocal(s, out=s)
    return s


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    z = x_t @ W_f.T
    z += h_prev @ U_f.T
    z += b_f
    return sigmoid(z)


def cell_state(c_prev, f_t, i_t, g_t):
    c = c_prev.copy()
    c *= f_t
    c += i_t * g_t
    return c


def hidden_state(o_t, c_t):
    h = np.tanh(c_t)
    h *= o_t
    return h


def lstm_sequence(X, h_0, c_0, params):
    h, c = h_0.copy(), c_0.copy()
    hs = np.zeros((len(X), *h.shape))
    for t in range(len(X)):
        z = {k: X[t] @ params[f"W_{k}"].T + h @ params[f"U_{k}"].T + params[f"b_{k}"] for k in "figo"}
        c *= sigmoid(z["f"])
        c += sigmoid(z["i"]) * np.tanh(z["g"])
        h[:] = sigmoid(z["o"]) * np.tanh(c)
        hs[t] = h
    return hs, h, c


def clip_gradients(grads, max_norm):
    clipped = {name: array.copy() for name, array in grads.items()}
    norm = np.sqrt(sum(np.sum(array**2) for array in clipped.values()))
    if norm > max_norm:
        for array in clipped.values():
            array *= max_norm / norm
    return clipped


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    import copy
    params, state = copy.deepcopy(params), copy.deepcopy(state)
    state["t"] += 1
    for name in params:
        m, v = state["m"][name], state["v"][name]
        m *= beta1
        m += (1 - beta1) * grads[name]
        v *= beta2
        v += (1 - beta2) * grads[name] ** 2
        params[name] -= lr * (m / (1 - beta1 ** state["t"])) / (np.sqrt(v / (1 - beta2 ** state["t"])) + eps)
    return params, state
