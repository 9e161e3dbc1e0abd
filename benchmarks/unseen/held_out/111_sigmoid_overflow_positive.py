# slip: line 8: e^z / (1 + e^z) is used for every z, which is inf / inf = nan for large positive z
import numpy as np

def sigmoid(z):
    """Stable sigmoid."""
    # 1/(1+exp(-z)) overflows for very negative z, so use the other form
    ez = np.exp(z)
    return ez / (1.0 + ez)
