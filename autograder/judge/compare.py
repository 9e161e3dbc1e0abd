"""Compare what one call did with what should have come back. Pure: no I/O, no opinions about
why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from autograder.data.answer_key import OTHER, SAME, Case, Drawn
from autograder.data.arrays import as_array, real
from autograder.data.runs import Outcome, Run
from autograder.data.values import Other, Seed
from autograder.judge.describe import described, form, joined, listed, number, numbers

Kind = Literal[
    "missing",
    "type",
    "arity",
    "shape",
    "dtype",
    "non-finite",
    "value",
    "drawn",
    "repeated",
    "mutated input",
    "raised",
    "timed out",
    "died",
    "skipped",
]

_DEEPEST = 8
_LARGEST_PICTURE = 4096
_OUTCOMES: Mapping[Outcome, Kind] = {
    "raised": "raised",
    "timed_out": "timed out",
    "died": "died",
    "skipped": "skipped",
}


@dataclass(frozen=True)
class Difference:
    """The first way in which a run is not what it should be.

    ``where`` is a path into the returned value ("h_t", "grads['W_f']"; for an exception the place
    in the learner's source), ``index`` the first place in the array that differs, ``expected`` and
    ``got`` say both in words or numbers, ``share`` the part of the array's entries that differ and
    ``wrong`` a boolean array that says which ones. ``expected`` of a hidden case is for the trusted
    side only.
    """

    kind: Kind
    where: str = ""
    index: tuple[int, ...] = ()
    expected: str = ""
    got: str = ""
    share: float = 0.0
    wrong: NDArray[np.bool_] | None = field(default=None, compare=False, repr=False)


def compare(
    case: Case, run: Run, rtol: float, atol: float, returns: tuple[str, ...] = ()
) -> Difference | None:
    """``None`` when the run is right for this case, else the first difference.

    Lists and numbers are taken for arrays of the same shape, integers for floats, a list for a
    tuple; float32 results are compared like any other. ``returns`` are the names of what comes
    back, for ``where``.
    """
    if run.outcome != "returned":
        return Difference(
            _OUTCOMES[run.outcome],
            f"{run.chunk}, line {run.line}" if run.chunk else "",
            expected="a value",
            got=": ".join(part for part in (run.error, run.message) if part),
        )
    if case.judge == "inputs":
        changed = [name for position, name in enumerate(case.inputs) if position in run.changed]
        return (
            Difference(
                "mutated input",
                ", ".join(changed),
                expected="inputs left as they were",
                got=f"changed {', '.join(changed)}",
            )
            if changed
            else None
        )
    if case.paired_with:
        return _paired(case.expected, run.value, returns)
    return first_difference(case.expected, run.value, rtol, atol, returns)


def agrees(seen: Run, run: Run, judge: str, rtol: float, atol: float) -> bool:
    """Whether a learner's run is what a wrong version of the reference did: same outcome, same
    values.
    """
    if run.outcome != seen.outcome:
        return False
    if seen.outcome == "raised":
        return run.error == seen.error
    if seen.outcome != "returned":
        return False
    if judge == "inputs":
        return run.changed == seen.changed
    if _apart_at_once(seen.value, run.value, rtol, atol):
        return False
    return first_difference(seen.value, run.value, rtol, atol) is None


def _apart_at_once(one: Any, other: Any, rtol: float, atol: float) -> bool:
    """Whether the very first numbers differ: nearly all look-alikes can be dismissed without
    looking at the rest.
    """
    for _ in range(_DEEPEST):
        if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
            if (
                one.shape != other.shape
                or not one.size
                or one.dtype.kind != "f"
                or other.dtype.kind != "f"
            ):
                return bool(one.shape != other.shape)
            first, second = one.item(0), other.item(0)
            return bool(abs(first - second) > atol + rtol * abs(first))  # not so for nan
        if (
            isinstance(one, tuple)
            and isinstance(other, (tuple, list))
            and one
            and len(one) == len(other)
        ):
            one, other = one[0], other[0]
        else:
            return False
    return False


def first_difference(
    expected: Any, got: Any, rtol: float, atol: float, returns: tuple[str, ...] = ()
) -> Difference | None:
    """The first difference between two values, ``None`` when there is none. Whatever `got` holds,
    nothing is raised.
    """
    names = returns if isinstance(expected, tuple) and len(returns) == len(expected) else ()
    where = returns[0] if len(returns) == 1 else ""
    with np.errstate(all="ignore"):
        return next(_differences(expected, got, Tolerance(rtol, atol), where, names, 0), None)


@dataclass(frozen=True)
class Tolerance:
    """How far from the expected value a number may be: ``atol + rtol * |expected|``."""

    rtol: float
    atol: float

    def right(self, expected: NDArray[np.float64], got: NDArray[np.float64]) -> NDArray[np.bool_]:
        near = np.isfinite(expected) & (
            np.abs(got - expected) <= self.atol + self.rtol * np.abs(expected)
        )
        right: NDArray[np.bool_] = near | (got == expected) | (np.isnan(got) & np.isnan(expected))
        return right


def _differences(
    expected: Any, got: Any, tolerance: Tolerance, where: str, names: tuple[str, ...], depth: int
) -> Iterator[Difference]:
    if got is None and expected is not None:
        yield Difference("missing", where, expected=form(expected), got="None")
    elif isinstance(expected, Mapping):
        yield from _mapping(expected, got, tolerance, where, depth)
    elif isinstance(expected, tuple) or (isinstance(expected, list) and not _numbers(expected)):
        if not isinstance(got, (tuple, list)):
            yield Difference(
                "arity",
                where,
                expected=_values_of(expected, names),
                got=f"one value, {described(got)},",
            )
        elif len(got) != len(expected):
            yield Difference(
                "arity",
                where,
                expected=_values_of(expected, names),
                got="1 value" if len(got) == 1 else f"{len(got)} values",
            )
        else:
            for position, (item, other) in enumerate(zip(expected, got, strict=True)):
                inner = (
                    names[position]
                    if names
                    else f"{where}[{position}]"
                    if where
                    else f"value {position + 1}"
                )
                yield from _differences(item, other, tolerance, inner, (), depth + 1)
    elif isinstance(expected, Drawn):
        yield from _drawn(expected, got, where)
    elif isinstance(expected, bool) or expected is None or isinstance(expected, (str, Other, Seed)):
        if type(got) is not type(expected) or got != expected:
            yield Difference(
                "type" if type(got) is not type(expected) else "value",
                where,
                expected=form(expected),
                got=described(got),
            )
    elif isinstance(expected, int):
        yield from _integer(expected, got, where)
    else:
        yield from _array(np.asarray(expected), got, tolerance, where)


def _mapping(
    expected: Mapping[str, Any], got: Any, tolerance: Tolerance, where: str, depth: int
) -> Iterator[Difference]:
    if not isinstance(got, Mapping):
        yield Difference("type", where, expected=form(expected), got=described(got))
        return
    unknown = [str(name) for name in got if name not in expected]
    for name, item in expected.items():
        inner = f"{where}[{name!r}]"
        if name not in got:
            yield Difference(
                "missing",
                inner,
                expected=form(item),
                got="no such key" + (f", but {listed(unknown, 4)}" if unknown else ""),
            )
        else:
            yield from _differences(item, got[name], tolerance, inner, (), depth + 1)
    if unknown:
        yield Difference(
            "arity",
            where,
            expected="the keys " + listed(list(expected)),
            got="also " + listed(unknown),
        )


def _integer(expected: int, got: Any, where: str) -> Iterator[Difference]:
    value = got.item() if isinstance(got, (np.ndarray, np.generic)) and got.ndim == 0 else got
    if isinstance(value, np.ndarray):
        yield Difference("shape", where, expected="one whole number", got=described(value))
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        yield Difference("type", where, expected="one whole number", got=described(value))
    elif value != expected:
        yield Difference("value", where, expected=number(expected), got=number(value), share=1.0)


def _drawn(expected: Drawn, got: Any, where: str) -> Iterator[Difference]:
    if isinstance(got, Drawn):  # what a wrong version would draw
        shape, mean, std = got.shape, got.mean, got.std
    else:
        array = as_array(got)
        if array is None or not real(array):
            yield _not_real(expected.shape, got, where)
            return
        floats = array.astype(np.float64) if array.size else np.zeros(1)
        shape, mean, std = array.shape, float(np.mean(floats)), float(np.std(floats))
    if tuple(shape) != tuple(expected.shape):
        yield Difference(
            "shape", where, expected=f"shape {expected.shape}", got=f"shape {tuple(shape)}"
        )
    elif not abs(mean - expected.mean) <= expected.mean_tolerance:
        near = 0.0 if abs(expected.mean) <= expected.mean_tolerance else expected.mean
        yield Difference(
            "drawn", where, expected=f"a mean near {number(near)}", got=f"a mean of {number(mean)}"
        )
    elif not abs(std - expected.std) <= expected.std_tolerance:
        yield Difference(
            "drawn",
            where,
            expected=f"a spread (standard deviation) near {number(expected.std)}",
            got=f"a spread of {number(std)}",
        )


def _paired(expected: Mapping[str, str], got: Any, returns: tuple[str, ...]) -> Difference | None:
    """Numbers that were drawn, held against those of another case: `autograder.judge.paired_cases` says what is
    the same in both.
    """
    whole = returns[0] if len(returns) == 1 else ""
    words = got if isinstance(got, Mapping) else {}
    wrong = {
        name: words.get(name, OTHER)
        for name, wanted in expected.items()
        if words.get(name, OTHER) != wanted
    }
    for name, word in wrong.items():
        wanted, seen = (
            ("the same ones", "other numbers than an earlier call with the same seed")
            if expected[name] == SAME
            else (
                ("others", "the very numbers of an earlier call with another seed")
                if word == SAME
                else ("numbers of its own", f"the very numbers of {whole}{word}")
            )
        )
        return Difference(
            "repeated", whole + name, expected=wanted, got=seen, share=len(wrong) / len(expected)
        )
    return None


def _array(
    expected: NDArray[Any], got: Any, tolerance: Tolerance, where: str
) -> Iterator[Difference]:
    array = as_array(got)
    if array is None and isinstance(got, tuple) and got:
        yield _tuple(got, form(expected), where)
    elif array is None:
        yield _not_real(expected.shape, got, where)
    elif array.shape != expected.shape and isinstance(got, tuple):
        yield _tuple(got, form(expected), where)
    elif array.shape != expected.shape:
        yield Difference(
            "shape", where, expected=f"shape {expected.shape}", got=f"shape {array.shape}"
        )
    elif real(expected) and not real(array):
        yield _not_real(expected.shape, array, where)
    elif not real(expected):
        if array.dtype.kind != expected.dtype.kind:
            yield Difference("dtype", where, expected=form(expected), got=described(array))
        elif not np.array_equal(expected, array):
            yield Difference(
                "value", where, expected=form(expected), got=described(array), share=1.0
            )
    else:
        yield from _values(expected.astype(np.float64), array.astype(np.float64), tolerance, where)


def _tuple(got: tuple[Any, ...], expected: str, where: str) -> Difference:
    """More values than one where one should be. A comma at the end of a return statement makes a
    tuple of its value.
    """
    inside = "[" in where
    return Difference(
        "arity",
        where if inside else "",
        expected=f"one{'' if inside or not where else f', {where}'}: {expected}",
        got="a tuple of one value" if len(got) == 1 else f"{len(got)} values",
    )


def _values_of(expected: Sequence[Any], names: tuple[str, ...]) -> str:
    return f"{len(expected)} values" + (f": {joined(list(names))}" if names else "")


def _not_real(shape: tuple[int, ...], got: Any, where: str) -> Difference:
    """What came back where real numbers should: the wrong kind of array, or none."""
    kind: Kind = (
        "dtype"
        if isinstance(got, np.ndarray) or (isinstance(got, Other) and got.dtype)
        else "type"
    )
    numbers_of = " of real numbers, float64 or float32," if kind == "dtype" else ""
    return Difference(
        kind, where, expected=f"an array{numbers_of} of shape {shape}", got=described(got)
    )


def _values(
    expected: NDArray[np.float64], got: NDArray[np.float64], tolerance: Tolerance, where: str
) -> Iterator[Difference]:
    wrong = ~tolerance.right(expected, got)
    if not wrong.any():
        return
    infinite = wrong & ~np.isfinite(got)
    first = tuple(int(i) for i in np.argwhere(infinite if infinite.any() else wrong)[0])
    wanted, value = numbers(float(expected[first]), float(got[first]))
    yield Difference(
        "non-finite" if infinite.any() else "value",
        where,
        first,
        wanted,
        value,
        float(wrong.mean()),
        wrong if wrong.size <= _LARGEST_PICTURE else None,
    )


def _numbers(value: list[Any]) -> bool:
    return bool(value) and all(
        isinstance(item, (int, float)) and not isinstance(item, bool) for item in value
    )
