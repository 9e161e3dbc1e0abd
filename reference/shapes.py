"""Shapes, checked once where a caller enters the reference, never between its equations."""

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
"""What each axis letter means, everywhere in the reference."""

CELL = {
    f"{part}_{gate}": axes
    for gate in "figo"
    for part, axes in (("W", "HI"), ("U", "HH"), ("b", "H"))
}
"""The twelve arrays of an LSTM's ``params``, and their axes."""

UPPER_CELL = {name: axes.replace("I", "H") for name, axes in CELL.items()}
"""The same arrays for a layer whose inputs are the hidden units of the layer below."""

Spec: TypeAlias = str | Mapping[str, str] | tuple[Mapping[str, str], Mapping[str, str]]
"""The axes of one argument: of an array, such as ``"TBI"``; of a dict of arrays; or of a list of
such dicts, as a pair for the lowest layer and for the layers above."""

P = ParamSpec("P")
R = TypeVar("R")

_inside: ContextVar[bool] = ContextVar("inside a reference function", default=False)


def check_shapes(**specs: Spec) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Check the shapes of a function's arguments when it is called from outside the reference.

    Calls from one reference function to another are not checked. So the check costs them nothing,
    and a wrong version that replaces one function may pass on any shape, as a learner's own code
    would.

    Parameters
    ----------
    **specs : Spec
        The axes of each argument, by the name of the argument. A letter has one size throughout.

    Returns
    -------
    decorate : callable
        A decorator. The decorated function raises ``ValueError`` if a shape does not fit; the
        message states both shapes and the meaning of every axis.

    Examples
    --------
    >>> @check_shapes(z="BH")
    ... def double(z: Array) -> Array:
    ...     return 2 * z
    >>> double(np.ones((2, 3))).shape
    (2, 3)
    >>> double(np.ones(3))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: double: z has shape (3,); it should be (B, H): B = batch, H = hidden units, ...
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        names = tuple(signature(function).parameters)

        @wraps(function)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            if _inside.get():
                return function(*args, **kwargs)
            arguments = {**dict(zip(names, args, strict=False)), **kwargs}
            _check(function.__name__, arguments, specs)
            with unchecked():
                return function(*args, **kwargs)

        return checked

    return decorate


@contextmanager
def unchecked() -> Iterator[None]:
    """Switch off all shape checks while the context lasts.

    It is entered for wrong versions of a function, which may pass on any shape.

    Examples
    --------
    >>> with unchecked():
    ...     check_shapes(z="BH")(np.sum)(np.ones(3))
    np.float64(3.0)
    """
    token = _inside.set(True)
    try:
        yield
    finally:
        _inside.reset(token)


def _check(caller: str, values: Mapping[str, Any], specs: Mapping[str, Spec]) -> None:
    """Raise ``ValueError`` unless every value has the axes of its spec.

    Each letter must also have one size throughout.
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
    """Yield the name, shape and axes of every array, also of those inside dicts and lists."""
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
    """Yield the name, shape and axes of the arrays of one dict, which must hold all of them."""
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
    """Say which shape an array has and which it should have, and where the sizes come from."""
    wanted = ", ".join(str(sizes.get(axis, axis)) for axis in axes)
    if len(axes) == 1:
        wanted += ","
    meanings = ", ".join(f"{axis} = {AXES[axis]}" for axis in dict.fromkeys(axes))
    known = [
        "{} is {} in {} of shape {}".format(axis, sizes[axis], *sources[axis])
        for axis in dict.fromkeys(axes)
        if axis in sources
    ]
    because = f" ({', '.join(known)})" if known else ""
    return (
        f"{caller}: {name} has shape {shape}; it should be ({wanted}): {meanings}, each 1 or"
        f" more{because}. Rows are examples and sequences are time-major: look for a transposed,"
        " missing or empty axis."
    )
