"""What the functions of these tests are called with, and helpers that they use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

B, I, H = 3, 4, 2
PARAMS = {
    "W_f": np.ones((H, I)),
    "U_f": np.ones((H, H)),
    "b_f": np.ones(H),
    "W_i": np.ones((H, I)),
    "U_i": np.ones((H, H)),
    "b_i": np.ones(H),
}
INPUTS: Mapping[str, Any] = {
    "x_t": np.ones((B, I)),
    "h_prev": np.ones((B, H)),
    "params": PARAMS,
}

HELPER = "def helper(x, w):\n    z = x @ w.T"
TWO = "def two(x):\n    return x, x + 1"
