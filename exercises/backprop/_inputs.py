"""Random inputs of the two backward passes. No gradient and no state is zero."""

from __future__ import annotations

from typing import Any

import numpy as np

from exercises._draw import cell_params, sequence_inputs


def step_inputs(rng: np.random.Generator, B: int, I: int, H: int) -> dict[str, Any]:
    """Draw the arguments of ``lstm_step_backward``."""
    return {
        "dh_t": rng.normal(size=(B, H)),
        "dc_t": rng.normal(size=(B, H)),
        "x_t": rng.normal(size=(B, I)),
        "h_prev": rng.uniform(-0.9, 0.9, size=(B, H)),
        "c_prev": rng.normal(scale=1.2, size=(B, H)),
        "params": cell_params(rng, I, H),
    }


def sequence_backward_inputs(
    rng: np.random.Generator, T: int, B: int, I: int, H: int
) -> dict[str, Any]:
    """Draw the arguments of ``lstm_sequence_backward``: each hidden state has its own gradient."""
    return {"dhs": rng.normal(size=(T, B, H)), **sequence_inputs(rng, T, B, I, H)}
