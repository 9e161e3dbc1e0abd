# slip: line 22: the backward LSTM starts from the last states of the forward one instead of zeros
import numpy as np

def sequence(X, h, c, params):
    hs = np.zeros((X.shape[0], h.shape[0], h.shape[1]))
    for t in range(X.shape[0]):
        zf = X[t].dot(params['W_f'].T) + h.dot(params['U_f'].T) + params['b_f']
        zi = X[t].dot(params['W_i'].T) + h.dot(params['U_i'].T) + params['b_i']
        zg = X[t].dot(params['W_g'].T) + h.dot(params['U_g'].T) + params['b_g']
        zo = X[t].dot(params['W_o'].T) + h.dot(params['U_o'].T) + params['b_o']
        c = c / (1 + np.exp(-zf)) + np.tanh(zg) / (1 + np.exp(-zi))
        h = np.tanh(c) / (1 + np.exp(-zo))
        hs[t] = h
    return hs, h, c

def lstm_bidirectional(X, forward, backward):
    T, B, I = X.shape
    H = forward['b_f'].shape[0]
    h = np.zeros((B, H))
    c = np.zeros((B, H))
    hf, h, c = sequence(X, h, c, forward)
    hb, h, c = sequence(X[::-1], h, c, backward)
    result = np.zeros((T, B, 2 * H))
    result[:, :, :H] = hf
    result[:, :, H:] = hb
    return result
# slip: line 25: its states are not turned back to the order of time
