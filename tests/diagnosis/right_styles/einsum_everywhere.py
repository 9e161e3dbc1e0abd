"""Every product as an einsum."""
import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


def _z(x_t, h_prev, W, U, b):
    return np.einsum("bi,hi->bh", x_t, W) + np.einsum("bk,hk->bh", h_prev, U) + b


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(_z(x_t, h_prev, W_f, U_f, b_f))


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return sigmoid(_z(x_t, h_prev, W_i, U_i, b_i))


def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.tanh(_z(x_t, h_prev, W_g, U_g, b_g))


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    return sigmoid(_z(x_t, h_prev, W_o, U_o, b_o))


def cell_state(c_prev, f_t, i_t, g_t):
    return np.einsum("bh,bh->bh", f_t, c_prev) + np.einsum("bh,bh->bh", i_t, g_t)


def hidden_state(o_t, c_t):
    return np.einsum("bh,bh->bh", o_t, np.tanh(c_t))


def rnn_memory_gradient(hs, U):
    jacobian = np.einsum("bi,ij->bij", 1 - hs[0] ** 2, U)
    for h_t in hs[1:]:
        jacobian = np.einsum("bi,ik,bkj->bij", 1 - h_t**2, U, jacobian)
    return jacobian


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    z = {g: _z(x_t, h_prev, params["W_" + g], params["U_" + g], params["b_" + g]) for g in "figo"}
    f, i, o, g = sigmoid(z["f"]), sigmoid(z["i"]), sigmoid(z["o"]), np.tanh(z["g"])
    c = f * c_prev + i * g
    dc = dc_t + dh_t * o * (1 - np.tanh(c) ** 2)
    dz = {"f": dc * c_prev * f * (1 - f), "i": dc * g * i * (1 - i), "g": dc * i * (1 - g**2),
          "o": dh_t * np.tanh(c) * o * (1 - o)}
    dx = sum(np.einsum("bh,hi->bi", dz[k], params["W_" + k]) for k in dz)
    dh = sum(np.einsum("bh,hk->bk", dz[k], params["U_" + k]) for k in dz)
    grads = {}
    for k in dz:
        grads["W_" + k] = np.einsum("bh,bi->hi", dz[k], x_t)
        grads["U_" + k] = np.einsum("bh,bk->hk", dz[k], h_prev)
        grads["b_" + k] = np.einsum("bh->h", dz[k])
    return dx, dh, dc * f, grads
