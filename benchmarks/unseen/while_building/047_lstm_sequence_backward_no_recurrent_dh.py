# slip: line 24: the gradient that comes back from step t+1 (dh_next) is not added
import numpy as np


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T, B, I = X.shape
    H = h_0.shape[1]
    sg = lambda a: np.exp(-np.logaddexp(0, -a))
    F, In, G, O = (np.zeros((T, B, H)) for _ in range(4))
    h = np.zeros((T + 1, B, H))
    c = np.zeros((T + 1, B, H))
    h[0], c[0] = h_0, c_0
    for t in range(T):
        z = {k: X[t] @ params["W_" + k].T + h[t] @ params["U_" + k].T + params["b_" + k] for k in "figo"}
        F[t], In[t], G[t], O[t] = sg(z["f"]), sg(z["i"]), np.tanh(z["g"]), sg(z["o"])
        c[t + 1] = F[t] * c[t] + In[t] * G[t]
        h[t + 1] = O[t] * np.tanh(c[t + 1])

    grads = {k: np.zeros_like(params[k]) for k in params}
    dX = np.zeros_like(X)
    dh_next = np.zeros((B, H))
    dc_next = np.zeros((B, H))
    for t in range(T - 1, -1, -1):
        dh = dhs[t]
        tc = np.tanh(c[t + 1])
        dc = dc_next + dh * O[t] * (1 - tc ** 2)
        d = {"f": dc * c[t] * F[t] * (1 - F[t]),
             "i": dc * G[t] * In[t] * (1 - In[t]),
             "g": dc * In[t] * (1 - G[t] ** 2),
             "o": dh * tc * O[t] * (1 - O[t])}
        dh_next = np.zeros((B, H))
        for k in d:
            grads["W_" + k] += d[k].T @ X[t]
            grads["U_" + k] += d[k].T @ h[t]
            grads["b_" + k] += d[k].sum(axis=0)
            dX[t] += d[k] @ params["W_" + k]
            dh_next += d[k] @ params["U_" + k]
        dc_next = dc * F[t]
    return dX, dh_next, dc_next, grads
