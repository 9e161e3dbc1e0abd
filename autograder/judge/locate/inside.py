"""What a right activation may compute on its way, and what may be done with it next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.judge.locate.algebra import Numbers


@dataclass(frozen=True)
class Inside:
    """What may be computed on the way to an activation.

    Parameters
    ----------
    values
        The numbers, for all that goes into the activation.
    then
        What may be done with them next. ``end`` marks what is a result in itself, though a wrong
        one.
    """

    values: Numbers
    then: frozenset[str]


def inside_activations(z: Numbers, kind: str) -> list[Inside]:
    """What may be computed on the way to a logistic function or a tanh of ``z``.

    Parameters
    ----------
    z
        What goes into the activation.
    kind
        ``"logistic"`` or ``"tanh"``.
    """
    with np.errstate(all="ignore"):
        found = _to_tanh(z) if kind == "tanh" else _to_logistic(z)
        return [Inside(values, frozenset(then.split())) for values, then in found]


def _to_tanh(z: Numbers) -> list[tuple[Numbers, str]]:
    up, down, up2, down2 = np.exp(z), np.exp(-z), np.exp(2 * z), np.exp(-2 * z)
    small, sign = np.exp(-2 * np.abs(z)), np.sign(z)
    return [
        (-z, "activation"),
        (2 * z, "activation - *"),
        (-2 * z, "activation"),
        (up, "+ - /"),
        (down, "+ - *"),
        (up - down, "/"),
        (up + down, "/"),
        (up2, "+ - /"),
        (down2, "+ - *"),
        (up2 + 1, "/"),
        (up2 - 1, "/"),
        (1 + down2, "/"),
        (1 - down2, "/"),
        (1 / (1 + down2), "* - + end"),
        (2 / (1 + down2), "- +"),
        (1 / (1 + up2), "* - + end"),
        (2 / (1 + up2), "- +"),
        (np.abs(z), "* -"),
        (-2 * np.abs(z), "activation"),
        (small, "+ - *"),
        (1 + small, "/"),
        (1 - small, "/ *"),
        ((1 - small) / (1 + small), "* end"),
        (sign * (1 - small), "/"),
        (sign / (1 + small), "*"),
    ]


def _to_logistic(z: Numbers) -> list[tuple[Numbers, str]]:
    up, down, size = np.exp(z), np.exp(-z), np.abs(z)
    small, half = np.exp(-size), np.tanh(z / 2)
    return [
        (-z, "activation"),
        (down, "+ / *"),
        (1 + down, "/"),
        (up, "+ / *"),
        (1 + up, "/"),
        (size, "- *"),
        (-size, "activation"),
        (small, "+ / *"),
        (1 + small, "/"),
        (z / 2, "activation"),
        (half, "+ * /"),
        (1 + half, "* /"),
        (half / 2, "+"),
        (np.minimum(z, 0), "activation - +"),
        (np.maximum(z, 0), "- +"),
        (-np.maximum(z, 0), "activation"),
        (-np.minimum(z, 0), "activation"),
        (np.log1p(down), "- *"),
        (-np.log1p(down), "activation"),
        (1 / (1 + small), "* - end"),
        (np.log1p(small), "+ -"),
        (np.maximum(-z, 0), "+ -"),
        (np.exp(np.minimum(z, 0)), "/ *"),
        (small / (1 + small), "* + - end"),
        (1 / (1 + up), "* + - end"),
    ]
