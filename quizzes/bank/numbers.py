"""Functions that computed questions may name: right and wrong ways to count.

Each takes and returns plain numbers. A question names one as ``numbers.NAME``; nothing in YAML is
evaluated. To add one, write it here: every public function of this module can be named.
"""

from __future__ import annotations

import math


def count_two_biases(input_size: float, hidden_size: float, num_layers: float = 1) -> float:
    """Parameters of an LSTM stack with two bias vectors a gate, as PyTorch counts them.

    Each layer has ``4H(D + H + 2)``. ``4H(D + H + 2)`` a layer.
    """
    return sum(
        4 * hidden_size * (width + hidden_size + 2)
        for width in _widths(input_size, hidden_size, num_layers)
    )


def count_one_bias(input_size: float, hidden_size: float, num_layers: float = 1) -> float:
    """Parameters of an LSTM stack with one bias vector a gate: ``4H(D + H + 1)`` a layer."""
    return sum(
        4 * hidden_size * (width + hidden_size + 1)
        for width in _widths(input_size, hidden_size, num_layers)
    )


def count_without_bias(input_size: float, hidden_size: float, num_layers: float = 1) -> float:
    """Parameters of an LSTM stack whose biases were forgotten: ``4H(D + H)`` a layer."""
    return sum(
        4 * hidden_size * (width + hidden_size)
        for width in _widths(input_size, hidden_size, num_layers)
    )


def count_without_recurrent(input_size: float, hidden_size: float) -> float:
    """One LSTM layer without its recurrent matrices: ``4H(D + 1)``."""
    return 4 * hidden_size * (input_size + 1)


def count_without_recurrent_two_biases(input_size: float, hidden_size: float) -> float:
    """One LSTM layer with two biases a gate and without its recurrent matrices: ``4H(D + 2)``."""
    return 4 * hidden_size * (input_size + 2)


def count_three_maps(input_size: float, hidden_size: float) -> float:
    """Three affine maps with one bias each.

    A GRU layer, or an LSTM layer whose candidate was forgotten.
    """
    return 3 * hidden_size * (input_size + hidden_size + 1)


def count_one_map(input_size: float, hidden_size: float) -> float:
    """One affine map with its bias, ``H(D + H + 1)``: a plain RNN layer, or a single gate."""
    return hidden_size * (input_size + hidden_size + 1)


def count_same_layers(input_size: float, hidden_size: float, num_layers: float) -> float:
    """A stack in which each layer is wrongly given the first one's input: ``4LH(D + H + 1)``."""
    return num_layers * 4 * hidden_size * (input_size + hidden_size + 1)


def count_bidirectional(input_size: float, hidden_size: float) -> float:
    """A bidirectional LSTM layer with one bias a gate: ``8H(D + H + 1)``."""
    return 8 * hidden_size * (input_size + hidden_size + 1)


def decay(factor: float, steps: float) -> float:
    """What is left after `steps` steps that each multiply by `factor`."""
    return math.pow(factor, steps)


def linear_decay(factor: float, steps: float) -> float:
    """The wrong ``steps * factor``."""
    return factor * steps


def steps_to_half(factor: float) -> float:
    """After how many steps a constant `factor` has halved what it multiplies.

    The formula is ``log(1/2) / log(factor)``.
    """
    return math.log(0.5) / math.log(factor)


def total(first: float, second: float) -> float:
    """``first + second``."""
    return first + second


def product(first: float, second: float) -> float:
    """``first * second``."""
    return first * second


def quotient(first: float, second: float) -> float:
    """``first / second``."""
    return first / second


def same(value: float) -> float:
    """The number itself."""
    return value


def sigmoid(z: float) -> float:
    """``1 / (1 + exp(-z))``, safe for any finite `z`."""
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def tanh(z: float) -> float:
    """The hyperbolic tangent."""
    return math.tanh(z)


def sigmoid_slope(z: float) -> float:
    """``sigmoid(z) (1 - sigmoid(z))``."""
    return sigmoid(z) * (1 - sigmoid(z))


def tanh_slope(z: float) -> float:
    """``1 - tanh(z)**2``."""
    return 1 - math.tanh(z) ** 2


def clip_scale(norm: float, max_norm: float) -> float:
    """What clipping by global norm multiplies every gradient with: ``min(1, max_norm / norm)``."""
    return min(1.0, max_norm / norm)


def _widths(input_size: float, hidden_size: float, num_layers: float) -> list[float]:
    """The input width of each layer of a stack.

    The first reads the input, the others the layer below.
    """
    return [input_size] + [hidden_size] * (int(num_layers) - 1)
