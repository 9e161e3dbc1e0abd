import numpy as np

# Notation of the lecture: a_prev, column vectors, W_f [a_prev ; x]

def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))

def lstm_step(x_t, h_prev, c_prev, params):
    xt = x_t.T
    a_prev = h_prev.T
    c_old = c_prev.T
    concat = np.vstack((a_prev, xt))

    def W(k):
        return np.hstack((params['U_' + k], params['W_' + k]))

    def b(k):
        return params['b_' + k].reshape(-1, 1)

    ft = sigmoid(W('f') @ concat + b('f'))
    it = sigmoid(W('i') @ concat + b('i'))
    cct = np.tanh(W('g') @ concat + b('g'))
    ot = sigmoid(W('o') @ concat + b('o'))
    c_next = ft * c_old + it * cct
    a_next = ot * np.tanh(c_next)
    return a_next.T, c_next.T
