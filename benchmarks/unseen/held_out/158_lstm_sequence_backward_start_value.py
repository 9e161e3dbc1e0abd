# slip: line 28: dh starts from dhs[-1] instead of zero, so the gradient of the last step counts twice
import numpy as np

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T = len(X)
    W = np.concatenate([params['W_f'], params['W_i'], params['W_g'], params['W_o']], axis=0)
    U = np.concatenate([params['U_f'], params['U_i'], params['U_g'], params['U_o']], axis=0)
    b = np.concatenate([params['b_f'], params['b_i'], params['b_g'], params['b_o']], axis=0)

    def forward(x, h, c):
        zf, zi, zg, zo = np.split(x @ W.T + h @ U.T + b, 4, axis=1)
        f, i, o = 1 / (1 + np.exp(-zf)), 1 / (1 + np.exp(-zi)), 1 / (1 + np.exp(-zo))
        g = np.tanh(zg)
        c2 = f * c + i * g
        return o * np.tanh(c2), c2, f, i, g, o

    tape = []
    h, c = h_0, c_0
    for t in range(T):
        h_new, c_new, f, i, g, o = forward(X[t], h, c)
        tape.append((X[t], h, c, c_new, f, i, g, o))
        h, c = h_new, c_new

    dW = np.zeros_like(W)
    dU = np.zeros_like(U)
    db = np.zeros_like(b)
    dX = []
    dh_next = dhs[-1]
    dc_next = np.zeros_like(c_0)
    for t in range(T - 1, -1, -1):
        x, hp, cp, ct, f, i, g, o = tape.pop()
        dh = dhs[t] + dh_next
        dc = dc_next + dh * o * (1 - np.tanh(ct) ** 2)
        dz = np.concatenate([dc * cp * f * (1 - f), dc * g * i * (1 - i),
                             dc * i * (1 - g * g), dh * np.tanh(ct) * o * (1 - o)], axis=1)
        dW += dz.T @ x
        dU += dz.T @ hp
        db += dz.sum(axis=0)
        dX.insert(0, dz @ W)
        dh_next = dz @ U
        dc_next = dc * f

    grads = {}
    for k, w, u, bb in zip('figo', np.split(dW, 4), np.split(dU, 4), np.split(db, 4)):
        grads['W_' + k] = w
        grads['U_' + k] = u
        grads['b_' + k] = bb
    return np.array(dX), dh_next, dc_next, grads
