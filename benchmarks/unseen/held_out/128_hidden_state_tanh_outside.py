# slip: line 6: tanh is taken of the product o * c instead of c alone
import numpy as np

def hidden_state(o_t, c_t):
    # squash so that the output is between -1 and 1
    return np.tanh(o_t * c_t)
