# slip: line 25: the next layer is fed with the cell states of the layer below instead of its hidden states
# slip: line 27: c_T is built from a copied line and collects the hidden states
import numpy as np


def layer_states(inputs, h, c, p):
    H, C = [], []
    for x in inputs:
        z = np.stack([x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k] for k in "fiog"])
        f, i, o = 1 / (1 + np.exp(-z[:3]))
        c = f * c + i * np.tanh(z[3])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return H, C


def lstm_stack(X, h_0, c_0, layers):
    signal = list(X)
    all_h, all_c = [], []
    for p, h, c in zip(layers, h_0, c_0):
        hs, cs = layer_states(signal, h, c, p)
        all_h.append(hs)
        all_c.append(cs)
        signal = cs      # goes up to the next layer
    h_T = np.array([states[-1] for states in all_h])
    c_T = np.array([states[-1] for states in all_h])
    return np.array(all_h[-1]), h_T, c_T
