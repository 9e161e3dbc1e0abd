"""Generators feed the stack."""
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def steps(X, h, c, p):
    for x in X:
        z = {k: x @ p[f"W_{k}"].T + h @ p[f"U_{k}"].T + p[f"b_{k}"] for k in "figo"}
        c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["g"])
        h = sigmoid(z["o"]) * np.tanh(c)
        yield h, c


def lstm_sequence(X, h_0, c_0, params):
    hs, cs = zip(*steps(X, h_0, c_0, params))
    return np.stack(hs), hs[-1], cs[-1]


def lstm_stack(X, h_0, c_0, layers):
    last = []
    for n in range(len(layers)):
        X, h, c = lstm_sequence(X, h_0[n], c_0[n], layers[n])
        last.append((h, c))
    return X, np.stack([h for h, c in last]), np.stack([c for h, c in last])


def lstm_bidirectional(X, forward, backward):
    zero = np.zeros((X.shape[1], len(forward["b_o"])))
    ahead = [h for h, c in steps(X, zero, zero, forward)]
    behind = [h for h, c in steps(X[::-1], zero, zero, backward)][::-1]
    return np.stack([np.concatenate(pair, axis=1) for pair in zip(ahead, behind)])
