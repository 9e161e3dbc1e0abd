"""The signatures of an exercise as a key stores them: packed until a wrong exercise asks for them.

A right exercise asks for none, and unpacking them takes longer than judging it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, cast, overload

import numpy as np

from autograder.data.codec import decode, encode
from autograder.data.misconceptions import Signature
from autograder.data.packing import pack_signature, unpack_signature
from autograder.data.values import Array


class PackedSignatures(Sequence[Signature]):
    """A sequence of signatures that is unpacked when it is first read.

    Parameters
    ----------
    raw
        The packed signatures, which `pack_signatures` makes.
    """

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    @cached_property
    def _all(self) -> tuple[Signature, ...]:
        packed = cast("Sequence[Mapping[str, Any]]", decode(self._raw))
        return tuple(map(unpack_signature, packed))

    @overload
    def __getitem__(self, place: int) -> Signature: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Signature, ...]: ...
    def __getitem__(self, place: int | slice) -> Signature | tuple[Signature, ...]:
        return self._all[place]

    def __len__(self) -> int:
        return len(self._all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all)

    @property
    def unpacked(self) -> bool:
        """Whether anything has been read."""
        return "_all" in self.__dict__


def pack_signatures(signatures: Sequence[Signature]) -> Array:
    """The signatures as an array of bytes, which travels in a key as a single value."""
    return np.frombuffer(encode([pack_signature(item) for item in signatures]), np.uint8)


def unpack_signatures(packed: Array) -> PackedSignatures:
    """The sequence behind an array of bytes that `pack_signatures` made."""
    return PackedSignatures(packed.tobytes())
