# slip: line 6: the tanh identity needs tanh(z / 2), here tanh is taken of z
import numpy as np

def sigmoid(z):
    # tanh never overflows
    return 0.5 * (1 + np.tanh(z))
