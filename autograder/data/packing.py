"""Signatures, and what must hold of random numbers, as plain values.

`autograder.data.codec` can write plain values and knows nothing of these types.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from autograder.data.declared import Drawn, Origin
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Outcome, Run
from autograder.data.tree import rebuild


def pack_fields(item: Any) -> dict[str, Any]:
    """The fields of a dataclass by name, as they are."""
    return {name: getattr(item, name) for name in item.__dataclass_fields__}


def pack_signature(signature: Signature) -> dict[str, Any]:
    """Turn a signature into plain values that `autograder.data.codec.encode` can write."""
    return {
        "misconceptions": signature.misconceptions,
        "runs": [_pack_run(run) for run in signature.runs],
    }


def unpack_signature(packed: Mapping[str, Any]) -> Signature:
    """Turn plain values back into the signature that `pack_signature` took."""
    return Signature(
        tuple(Identity(slug, function) for slug, function in packed["misconceptions"]),
        tuple(_unpack_run(run) for run in packed["runs"]),
    )


def _pack_run(run: Run | None) -> Any:
    if run is None:
        return None
    return {
        "outcome": run.outcome,
        "value": pack_declared(run.value),
        "changed": run.changed,
        "error": run.error,
        "message": run.message,
    }


def _unpack_run(packed: Any) -> Run | None:
    if packed is None:
        return None
    return Run(
        cast(Outcome, packed["outcome"]),
        unpack_declared(packed["value"]),
        tuple(packed["changed"]),
        packed["error"],
        packed["message"],
    )


_DRAWN, _ORIGIN = "\0drawn", "\0origin"


def pack_declared(value: Any) -> Any:
    """Turn the `Drawn` and `Origin` leaves of a value into plain mappings."""
    return rebuild(value, _declared_packed)


def _declared_packed(value: Any) -> Any:
    if isinstance(value, Drawn):
        return {
            _DRAWN: [value.shape, value.mean, value.std, value.mean_tolerance, value.std_tolerance]
        }
    return {_ORIGIN: [value.kind, value.of]} if isinstance(value, Origin) else value


def unpack_declared(value: Any) -> Any:
    """Turn plain mappings back into the leaves that `pack_declared` took."""
    return rebuild(value, _declared_unpacked)


def _declared_unpacked(value: Any) -> Any:
    if isinstance(value, Mapping) and set(value) == {_DRAWN}:
        shape, *numbers = value[_DRAWN]
        return Drawn(tuple(shape), *numbers)
    if isinstance(value, Mapping) and set(value) == {_ORIGIN}:
        return Origin(*value[_ORIGIN])
    return value
