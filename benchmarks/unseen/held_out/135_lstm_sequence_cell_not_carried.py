# slip: line 19: the step always gets c_0, the cell state is not carried on
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def step(x, h, c, p):
    f = sigmoid(x @ p['W_f'].T + h @ p['U_f'].T + p['b_f'])
    i = sigmoid(x @ p['W_i'].T + h @ p['U_i'].T + p['b_i'])
    g = np.tanh(x @ p['W_g'].T + h @ p['U_g'].T + p['b_g'])
    o = sigmoid(x @ p['W_o'].T + h @ p['U_o'].T + p['b_o'])
    c = f * c + i * g
    return o * np.tanh(c), c

def lstm_sequence(X, h_0, c_0, params):
    hs = []
    h = h_0
    for x in X:
        h, c = step(x, h, c_0, params)
        hs.append(h)
    return np.stack(hs), h, c
