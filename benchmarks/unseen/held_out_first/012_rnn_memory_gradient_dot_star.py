# slip: line 9: `*` multiplies entry by entry in NumPy, so diag(...) * U keeps only the diagonal of U
import numpy as np


def jacobian_one_example(h_list, U):
    # MATLAB: J = diag(1 - h.^2) * U * J
    P = np.eye(len(U))
    for h in h_list:
        P = (np.diag(1 - h ** 2) * U) @ P
    return P


def rnn_memory_gradient(hs, U):
    return np.stack([jacobian_one_example(hs[:, n], U) for n in range(hs.shape[1])])
