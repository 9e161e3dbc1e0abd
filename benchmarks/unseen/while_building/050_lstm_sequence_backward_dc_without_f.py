# slip: line 34: dc goes to the step before as it is: after this step it should be multiplied by f (dc = dc * f at the end of the loop)
import numpy as np

def forward(X, h, c, W, U, b):
    H = h.shape[1]
    cache = []
    for x in X:
        z = x @ W + h @ U + b
        f = 0.5 * (1 + np.tanh(z[:, :H] / 2))
        i = 0.5 * (1 + np.tanh(z[:, H:2*H] / 2))
        o = 0.5 * (1 + np.tanh(z[:, 2*H:3*H] / 2))
        g = np.tanh(z[:, 3*H:])
        c_prev, h_prev = c, h
        c = f * c_prev + i * g
        h = o * np.tanh(c)
        cache.append((x, h_prev, c_prev, f, i, o, g, c))
    return cache

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T, B, I = X.shape
    H = h_0.shape[1]
    ks = 'fiog'
    W = np.hstack([params['W_' + k].T for k in ks])
    U = np.hstack([params['U_' + k].T for k in ks])
    b = np.hstack([params['b_' + k] for k in ks])
    cache = forward(X, h_0, c_0, W, U, b)
    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros_like(b)
    dX = np.zeros_like(X)
    dh = np.zeros((B, H))
    dc = np.zeros((B, H))
    for t in reversed(range(T)):
        x, h_prev, c_prev, f, i, o, g, c = cache[t]
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        dz = np.hstack([dc * c_prev * f * (1 - f), dc * g * i * (1 - i),
                        dh * np.tanh(c) * o * (1 - o), dc * i * (1 - g ** 2)])
        dW += x.T @ dz
        dU += h_prev.T @ dz
        db += dz.sum(axis=0)
        dX[t] = dz @ W.T
        dh = dz @ U.T
    grads = {}
    for n, k in enumerate(ks):
        grads['W_' + k] = dW[:, n*H:(n+1)*H].T
        grads['U_' + k] = dU[:, n*H:(n+1)*H].T
        grads['b_' + k] = db[n*H:(n+1)*H]
    return dX, dh, dc, grads
