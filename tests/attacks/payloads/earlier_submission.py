"""Leaves something for, or finds something of, another hand-in in the same worker."""
# kind: reading
# control: naive earlier
# stopped by: a fork for each hand-in
import builtins, sys
import numpy as np

FOUND = hasattr(builtins, "left_behind") or "left_behind" in sys.modules or hasattr(np, "left_behind")
builtins.left_behind = np.left_behind = sys.modules["left_behind"] = sys

def attack():
    return FOUND
