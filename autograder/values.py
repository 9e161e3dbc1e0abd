"""The values that travel: between the trusted side and the sandbox, and into answer-key files.

One compact, self-describing binary form, without pickle and without ``.npy`` headers. `decode` is the *trusted
parser*: it is fed by learner code, so it checks type, dtype, shape and size before it touches data, and raises
nothing but `BadFrame`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, Union

import numpy as np


@dataclass(frozen=True)
class Seed:
    """Stands for ``np.random.default_rng(seed)`` among the inputs: the sandboxed side makes the generator."""

    seed: int


@dataclass(frozen=True)
class Other:
    """Stands for a returned object of a type that does not travel (a function, a class instance); ``type_name`` says which."""

    type_name: str


Value: TypeAlias = Union[
    None, bool, int, float, str, "np.ndarray[tuple[int, ...], np.dtype[np.generic]]", Seed, Other,
    Sequence["Value"], Mapping[str, "Value"],
]


class BadFrame(ValueError):
    """The bytes are not a value in our form. Says what was seen and what was expected."""
