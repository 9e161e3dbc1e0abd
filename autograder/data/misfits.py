"""Shapes and indices that do not fit: the facts of a class for each rule about arrays.

They are causes of an exception like those in `autograder.data.causes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Sized: TypeAlias = "tuple[tuple[str, int], ...]"
"""A shape: for each axis its letter in the docstring, empty where it is not known, and its size."""


@dataclass(frozen=True)
class BadIndex:
    """What stands in brackets is no index: a float, text, a tuple."""

    text: str
    index: str
    kind: str


@dataclass(frozen=True)
class IndexTooLarge:
    """An index past the end of an axis. ``size`` is -1 where it is not known."""

    text: str
    index: int
    size: int
    axis: int = 0
    empty: bool = False


@dataclass(frozen=True)
class TooManyIndices:
    """More indices than axes."""

    text: str
    name: str
    shape: Sized


@dataclass(frozen=True)
class NoParts:
    """Brackets behind something without parts: a function, a number."""

    text: str
    kind: str


@dataclass(frozen=True)
class ProductMisfit:
    """Two shapes that do not fit in a matrix product."""

    text: str
    left: str
    right: str
    left_shape: Sized
    right_shape: Sized


@dataclass(frozen=True)
class EntrywiseMisfit:
    """Two shapes that do not fit entry by entry, but may in a matrix product."""

    text: str
    left: str
    right: str
    left_shape: Sized
    right_shape: Sized
    operator: str = ""
    fits_as_product: bool = False


@dataclass(frozen=True)
class JoinMisfit:
    """Arrays that cannot be joined along an axis."""

    text: str
    function: str
    axis: int | None
    shapes: tuple[Sized, ...]
    fitting: int | None = None


@dataclass(frozen=True)
class JoinedParts:
    """A list of something other than arrays that is joined: tuples, ``None``, or nothing.

    ``kind`` is empty for a list that is empty, and ``itself a tuple`` for a tuple in place of an
    array. ``lost`` is a call whose result was dropped.
    """

    text: str
    function: str
    name: str
    kind: str
    lost: str = ""


@dataclass(frozen=True)
class AxisTooLarge:
    """An axis that an array does not have."""

    text: str
    axis: int
    count: int


@dataclass(frozen=True)
class StoreMisfit:
    """A value of another shape than the place that it is stored in."""

    text: str
    place: Sized
    value: Sized


@dataclass(frozen=True)
class GrownInPlace:
    """``b += d`` where the sum has more axes, or longer ones, than what stands on the left."""

    text: str
    operator: str
    place: Sized
    whole: Sized


Misfit: TypeAlias = (
    BadIndex
    | IndexTooLarge
    | TooManyIndices
    | NoParts
    | ProductMisfit
    | EntrywiseMisfit
    | JoinMisfit
    | JoinedParts
    | AxisTooLarge
    | StoreMisfit
    | GrownInPlace
)
