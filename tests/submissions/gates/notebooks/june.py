"""Right, in a style of her own: a class, closures, einsum, lists and float32."""

import numpy as np


class Squash:
    """Called like a function."""

    def __call__(self, z):
        z = np.asarray(z, dtype=np.float32)
        out = np.empty_like(z)
        positive = z > 0
        out[positive] = 1.0 / (1.0 + np.exp(-z[positive]))
        out[~positive] = np.exp(z[~positive]) / (1.0 + np.exp(z[~positive]))
        return out


squash = Squash()


def sigmoid(z):
    return squash(z)


def affine(W, U, b):
    return lambda x, h: np.einsum("bi,hi->bh", x, W) + np.einsum("bj,hj->bh", h, U) + b[np.newaxis]


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid(affine(W_f, U_f, b_f)(x_t, h_prev)).tolist()


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return np.stack([sigmoid(W_i @ x + U_i @ h + b_i) for x, h in zip(x_t, h_prev)])


def candidate(x_t, h_prev, W_g, U_g, b_g):
    fused = np.concatenate([W_g, U_g], axis=1)
    z = np.hstack([x_t, h_prev]) @ fused.T + b_g
    return 2 * sigmoid(2 * z) - 1


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    print("the output gate was called")
    return sigmoid(affine(W_o, U_o, b_o)(x_t, h_prev))
