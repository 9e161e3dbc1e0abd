# slip: line 11: z has shape (B, 4H): it has to become (B, 4, H) first, this mixes examples and gates
import numpy as np

def lstm_step(x_t, h_prev, c_prev, params):
    B, H = h_prev.shape
    keys = 'figo'
    W = np.concatenate([params['W_' + k] for k in keys])
    U = np.concatenate([params['U_' + k] for k in keys])
    b = np.concatenate([params['b_' + k] for k in keys])
    z = x_t @ W.T + h_prev @ U.T + b
    z = z.reshape(4, B, H)
    s = 0.5 + 0.5 * np.tanh(z / 2)
    c = s[0] * c_prev + s[1] * np.tanh(z[2])
    h = s[3] * np.tanh(c)
    return h, c
