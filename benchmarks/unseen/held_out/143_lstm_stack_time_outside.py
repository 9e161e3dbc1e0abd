# slip: line 19: the layer above gets the hidden state from before the update
import numpy as np

def sigmoid(a):
    return 1 / (1 + np.exp(-a))

def lstm_stack(X, h_0, c_0, layers):
    h = list(h_0)
    c = list(c_0)
    top = []
    for x_t in X:
        below = x_t
        for l, p in enumerate(layers):
            f = sigmoid(below @ p['W_f'].T + h[l] @ p['U_f'].T + p['b_f'])
            i = sigmoid(below @ p['W_i'].T + h[l] @ p['U_i'].T + p['b_i'])
            g = np.tanh(below @ p['W_g'].T + h[l] @ p['U_g'].T + p['b_g'])
            o = sigmoid(below @ p['W_o'].T + h[l] @ p['U_o'].T + p['b_o'])
            c[l] = f * c[l] + i * g
            below = h[l]
            h[l] = o * np.tanh(c[l])
        top.append(h[0])
    return np.array(top), np.array(h), np.array(c)
# slip: line 21: keeps the states of the bottom layer instead of the top layer
