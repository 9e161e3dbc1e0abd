"""A whole unit of one's own functions, each calling the ones before."""
import numpy as np


def sigmoid(z):
    return np.where(z > 0, 1 / (1 + np.exp(-np.abs(z))), 1 - 1 / (1 + np.exp(-np.abs(z))))


def cell_state(c_prev, f_t, i_t, g_t):
    kept, written = f_t * c_prev, i_t * g_t
    return kept + written


def hidden_state(o_t, c_t):
    shown = np.tanh(c_t)
    return shown * o_t


def lstm_step(x_t, h_prev, c_prev, params):
    W = {gate: params[f"W_{gate}"] for gate in "figo"}
    U = {gate: params[f"U_{gate}"] for gate in "figo"}
    z = {gate: x_t @ W[gate].T + h_prev @ U[gate].T + params[f"b_{gate}"] for gate in "figo"}
    c_t = cell_state(c_prev, sigmoid(z["f"]), sigmoid(z["i"]), np.tanh(z["g"]))
    return hidden_state(sigmoid(z["o"]), c_t), c_t


def lstm_sequence(X, h_0, c_0, params):
    hs, h_t, c_t = [], h_0, c_0
    for x_t in X:
        h_t, c_t = lstm_step(x_t, h_t, c_t, params)
        hs.append(h_t)
    return np.stack(hs), h_t, c_t


def lstm_stack(X, h_0, c_0, layers):
    hs, finals = X, []
    for h, c, params in zip(h_0, c_0, layers):
        hs, *final = lstm_sequence(hs, h, c, params)
        finals.append(final)
    h_T, c_T = zip(*finals)
    return hs, np.array(h_T), np.array(c_T)


def count_parameters(input_size, hidden_size, num_layers):
    if num_layers == 1:
        return 4 * hidden_size * (input_size + hidden_size + 1)
    return count_parameters(input_size, hidden_size, 1) + count_parameters(hidden_size, hidden_size, num_layers - 1)
