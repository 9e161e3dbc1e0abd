"""np.tensordot and np.add.reduce."""
import numpy as np


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    z = np.add.reduce([np.tensordot(x_t, W_i, axes=(1, 1)), np.tensordot(h_prev, U_i, axes=(1, 1)),
                       np.broadcast_to(b_i, h_prev.shape)])
    return 1 / (1 + np.exp(-z))


def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.tanh(np.tensordot(x_t, W_g, (1, 1)) + np.tensordot(h_prev, U_g, (1, 1)) + b_g)


def carousel_gradient(fs):
    return np.multiply.reduce(fs, axis=0)


def clip_gradients(grads, max_norm):
    norm = np.sqrt(np.add.reduce([np.vdot(g, g) for g in grads.values()]))
    factor = np.divide(max_norm, norm) if norm > max_norm else np.float64(1)
    return {k: np.multiply(g, factor) for k, g in grads.items()}
