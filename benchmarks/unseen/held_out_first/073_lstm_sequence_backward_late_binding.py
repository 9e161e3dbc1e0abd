# slip: line 19: the functions on the tape see the variables of the loop as they are after the loop, so every backward step uses the values of step T
import numpy as np


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    p = params
    sig = lambda a: 1 / (1 + np.exp(-a))
    tape = []           # like the closures I would push in JavaScript
    h, c = h_0, c_0
    for x in X:
        h_prev, c_prev = h, c
        f = sig(x @ p["W_f"].T + h_prev @ p["U_f"].T + p["b_f"])
        i = sig(x @ p["W_i"].T + h_prev @ p["U_i"].T + p["b_i"])
        g = np.tanh(x @ p["W_g"].T + h_prev @ p["U_g"].T + p["b_g"])
        o = sig(x @ p["W_o"].T + h_prev @ p["U_o"].T + p["b_o"])
        c = f * c_prev + i * g
        h = o * np.tanh(c)

        def back(dh, dc):
            tc = np.tanh(c)
            dc = dc + dh * o * (1 - tc ** 2)
            dz = {"f": dc * c_prev * f * (1 - f),
                  "i": dc * g * i * (1 - i),
                  "g": dc * i * (1 - g ** 2),
                  "o": dh * tc * o * (1 - o)}
            gr = {}
            for k in dz:
                gr["W_" + k] = dz[k].T @ x
                gr["U_" + k] = dz[k].T @ h_prev
                gr["b_" + k] = dz[k].sum(axis=0)
            dx = sum(dz[k] @ p["W_" + k] for k in dz)
            dh_prev = sum(dz[k] @ p["U_" + k] for k in dz)
            return dx, dh_prev, dc * f, gr

        tape.append(back)

    grads = {k: np.zeros(v.shape) for k, v in p.items()}
    dX = np.zeros(X.shape)
    dh = np.zeros(h_0.shape)
    dc = np.zeros(c_0.shape)
    for t in range(len(X) - 1, -1, -1):
        dX[t], dh, dc, gr = tape[t](dhs[t] + dh, dc)
        for k in gr:
            grads[k] += gr[k]
    return dX, dh, dc, grads
