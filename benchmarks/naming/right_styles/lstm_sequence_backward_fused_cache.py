import numpy as np

def forward(X, h, c, W, U, b):
    H = h.shape[1]
    caches = []
    for x in X:
        a = x @ W + h @ U + b                       # W: (I, 4H), U: (H, 4H)
        a[:, :3 * H] = 0.5 * (1 + np.tanh(a[:, :3 * H] / 2))
        a[:, 3 * H:] = np.tanh(a[:, 3 * H:])
        f, i, o, g = a[:, :H], a[:, H:2*H], a[:, 2*H:3*H], a[:, 3*H:]
        c_new = f * c + i * g
        t = np.tanh(c_new)
        caches.append((x, h, c, f, i, o, g, t))
        h, c = o * t, c_new
    return caches

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T, B, I = X.shape
    H = h_0.shape[1]
    ks = ['f', 'i', 'o', 'g']
    W = np.hstack([params['W_' + k].T for k in ks])
    U = np.hstack([params['U_' + k].T for k in ks])
    b = np.hstack([params['b_' + k] for k in ks])
    caches = forward(X, h_0, c_0, W, U, b)

    dW, dU, db = np.zeros_like(W), np.zeros_like(U), np.zeros_like(b)
    dX = np.empty((T, B, I))
    dh = np.zeros((B, H))
    dc = np.zeros((B, H))
    for t in range(T)[::-1]:
        x, h_prev, c_prev, f, i, o, g, tc = caches[t]
        dh = dh + dhs[t]
        dc = dc + o * dh * (1 - tc ** 2)
        da = np.hstack([dc * c_prev * f * (1 - f),
                        dc * g * i * (1 - i),
                        dh * tc * o * (1 - o),
                        dc * i * (1 - g ** 2)])
        dW += x.T @ da
        dU += h_prev.T @ da
        db += da.sum(axis=0)
        dX[t] = da @ W.T
        dh = da @ U.T
        dc = dc * f

    grads = {}
    for j, k in enumerate(ks):
        sl = slice(j * H, (j + 1) * H)
        grads['W_' + k] = dW[:, sl].T
        grads['U_' + k] = dU[:, sl].T
        grads['b_' + k] = db[sl]
    return dX, dh, dc, grads
