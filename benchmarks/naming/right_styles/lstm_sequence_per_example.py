import numpy as np


def sigmoid(u):
    return 0.5 * np.tanh(0.5 * u) + 0.5


def run_one(seq, h, c, p):
    # one example: seq (T, I), h (H,), c (H,)
    states = []
    for x in seq:
        f = sigmoid(p['W_f'] @ x + p['U_f'] @ h + p['b_f'])
        i = sigmoid(p['W_i'] @ x + p['U_i'] @ h + p['b_i'])
        g = np.tanh(p['W_g'] @ x + p['U_g'] @ h + p['b_g'])
        o = sigmoid(p['W_o'] @ x + p['U_o'] @ h + p['b_o'])
        c = f * c + i * g
        h = o * np.tanh(c)
        states.append(h)
    return np.array(states), h, c


def lstm_sequence(X, h_0, c_0, params):
    results = [run_one(X[:, n], h_0[n], c_0[n], params) for n in range(X.shape[1])]
    hs = np.stack([r[0] for r in results], axis=1)
    h_T = np.stack([r[1] for r in results])
    c_T = np.stack([r[2] for r in results])
    return hs, h_T, c_T
