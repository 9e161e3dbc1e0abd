# slip: line 6: the argument of tanh should be z/2, so the curve is twice too steep
import numpy as np

def sigmoid(z):
    # sigmoid is only tanh moved and shrunk
    return (1 + np.tanh(z)) / 2
