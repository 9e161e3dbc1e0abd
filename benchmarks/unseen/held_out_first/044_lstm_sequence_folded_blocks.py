# slip: line 15: the 4H columns are folded as (H, 4); they lie gate after gate, so it must be (4, H)
import numpy as np


def lstm_sequence(X, h_0, c_0, params):
    T, B, I = X.shape
    H = h_0.shape[-1]
    Wall = np.vstack([params["W_" + k] for k in "figo"])      # (4H, I)
    Uall = np.vstack([params["U_" + k] for k in "figo"])      # (4H, H)
    ball = np.concatenate([params["b_" + k] for k in "figo"])
    Zx = np.tensordot(X, Wall, axes=(2, 1)) + ball            # (T, B, 4H), outside the loop
    h, c = h_0, c_0
    hs = []
    for t in range(T):
        z = (Zx[t] + h @ Uall.T).reshape(B, H, 4)
        zf, zi, zg, zo = [z[:, :, k] for k in range(4)]
        c = c / (1 + np.exp(-zf)) + np.tanh(zg) / (1 + np.exp(-zi))
        h = np.tanh(c) / (1 + np.exp(-zo))
        hs.append(h)
    return np.array(hs), h, c
