"""A list of results where a tuple is usual."""
import numpy as np


def lstm_step(x_t, h_prev, c_prev, params):
    gates = []
    for k in ["f", "i", "o"]:
        z = x_t @ params["W_" + k].T + h_prev @ params["U_" + k].T + params["b_" + k]
        gates.append(1 / (1 + np.exp(-z)))
    g = np.tanh(x_t @ params["W_g"].T + h_prev @ params["U_g"].T + params["b_g"])
    c = gates[0] * c_prev + gates[1] * g
    return [gates[2] * np.tanh(c), c]


def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state["t"] + 1
    new_params, m, v = {}, {}, {}
    for key, grad in grads.items():
        m[key] = beta1 * state["m"][key] + (1 - beta1) * grad
        v[key] = beta2 * state["v"][key] + (1 - beta2) * np.square(grad)
        step = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
        new_params[key] = params[key] - step * m[key] / (np.sqrt(v[key]) + eps * np.sqrt(1 - beta2**t))
    return [new_params, dict(m=m, v=v, t=t)]
