"""Compare what one call did with what is expected, without asking why they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.data.answer_key import Case
from autograder.data.arrays import as_array, real
from autograder.data.declared import NEW, Drawn, Origin
from autograder.data.differences import (
    ChangedInputs,
    Died,
    Difference,
    ExtraKeys,
    MissingKey,
    NonFinite,
    NothingReturned,
    OtherValue,
    Raised,
    SeveralForOne,
    Skipped,
    TimedOut,
    WrongCount,
    WrongDtype,
    WrongOrigin,
    WrongShape,
    WrongSpread,
    WrongType,
    WrongValue,
)
from autograder.data.forms import Form, form_of, hidden_form
from autograder.data.runs import Run
from autograder.data.tolerance import Tolerance
from autograder.data.values import Other, Seed

_LARGEST_PICTURE = 4096


def compare(
    case: Case, run: Run, tolerance: Tolerance, returns: tuple[str, ...] = ()
) -> Difference | None:
    """Find the first difference between a run and what the case expects.

    Lists and numbers count as arrays of the same shape, integers as floats, and a list as a tuple.
    Single precision is compared like double precision.

    Parameters
    ----------
    case, run
        The case, and what the function did in it.
    tolerance
        How far a number may be from the right one.
    returns
        The names of the returned values, for ``where``.

    Returns
    -------
    Difference or None
        ``None`` where the run is right. Whatever the run holds, nothing is raised.
    """
    if run.outcome != "returned":
        return _stopped(run)
    if case.judge == "inputs":
        changed = [name for position, name in enumerate(case.inputs) if position in run.changed]
        return ChangedInputs(tuple(changed)) if changed else None
    if case.paired_with:
        return _origins(case.expected, run.value, returns)
    return first_difference(case.expected, run.value, tolerance, returns)


def _stopped(run: Run) -> Difference:
    match run.outcome:
        case "raised":
            return Raised(run.error, run.message, run.chunk, run.line)
        case "timed_out":
            return TimedOut()
        case "died":
            return Died()
        case _:
            return Skipped()


def first_difference(
    expected: Any, got: Any, tolerance: Tolerance, returns: tuple[str, ...] = ()
) -> Difference | None:
    """Find the first difference between two values.

    Parameters
    ----------
    expected
        The right value.
    got
        What came back. Whatever it holds, nothing is raised.
    tolerance
        How far a number may be from the right one.
    returns
        The names of the returned values, for ``where``.

    Returns
    -------
    Difference or None
        ``None`` where there is none.
    """
    names = returns if isinstance(expected, tuple) and len(returns) == len(expected) else ()
    where = returns[0] if len(returns) == 1 else ""
    with np.errstate(all="ignore"):
        return next(_differences(expected, got, tolerance, where, names), None)


def _differences(
    expected: Any, got: Any, tolerance: Tolerance, where: str, names: tuple[str, ...] = ()
) -> Iterator[Difference]:
    if got is None and expected is not None:
        yield NothingReturned(where, hidden_form(expected))
    elif isinstance(expected, Mapping):
        yield from _mapping(expected, got, tolerance, where)
    elif isinstance(expected, tuple) or (isinstance(expected, list) and not _numbers(expected)):
        yield from _sequence(expected, got, tolerance, where, names)
    elif isinstance(expected, Drawn):
        yield from _drawn(expected, got, where)
    elif expected is None or isinstance(expected, (bool, str, Other, Seed, Origin)):
        if type(got) is not type(expected):
            yield WrongType(where, hidden_form(expected), form_of(got))
        elif got != expected:
            yield OtherValue(where, hidden_form(expected), form_of(got))
    elif isinstance(expected, int):
        yield from _integer(expected, got, where)
    else:
        yield from _array(np.asarray(expected), got, tolerance, where)


def _sequence(
    expected: tuple[Any, ...] | list[Any],
    got: Any,
    tolerance: Tolerance,
    where: str,
    names: tuple[str, ...],
) -> Iterator[Difference]:
    if not isinstance(got, (tuple, list)):
        yield WrongCount(where, len(expected), names, 1, form_of(got))
    elif len(got) != len(expected):
        yield WrongCount(where, len(expected), names, len(got))
    else:
        for position, (item, other) in enumerate(zip(expected, got, strict=True)):
            unnamed = f"{where}[{position}]" if where else f"value {position + 1}"
            yield from _differences(item, other, tolerance, names[position] if names else unnamed)


def _mapping(
    expected: Mapping[str, Any], got: Any, tolerance: Tolerance, where: str
) -> Iterator[Difference]:
    if not isinstance(got, Mapping):
        yield WrongType(where, hidden_form(expected), form_of(got))
        return
    unknown = tuple(str(name) for name in got if name not in expected)
    for name, item in expected.items():
        inner = f"{where}[{name!r}]"
        if name not in got:
            yield MissingKey(inner, hidden_form(item), unknown)
        else:
            yield from _differences(item, got[name], tolerance, inner)
    if unknown:
        yield ExtraKeys(where, tuple(expected), unknown)


def _integer(expected: int, got: Any, where: str) -> Iterator[Difference]:
    value = got.item() if isinstance(got, (np.ndarray, np.generic)) and got.ndim == 0 else got
    if isinstance(value, np.ndarray):
        yield WrongShape(where, (), value.shape)
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        yield WrongType(where, Form("number"), form_of(value))
    elif value != expected:
        yield WrongValue(where, (), expected, value)


def _drawn(expected: Drawn, got: Any, where: str) -> Iterator[Difference]:
    if isinstance(got, Drawn):  # a signature holds what a wrong version would draw
        shape, mean, std = got.shape, got.mean, got.std
    else:
        array = as_array(got)
        if array is None or not real(array):
            yield _not_real(expected.shape, got, where)
            return
        floats = array.astype(np.float64) if array.size else np.zeros(1)
        shape, mean, std = array.shape, float(np.mean(floats)), float(np.std(floats))
    if tuple(shape) != tuple(expected.shape):
        yield WrongShape(where, tuple(expected.shape), tuple(shape))
    elif not abs(mean - expected.mean) <= expected.mean_tolerance:
        near = 0.0 if abs(expected.mean) <= expected.mean_tolerance else expected.mean
        yield WrongSpread(where, "mean", near, mean)
    elif not abs(std - expected.std) <= expected.std_tolerance:
        yield WrongSpread(where, "std", expected.std, std)


def _origins(
    expected: Mapping[str, Origin], got: Any, returns: tuple[str, ...]
) -> Difference | None:
    """Random numbers against those of another case; see `autograder.judge.paired_cases`."""
    whole = returns[0] if len(returns) == 1 else ""
    origins = got if isinstance(got, Mapping) else {}
    return next(
        (
            WrongOrigin(whole + name, wanted, origins.get(name, NEW), whole)
            for name, wanted in expected.items()
            if origins.get(name, NEW) != wanted
        ),
        None,
    )


def _array(
    expected: NDArray[Any], got: Any, tolerance: Tolerance, where: str
) -> Iterator[Difference]:
    array = as_array(got)
    if isinstance(got, tuple) and got and (array is None or array.shape != expected.shape):
        yield SeveralForOne(where, form_of(expected), len(got))
    elif array is None:
        yield _not_real(expected.shape, got, where)
    elif array.shape != expected.shape:
        yield WrongShape(where, expected.shape, array.shape)
    elif real(expected) and not real(array):
        yield _not_real(expected.shape, array, where)
    elif not real(expected):
        if array.dtype.kind != expected.dtype.kind:
            yield WrongDtype(where, form_of(expected), form_of(array))
        elif not np.array_equal(expected, array):
            yield OtherValue(where, form_of(expected), form_of(array))
    else:
        yield from _values(expected.astype(np.float64), array.astype(np.float64), tolerance, where)


def _not_real(shape: tuple[int, ...], got: Any, where: str) -> Difference:
    """What came back where real numbers should: the wrong kind of array, or none."""
    form = form_of(got)
    kind = WrongDtype if form.kind == "array" else WrongType
    return kind(where, Form("array", tuple(shape)), form)


def _values(
    expected: NDArray[np.float64], got: NDArray[np.float64], tolerance: Tolerance, where: str
) -> Iterator[Difference]:
    wrong = ~tolerance.right(expected, got)
    if not wrong.any():
        return
    infinite = wrong & ~np.isfinite(got)
    first = tuple(int(i) for i in np.argwhere(infinite if infinite.any() else wrong)[0])
    kind = NonFinite if infinite.any() else WrongValue
    yield kind(
        where,
        first,
        float(expected[first]),
        float(got[first]),
        float(wrong.mean()),
        wrong if wrong.size <= _LARGEST_PICTURE else None,
    )


def _numbers(value: list[Any]) -> bool:
    return bool(value) and all(
        isinstance(item, (int, float)) and not isinstance(item, bool) for item in value
    )
