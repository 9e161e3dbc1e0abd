"""What the wrong versions of `init_lstm` are made of: other weights or other biases."""

import numpy as np


def uniform(rng, rows, columns):
    bound = 1 / np.sqrt(rows)
    return rng.uniform(-bound, bound, (rows, columns))


def open_forget_gate(rng, gate, size):
    return np.full(size, 1.0 if gate == "f" else 0.0)


def init_with(weights=uniform, bias=open_forget_gate):
    """An `init_lstm` with matrices from ``weights(rng, rows, columns)`` and biases from
    ``bias(rng, gate, size)``.
    """

    def wrong_init_lstm(input_size, hidden_size, rng):
        params = {}
        for gate in "figo":
            params[f"W_{gate}"] = weights(rng, hidden_size, input_size)
            params[f"U_{gate}"] = weights(rng, hidden_size, hidden_size)
            params[f"b_{gate}"] = bias(rng, gate, hidden_size)
        return params

    return wrong_init_lstm
