# slip: line 18: c is put on the list before it is updated, so the last entry is the cell state before the last step
import numpy as np


def logistic(v):
    return 1 / (1 + np.exp(-v))


def lstm_sequence(X, h_0, c_0, params):
    p = params
    h, c = h_0, c_0
    h_history, c_history = [], []
    for x in X:
        forget = logistic(x @ p["W_f"].T + h @ p["U_f"].T + p["b_f"])
        write = logistic(x @ p["W_i"].T + h @ p["U_i"].T + p["b_i"])
        content = np.tanh(x @ p["W_g"].T + h @ p["U_g"].T + p["b_g"])
        show = logistic(x @ p["W_o"].T + h @ p["U_o"].T + p["b_o"])
        c_history.append(c)
        c = forget * c + write * content
        h = show * np.tanh(c)
        h_history.append(h)
    return np.array(h_history), h_history[-1], c_history[-1]
