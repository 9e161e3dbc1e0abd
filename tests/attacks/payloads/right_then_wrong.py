"""Is right in its first call and wrong after."""
# kind: behaving differently
# control: naive once
# stopped by: every case counts
import numpy as np

def right(x_t, h_prev, W, U, b):
    return 1 / (1 + np.exp(-(x_t @ W.T + h_prev @ U.T + b)))


calls = 0

def forget_gate(*arguments):
    global calls
    calls += 1
    return right(*arguments) if calls == 1 else right(*arguments) * 0
