"""Returns an array whose dtype has a name of megabytes."""
# kind: resources
# control: returns much
# stopped by: cutting text
import numpy as np

def forget_gate(*arguments):
    return np.zeros(1, [("\x1b" * 900_000, "f8")])
