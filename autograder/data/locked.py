"""A text that only a right function opens: its results on a few further inputs are the key.

The inputs travel with the text, and what they lead to does not. It keeps a solution from being read
before there is a need; it is no protection for a secret.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.data.tree import leaves
from autograder.data.values import Value

_SCALE, _SHIFT = 1000.0, 0.37
"""How finely results are rounded. The shift keeps whole numbers away from the edges."""
_LEAST, _MOST = 0.25, 0.75
"""Only numbers well inside of a step of the rounding count: the same in any order of summing."""
_NUMBERS = 24
_FEWEST = 3
"""Numbers that make the key, and the fewest that are enough."""
_SEAL = b"gatewise:"


@dataclass(frozen=True)
class Locked:
    """A locked text.

    Parameters
    ----------
    calls
        The inputs of each call, by parameter name.
    places
        Which of the resulting numbers make the key, by their place among all of them.
    sealed
        The text, encrypted with them.
    """

    calls: tuple[Mapping[str, Value], ...]
    places: tuple[int, ...]
    sealed: bytes


def lock(text: str, calls: Sequence[Mapping[str, Value]], results: Sequence[Any]) -> Locked | None:
    """Lock a text.

    Parameters
    ----------
    text
        The text.
    calls
        The inputs of each call.
    results
        What a right function returns in each.

    Returns
    -------
    Locked or None
        ``None`` where the results are too few numbers to make a key of.
    """
    numbers = _numbers(results)
    part = (numbers * _SCALE + _SHIFT) % 1.0
    inside = np.flatnonzero((part > _LEAST) & (part < _MOST) & (np.abs(numbers) > 1e-3))
    if len(inside) < _FEWEST:
        return None
    spread = np.unique(np.linspace(0, len(inside) - 1, _NUMBERS).astype(int))
    places = tuple(int(place) for place in inside[spread])
    return Locked(tuple(calls), places, _mixed(_SEAL + text.encode(), _key(numbers[list(places)])))


def unlock(locked: Locked, results: Sequence[Any]) -> str:
    """The text, where the results are those of a right function; else an empty text."""
    numbers = _numbers(results)
    if not numbers.size or max(locked.places) >= numbers.size:
        return ""
    opened = _mixed(locked.sealed, _key(numbers[list(locked.places)]))
    return opened[len(_SEAL) :].decode("utf-8") if opened.startswith(_SEAL) else ""


def pack_locked(locked: Locked | None) -> list[Any] | None:
    """A locked text as plain values."""
    if locked is None:
        return None
    calls = [dict(call) for call in locked.calls]
    return [calls, list(locked.places), np.frombuffer(locked.sealed, np.uint8)]


def unpack_locked(packed: Sequence[Any] | None) -> Locked | None:
    """The locked text that `pack_locked` took."""
    if packed is None:
        return None
    calls, places, sealed = packed
    return Locked(tuple(calls), tuple(places), sealed.tobytes())


def _numbers(results: Sequence[Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """All numbers of all results, in the order of their paths; those of dicts by key."""
    parts = [_flat(leaf) for result in results for leaf in _ordered(result)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _ordered(result: Any) -> Iterator[Any]:
    found = sorted(leaves(result), key=lambda item: [str(step) for step in item[0]])
    return (leaf for _, leaf in found)


def _flat(leaf: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    try:
        return np.asarray(leaf, dtype=float).ravel()
    except (TypeError, ValueError):
        return np.zeros(0)


def _key(numbers: np.ndarray[Any, np.dtype[np.float64]]) -> bytes:
    steps = np.floor(np.nan_to_num(numbers) * _SCALE + _SHIFT)
    return ",".join(f"{step:.0f}" for step in steps).encode()


def _mixed(data: bytes, key: bytes) -> bytes:
    """Encrypt or decrypt: the data with a stream of bytes that the key makes."""
    stream = hashlib.shake_256(key).digest(len(data))
    return bytes(left ^ right for left, right in zip(data, stream, strict=True))
