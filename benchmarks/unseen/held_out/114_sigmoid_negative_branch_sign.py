# slip: line 10: in the denominator of the negative branch the exponent has the wrong sign
import numpy as np

def sigmoid(z):
    z = np.asarray(z, dtype=float)
    out = np.zeros(z.shape)
    pos = z >= 0
    neg = ~pos
    out[pos] = 1.0 / (1.0 + np.exp(-z[pos]))
    out[neg] = np.exp(z[neg]) / (1.0 + np.exp(-z[neg]))
    return out
