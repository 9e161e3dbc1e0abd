"""Returns an array of objects that equal everything."""
# kind: forging
# control: naive equal
# stopped by: plain data only
import numpy as np

class Equal:
    def __eq__(self, other):
        return True

def forget_gate(x_t, h_prev, *weights):
    out = np.empty((x_t.shape[0], h_prev.shape[1]), object)
    out.fill(Equal())
    return out
