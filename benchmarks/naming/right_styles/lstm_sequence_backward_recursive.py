import numpy as np

def s(z):
    return (np.tanh(z / 2) + 1) / 2

def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    if len(X) == 0:
        return (np.zeros(X.shape), np.zeros(h_0.shape), np.zeros(c_0.shape),
                {k: np.zeros(v.shape) for k, v in params.items()})

    # first step forwards
    x = X[0]
    z = {k: x @ params['W_' + k].T + h_0 @ params['U_' + k].T + params['b_' + k] for k in 'figo'}
    f, i, g, o = s(z['f']), s(z['i']), np.tanh(z['g']), s(z['o'])
    c_1 = f * c_0 + i * g
    h_1 = o * np.tanh(c_1)

    # the remaining steps
    dX_rest, dh, dc, grads = lstm_sequence_backward(dhs[1:], X[1:], h_1, c_1, params)

    # back through the first step
    dh = dh + dhs[0]
    dc = dc + dh * o * (1 - np.tanh(c_1) ** 2)
    d = {'f': dc * c_0 * f * (1 - f), 'i': dc * g * i * (1 - i),
         'g': dc * i * (1 - g ** 2), 'o': dh * np.tanh(c_1) * o * (1 - o)}
    for k in d:
        grads['W_' + k] = grads['W_' + k] + d[k].T @ x
        grads['U_' + k] = grads['U_' + k] + d[k].T @ h_0
        grads['b_' + k] = grads['b_' + k] + d[k].sum(axis=0)
    dx = sum(d[k] @ params['W_' + k] for k in d)
    return np.concatenate([dx[None], dX_rest]), sum(d[k] @ params['U_' + k] for k in d), dc * f, grads
