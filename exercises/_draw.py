"""Random inputs for the cases of many exercises.

States and biases are never zero, and no two gates share weights. Zeros, square matrices and shared
weights would hide most mistakes.

Each function takes the random generator of the case, then the sizes: ``T`` time steps, ``B``
examples, ``I`` inputs, ``H`` hidden units. It returns arguments by parameter name.
"""

from __future__ import annotations

from typing import Any

import numpy as np

GATES = ("f", "i", "g", "o")


def gate_weights(rng: np.random.Generator, gate: str, I: int, H: int) -> dict[str, np.ndarray]:
    """Draw ``W`` (H, I), ``U`` (H, H) and ``b`` (H,) of one gate, named after the gate."""
    return {
        f"W_{gate}": rng.normal(scale=0.7, size=(H, I)),
        f"U_{gate}": rng.normal(scale=0.7, size=(H, H)),
        f"b_{gate}": rng.normal(scale=0.8, size=H),
    }


def cell_params(rng: np.random.Generator, I: int, H: int) -> dict[str, np.ndarray]:
    """Draw the twelve arrays of an LSTM cell, all different."""
    return {name: array for gate in GATES for name, array in gate_weights(rng, gate, I, H).items()}


def rnn_weights(rng: np.random.Generator, I: int, H: int) -> dict[str, np.ndarray]:
    """Draw ``W`` (H, I), ``U`` (H, H) and ``b`` (H,) of a plain recurrent network."""
    return {
        "W": rng.normal(scale=0.7, size=(H, I)),
        "U": rng.normal(scale=0.7, size=(H, H)),
        "b": rng.normal(scale=0.8, size=H),
    }


def gate_inputs(rng: np.random.Generator, gate: str, B: int, I: int, H: int) -> dict[str, Any]:
    """Draw ``x_t`` (B, I), ``h_prev`` (B, H) and the weights of one gate."""
    states = {"x_t": rng.normal(size=(B, I)), "h_prev": rng.uniform(-0.9, 0.9, size=(B, H))}
    return states | gate_weights(rng, gate, I, H)


def sequence_inputs(rng: np.random.Generator, T: int, B: int, I: int, H: int) -> dict[str, Any]:
    """Draw ``X`` (T, B, I), initial states ``h_0`` and ``c_0`` (B, H), and ``params``."""
    return {
        "X": rng.normal(size=(T, B, I)),
        "h_0": rng.uniform(-0.9, 0.9, size=(B, H)),
        "c_0": rng.normal(scale=1.2, size=(B, H)),
        "params": cell_params(rng, I, H),
    }
