# slip: line 10: absolute value instead of the square
import numpy as np

def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = state['t'] + 1
    new_p, m_new, v_new = {}, {}, {}
    for name in params:
        g = grads[name]
        m_new[name] = beta1 * state['m'][name] + (1 - beta1) * g
        v_new[name] = beta2 * state['v'][name] + (1 - beta2) * np.abs(g)
        m_hat = m_new[name] / (1 - beta1 ** t)
        v_hat = v_new[name] / (1 - beta2 ** t)
        new_p[name] = params[name] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return new_p, {'m': m_new, 'v': v_new, 't': t}
