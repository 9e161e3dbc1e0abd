"""One example at a time."""
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    out = np.zeros_like(h_prev)
    for n in range(len(x_t)):
        out[n] = sigmoid(W_f @ x_t[n] + U_f @ h_prev[n] + b_f)
    return out


def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.array([np.tanh(W_g.dot(x) + U_g.dot(h) + b_g) for x, h in zip(x_t, h_prev)])


def lstm_step(x_t, h_prev, c_prev, params):
    hs, cs = [], []
    for x, h, c in zip(x_t, h_prev, c_prev):
        f = sigmoid(params["W_f"] @ x + params["U_f"] @ h + params["b_f"])
        i = sigmoid(params["W_i"] @ x + params["U_i"] @ h + params["b_i"])
        g = np.tanh(params["W_g"] @ x + params["U_g"] @ h + params["b_g"])
        o = sigmoid(params["W_o"] @ x + params["U_o"] @ h + params["b_o"])
        cs.append(f * c + i * g)
        hs.append(o * np.tanh(cs[-1]))
    return np.vstack(hs), np.vstack(cs)


def rnn_memory_gradient(hs, U):
    result = []
    for n in range(hs.shape[1]):
        jacobian = np.identity(U.shape[0])
        for t in range(hs.shape[0]):
            jacobian = np.diag(1 - hs[t, n] ** 2) @ U @ jacobian
        result.append(jacobian)
    return np.array(result)
