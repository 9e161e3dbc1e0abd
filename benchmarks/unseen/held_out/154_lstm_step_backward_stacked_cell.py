# slip: line 20: dz_f is multiplied by the new cell state c_t instead of c_prev
import numpy as np

ORDER = "figo"

def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    H = h_prev.shape[1]
    W = np.vstack([params["W_" + k] for k in ORDER])     # (4H, I)
    U = np.vstack([params["U_" + k] for k in ORDER])     # (4H, H)
    b = np.hstack([params["b_" + k] for k in ORDER])     # (4H,)
    Z = x_t @ W.T + h_prev @ U.T + b
    f, i, g, o = [Z[:, n * H:(n + 1) * H] for n in range(4)]
    f, i, o = [1 / (1 + np.exp(-q)) for q in (f, i, o)]
    g = np.tanh(g)
    c_t = f * c_prev + i * g
    tanh_c = np.tanh(c_t)

    dc = dc_t + dh_t * o * (1 - tanh_c ** 2)
    dZ = np.hstack([
        dc * c_t * f * (1 - f),
        dc * g * i * (1 - i),
        dc * i * (1 - g ** 2),
        dh_t * tanh_c * o * (1 - o),
    ])
    dW = np.split(dZ.T @ x_t, 4)
    dU = np.split(dZ.T @ h_prev, 4)
    db = np.split(dZ.sum(axis=0), 4)
    grads = {}
    for n, k in enumerate(ORDER):
        grads["W_" + k], grads["U_" + k], grads["b_" + k] = dW[n], dU[n], db[n]
    dc_prev = dc_t * f
    return dZ @ W, dZ @ U, dc_prev, grads
# slip: line 31: dc_prev takes dc_t alone, without the way through h_t
