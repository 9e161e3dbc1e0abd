"""Gradients by central differences: slow, but right."""
import numpy as np


def _step(x, h, c, p):
    z = {k: x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k] for k in "figo"}
    with np.errstate(over="ignore"):
        f, i, o = (1 / (1 + np.exp(-z[k])) for k in "fio")
    c = f * c + i * np.tanh(z["g"])
    return o * np.tanh(c), c


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    x, h, c = (np.array(a, dtype=np.float64) for a in (x_t, h_prev, c_prev))
    p = {k: np.array(a, dtype=np.float64) for k, a in params.items()}

    def loss():
        h_new, c_new = _step(x, h, c, p)
        return np.sum(h_new * dh_t) + np.sum(c_new * dc_t)

    def gradient(array):
        result = np.zeros(array.shape)
        for at in np.ndindex(array.shape):
            kept = array[at]
            array[at] = kept + 1e-5
            up = loss()
            array[at] = kept - 1e-5
            result[at] = (up - loss()) / 2e-5
            array[at] = kept
        return result

    return gradient(x), gradient(h), gradient(c), {k: gradient(a) for k, a in p.items()}
