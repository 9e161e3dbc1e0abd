# slip: line 23: the states of the backward LSTM are joined in the order in which it read, not turned back to the order of time
import numpy as np

def lstm_run(X, p):
    B = X.shape[1]
    H = p["b_f"].size
    h = np.zeros((B, H))
    c = np.zeros((B, H))
    all_h = []
    for x in X:
        sg = {}
        for k in ["f", "i", "o", "g"]:
            z = x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k]
            sg[k] = np.tanh(z) if k == "g" else 1 / (1 + np.exp(-z))
        c = sg["f"] * c + sg["i"] * sg["g"]
        h = sg["o"] * np.tanh(c)
        all_h.append(h)
    return np.stack(all_h)

def lstm_bidirectional(X, forward, backward):
    h_fwd = lstm_run(X, forward)
    h_bwd = lstm_run(X[::-1], backward)
    return np.concatenate([h_fwd, h_bwd], axis=2)
