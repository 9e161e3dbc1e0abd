# slip: line 7: the logarithms are added along axis 1, the batch, instead of axis 0, time
import numpy as np

def carousel_gradient(fs):
    # product as a sum of logs, better for long sequences
    log_f = np.log(np.maximum(fs, 1e-300))
    return np.exp(log_f.sum(axis=1))
