# slip: line 8: the numerator of the hand-made tanh has no parentheses, so only its second term is divided
import numpy as np

def candidate(x_t, h_prev, W_g, U_g, b_g):
    z = x_t.dot(W_g.T) + h_prev.dot(U_g.T) + b_g
    e_pos = np.exp(z)
    e_neg = np.exp(-z)
    g = e_pos - e_neg / (e_pos + e_neg)
    return g
