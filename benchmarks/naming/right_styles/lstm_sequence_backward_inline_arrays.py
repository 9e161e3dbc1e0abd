import numpy as np


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T, B, I = X.shape
    H = h_0.shape[1]
    p = params

    def sg(a):
        return 0.5 * (1.0 + np.tanh(0.5 * a))

    F = np.zeros((T, B, H)); It = np.zeros((T, B, H)); G = np.zeros((T, B, H)); O = np.zeros((T, B, H))
    C = np.zeros((T + 1, B, H)); Hs = np.zeros((T + 1, B, H))
    C[0], Hs[0] = c_0, h_0
    for t in range(T):
        F[t] = sg(X[t] @ p["W_f"].T + Hs[t] @ p["U_f"].T + p["b_f"])
        It[t] = sg(X[t] @ p["W_i"].T + Hs[t] @ p["U_i"].T + p["b_i"])
        G[t] = np.tanh(X[t] @ p["W_g"].T + Hs[t] @ p["U_g"].T + p["b_g"])
        O[t] = sg(X[t] @ p["W_o"].T + Hs[t] @ p["U_o"].T + p["b_o"])
        C[t + 1] = F[t] * C[t] + It[t] * G[t]
        Hs[t + 1] = O[t] * np.tanh(C[t + 1])

    dZ = {k: np.zeros((T, B, H)) for k in "figo"}
    dh_next = np.zeros((B, H))
    dc_next = np.zeros((B, H))
    for t in range(T - 1, -1, -1):
        dh = dhs[t] + dh_next
        tc = np.tanh(C[t + 1])
        dc = dc_next + dh * O[t] * (1 - tc ** 2)
        dZ["f"][t] = dc * C[t] * F[t] * (1 - F[t])
        dZ["i"][t] = dc * G[t] * It[t] * (1 - It[t])
        dZ["g"][t] = dc * It[t] * (1 - G[t] ** 2)
        dZ["o"][t] = dh * tc * O[t] * (1 - O[t])
        dh_next = sum(dZ[k][t] @ p["U_" + k] for k in "figo")
        dc_next = dc * F[t]

    # weights: all the steps in one go
    dX = sum(dZ[k] @ p["W_" + k] for k in "figo")
    grads = {}
    for k in "figo":
        grads["W_" + k] = np.einsum("tbh,tbi->hi", dZ[k], X)
        grads["U_" + k] = np.einsum("tbh,tbj->hj", dZ[k], Hs[:-1])
        grads["b_" + k] = dZ[k].sum(axis=(0, 1))
    return dX, dh_next, dc_next, grads
