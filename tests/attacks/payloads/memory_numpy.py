"""Takes memory by an array."""
# kind: resources
# control: bare
# stopped by: limits
import numpy as np

def attack():
    return np.ones(3 << 23).nbytes == 3 << 26
