import numpy as np

# one matrix for everything: z = [x, h, 1] @ M.T

KEYS = ("f", "i", "o", "g")


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    B, I = x_t.shape
    H = h_prev.shape[1]
    M = np.vstack([np.hstack([params["W_" + k], params["U_" + k], params["b_" + k][:, None]])
                   for k in KEYS])                          # (4H, I+H+1)
    inp = np.hstack([x_t, h_prev, np.ones((B, 1))])
    z = inp @ M.T
    act = np.empty_like(z)
    act[:, :3 * H] = np.exp(-np.logaddexp(0, -z[:, :3 * H]))
    act[:, 3 * H:] = np.tanh(z[:, 3 * H:])
    f, i, o, g = np.hsplit(act, 4)
    c = f * c_prev + i * g
    th = np.tanh(c)

    d_act = np.empty_like(z)
    d_c = dc_t + dh_t * o * (1 - th * th)
    d_act[:, :H] = d_c * c_prev
    d_act[:, H:2 * H] = d_c * g
    d_act[:, 2 * H:3 * H] = dh_t * th
    d_act[:, 3 * H:] = d_c * i

    slope = np.empty_like(z)
    slope[:, :3 * H] = act[:, :3 * H] * (1 - act[:, :3 * H])
    slope[:, 3 * H:] = 1 - act[:, 3 * H:] ** 2
    d_z = d_act * slope

    d_inp = d_z @ M
    d_M = d_z.T @ inp
    grads = {}
    for n, k in enumerate(KEYS):
        block = d_M[n * H:(n + 1) * H]
        grads["W_" + k] = block[:, :I]
        grads["U_" + k] = block[:, I:I + H]
        grads["b_" + k] = block[:, -1]
    return d_inp[:, :I], d_inp[:, I:-1], d_c * f, grads
