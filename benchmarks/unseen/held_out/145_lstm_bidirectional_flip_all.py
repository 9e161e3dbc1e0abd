# slip: line 20: np.flip without an axis turns round the batch and the units as well as time
import numpy as np

def _sigmoid(z):
    return np.where(z > 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))

def _lstm(xs, par):
    hidden = par['U_f'].shape[0]
    state = np.zeros((2, xs.shape[1], hidden))
    history = np.zeros((len(xs), xs.shape[1], hidden))
    for n in range(len(xs)):
        a = {k: xs[n] @ par['W_' + k].T + state[0] @ par['U_' + k].T + par['b_' + k] for k in 'figo'}
        state[1] = _sigmoid(a['f']) * state[1] + _sigmoid(a['i']) * np.tanh(a['g'])
        state[0] = _sigmoid(a['o']) * np.tanh(state[1])
        history[n] = state[0]
    return history

def lstm_bidirectional(X, forward, backward):
    left_to_right = _lstm(X, forward)
    right_to_left = np.flip(_lstm(X[::-1], backward))
    return np.dstack([left_to_right, right_to_left])
