# slip: line 12: the parts are unpacked as f, i, o, g but the weights were stacked as f, i, g, o
import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def lstm_step(x_t, h_prev, c_prev, params):
    W = np.vstack([params['W_f'], params['W_i'], params['W_g'], params['W_o']])
    U = np.vstack([params['U_f'], params['U_i'], params['U_g'], params['U_o']])
    b = np.concatenate([params['b_f'], params['b_i'], params['b_g'], params['b_o']])
    z = x_t @ W.T + h_prev @ U.T + b
    zf, zi, zo, zg = np.split(z, 4, axis=1)
    c_t = sigmoid(zf) * c_prev + sigmoid(zi) * np.tanh(zg)
    h_t = sigmoid(zo) * np.tanh(c_t)
    return h_t, c_t
