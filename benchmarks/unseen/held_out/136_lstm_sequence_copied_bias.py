# slip: line 14: copied from the line of the input gate, the output gate gets the bias b_i
import numpy as np

def lstm_sequence(X, h_0, c_0, params):
    T, B, I = X.shape
    H = h_0.shape[1]
    hs = np.zeros([T, B, H])
    ht = h_0
    ct = c_0
    for t in range(T):
        xt = X[t, :, :]
        ft = 1 / (1 + np.exp(-(np.dot(xt, params["W_f"].T) + np.dot(ht, params["U_f"].T) + params["b_f"])))
        it = 1 / (1 + np.exp(-(np.dot(xt, params["W_i"].T) + np.dot(ht, params["U_i"].T) + params["b_i"])))
        ot = 1 / (1 + np.exp(-(np.dot(xt, params["W_o"].T) + np.dot(ht, params["U_o"].T) + params["b_i"])))
        gt = np.tanh(np.dot(xt, params["W_g"].T) + np.dot(ht, params["U_g"].T) + params["b_g"])
        ct = ft * ct + it * gt
        ht = ot * np.tanh(ct)
        hs[t, :, :] = ht
    return hs, ht, ct
