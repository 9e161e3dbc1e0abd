"""Inputs for the gate exercises: every dimension different, states and biases non-zero."""

from __future__ import annotations

from typing import Any

import numpy as np


def gate_inputs(rng: np.random.Generator, gate: str, B: int, I: int, H: int) -> dict[str, Any]:
    """``x_t (B, I)``, ``h_prev (B, H)`` and the gate's own ``W (H, I)``, ``U (H, H)``, ``b (H,)``."""
    return {
        "x_t": rng.normal(size=(B, I)),
        "h_prev": rng.uniform(-0.9, 0.9, size=(B, H)),
        f"W_{gate}": rng.normal(scale=0.7, size=(H, I)),
        f"U_{gate}": rng.normal(scale=0.7, size=(H, H)),
        f"b_{gate}": rng.normal(scale=0.8, size=H),
    }
