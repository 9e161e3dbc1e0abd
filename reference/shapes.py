"""Shapes, checked once at the edge: where a caller enters the reference, never between its
equations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
Params: TypeAlias = dict[str, Array]

AXES = {"L": "layers", "T": "time steps", "B": "batch", "I": "inputs", "H": "hidden units"}
"""One letter an axis, everywhere in the reference."""

CELL = {
    f"{part}_{gate}": axes
    for gate in "figo"
    for part, axes in (("W", "HI"), ("U", "HH"), ("b", "H"))
}
"""The twelve arrays of an LSTM's ``params``, and their axes."""

UPPER_CELL = {name: axes.replace("I", "H") for name, axes in CELL.items()}
"""The same for a layer whose inputs are the hidden units of the layer below."""

Spec: TypeAlias = str | Mapping[str, str] | tuple[Mapping[str, str], Mapping[str, str]]
"""An array's axes, such as ``"TBI"``; those of a dict of arrays; or of the first and of every
further layer."""

P = ParamSpec("P")
R = TypeVar("R")

_inside: ContextVar[bool] = ContextVar("inside a reference function", default=False)


def edge(**specs: Spec) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Check the shapes of a function's arguments when it is called from outside the reference.

    Calls from one reference function to another are left alone: it costs them nothing, and a wrong
    version put in place of one function may hand on whatever it likes, just as a learner's own code
    would.

    Raises ``ValueError`` that states both shapes and the meaning of every axis.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        names = tuple(signature(function).parameters)

        @wraps(function)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            if _inside.get():
                return function(*args, **kwargs)
            check_shapes(
                function.__name__, {**dict(zip(names, args, strict=False)), **kwargs}, specs
            )
            with unchecked():
                return function(*args, **kwargs)

        return checked

    return decorate


@contextmanager
def unchecked() -> Iterator[None]:
    """Leave all shapes alone for a while, for a wrong version that hands on whatever it likes."""
    token = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(token)


def check_shapes(caller: str, values: Mapping[str, Any], specs: Mapping[str, Spec]) -> None:
    """Raise ``ValueError`` unless every value has the axes of its spec, and each letter one size
    throughout.
    """
    sizes: dict[str, int] = {}
    sources: dict[str, tuple[str, tuple[int, ...]]] = {}
    for name, shape, axes in _arrays(caller, values, specs):
        if len(shape) != len(axes) or 0 in shape:
            raise ValueError(_explain(caller, name, shape, axes, sizes, sources))
        for axis, size in zip(axes, shape, strict=True):
            if sizes.setdefault(axis, size) != size:
                raise ValueError(_explain(caller, name, shape, axes, sizes, sources))
            sources.setdefault(axis, (name, shape))


def _arrays(
    caller: str, values: Mapping[str, Any], specs: Mapping[str, Spec]
) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """The name, shape and axes of every array, those inside dicts and lists of dicts too."""
    for name, spec in specs.items():
        if name not in values:
            continue  # Python itself says which argument is missing
        if isinstance(spec, str):
            yield name, np.shape(values[name]), spec
        elif isinstance(spec, Mapping):
            yield from _entries(caller, name, values[name], spec)
        else:
            layers: Sequence[Any] = values[name]
            yield name, (len(layers),), "L"
            for number, layer in enumerate(layers):
                yield from _entries(caller, f"{name}[{number}]", layer, spec[min(number, 1)])


def _entries(
    caller: str, name: str, arrays: Mapping[str, Any], spec: Mapping[str, str]
) -> Iterator[tuple[str, tuple[int, ...], str]]:
    lacking = [key for key in spec if key not in arrays]
    if lacking:
        raise ValueError(
            f"{caller}: {name} has no {', '.join(lacking)}; it should hold {', '.join(spec)}. "
            "Look at how it was put together."
        )
    for key, axes in spec.items():
        yield f"{name}[{key!r}]", np.shape(arrays[key]), axes


def _explain(
    caller: str,
    name: str,
    shape: tuple[int, ...],
    axes: str,
    sizes: Mapping[str, int],
    sources: Mapping[str, tuple[str, tuple[int, ...]]],
) -> str:
    wanted = ", ".join(str(sizes.get(axis, axis)) for axis in axes) + (
        "," if len(axes) == 1 else ""
    )
    words = ", ".join(f"{axis} = {AXES[axis]}" for axis in dict.fromkeys(axes))
    known = [
        "{} is {} in {} of shape {}".format(axis, sizes[axis], *sources[axis])
        for axis in dict.fromkeys(axes)
        if axis in sources
    ]
    because = f" ({', '.join(known)})" if known else ""
    return (
        f"{caller}: {name} has shape {shape}; it should be ({wanted}): {words}, each 1 or"
        f" more{because}. Rows are examples and sequences are time-major: look for a transposed,"
        " missing or empty axis."
    )
