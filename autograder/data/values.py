"""The values that travel between the trusted side and the sandbox, and into answer-key files.

`autograder.data.codec` writes and reads them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, Union

import numpy as np


@dataclass(frozen=True)
class Seed:
    """Stands for ``np.random.default_rng(seed)`` among the inputs.

    The sandboxed side makes the generator.
    """

    seed: int


@dataclass(frozen=True)
class Other:
    """Stands for a returned object that does not travel, such as a function or a class instance.

    ``type_name`` is the name of its type. For an array, ``dtype`` names the dtype that does not
    travel. ``reason`` says why an object of a type that does travel was left out, such as
    ``too large``.
    """

    type_name: str
    dtype: str = ""
    reason: str = ""


Value: TypeAlias = Union[
    bool,
    int,
    float,
    str,
    "np.ndarray[tuple[int, ...], np.dtype[np.generic]]",
    Seed,
    Other,
    Sequence["Value"],
    Mapping[str, "Value"],
    None,
]
"""All that travels. NumPy arrays have one of the dtypes in `autograder.data.codec.DTYPES`."""

Array: TypeAlias = "np.ndarray[tuple[int, ...], np.dtype[Any]]"
"""An array of any dtype that travels."""
