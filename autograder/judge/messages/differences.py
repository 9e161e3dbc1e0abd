"""A difference in words: what was seen and what should hold."""

from __future__ import annotations

from autograder.data.answer_key import Case
from autograder.data.declared import Origin
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
from autograder.judge.describe import described, joined, listed, number, numbers

_LONGEST_ERROR = 200
_STATISTICS = {"mean": "mean", "std": "spread"}


def seen(case: Case, difference: Difference) -> str:
    """Say what was seen and what should hold, in one or two sentences.

    Of a hidden case, neither its name nor any expected number is said.
    """
    which = (
        f"In the case “{case.name}”" if case.visible else f"In a hidden case of “{case.criterion}”"
    )
    return f"{which} {_seen(difference, case.visible)}"


def _seen(difference: Difference, visible: bool) -> str:
    match difference:
        case Raised() | TimedOut() | Died() | Skipped() | ChangedInputs():
            return _about_the_call(difference)
        case WrongValue():
            return _wrong_value(difference, visible)
        case WrongSpread():
            return _wrong_spread(difference, visible)
        case WrongOrigin():
            return _wrong_origin(difference)
        case _:
            return _about_the_form(difference)


def _about_the_call(
    difference: Raised | TimedOut | Died | Skipped | ChangedInputs,
) -> str:
    match difference:
        case Raised():
            text = ": ".join(part for part in (difference.error, difference.message) if part)
            place = f" ({difference.chunk}, line {difference.line})" if difference.chunk else ""
            return (
                f"your function stopped with {text[:_LONGEST_ERROR].strip()}{place}. It should"
                " return a value."
            )
        case TimedOut():
            return "your function did not finish in time. It should return at once."
        case Died():
            return (
                "the process that ran your function died (out of memory, or it ended the program)."
            )
        case Skipped():
            return "your function was not run, because an earlier case did not finish."
        case ChangedInputs():
            return (
                f"your function changed its input {joined(difference.names)}. Inputs belong to the"
                " caller and must be the same afterwards as before."
            )


def _about_the_form(
    difference: NothingReturned
    | MissingKey
    | ExtraKeys
    | WrongCount
    | SeveralForOne
    | WrongType
    | WrongDtype
    | WrongShape
    | OtherValue,
) -> str:
    where = difference.where or "what came back"
    match difference:
        case NothingReturned(expected=expected):
            named = difference.where or "the result"
            return f"{named} is missing (got None). There should be {described(expected)}."
        case MissingKey(expected=expected, unknown=unknown):
            instead = f", but {listed(unknown, 4)}" if unknown else ""
            return (
                f"{where} is missing (got no such key{instead}). There should be"
                f" {described(expected)}."
            )
        case ExtraKeys(expected=keys, unknown=unknown):
            return (
                f"also {listed(unknown)} came back{_inside(difference.where)}. There should be the"
                f" keys {listed(keys)}."
            )
        case WrongCount():
            return _wrong_count(difference)
        case SeveralForOne():
            return _several_for_one(difference)
        case WrongShape(expected=shape, got=got):
            return f"{where} has shape {got}. It should have shape {shape}."
        case WrongDtype(expected=expected, got=form):
            wanted = (
                f"an array of real numbers, float64 or float32, of shape {expected.shape}"
                if expected.is_real
                else described(expected)
            )
            return f"{where} is {described(form)}. It should be {wanted}."
        case WrongType(expected=expected, got=form):
            wanted = "one whole number" if expected.kind == "number" else described(expected)
            return f"{where} is {described(form)}. It should be {wanted}."
        case OtherValue(expected=expected, got=form):
            other = "the opposite" if expected.kind == "truth" else f"another {described(expected)}"
            return f"{where} is {described(form)}. It should be {other}."


def _wrong_count(difference: WrongCount) -> str:
    came = f"{difference.got} values"
    if difference.single is not None:
        came = f"one value, {described(difference.single)},"
    elif difference.got == 1:
        came = "1 value"
    names = f": {joined(difference.names)}" if difference.names else ""
    return (
        f"{came} came back{_inside(difference.where)}. There should be"
        f" {difference.expected} values{names}."
    )


def _several_for_one(difference: SeveralForOne) -> str:
    came = "a tuple of one value" if difference.got == 1 else f"{difference.got} values"
    inside = "[" in difference.where
    name = f", {difference.where}" if difference.where and not inside else ""
    place = _inside(difference.where) if inside else ""
    return f"{came} came back{place}. There should be one{name}: {described(difference.expected)}."


def _wrong_value(difference: WrongValue, visible: bool) -> str:
    where = difference.where or "what came back"
    at = "[" + ", ".join(map(str, difference.index)) + "]" if difference.index else ""
    expected, got = numbers(difference.expected, difference.got)
    if isinstance(difference, NonFinite):
        every = "Every entry" if difference.index and difference.entries != 1 else "It"
        return f"{where}{at} is {got}. {every} should be a finite number."
    share = _share(difference)
    if not visible:
        if not share:
            return f"{where}{at} is a wrong number."
        return f"{where} has wrong values, {share}, first at {at}."
    return f"{where}{at} is {got} and should be {expected}{f' ({share})' if share else ''}."


def _share(difference: WrongValue) -> str:
    """How many entries are wrong; nothing is said of a single number."""
    if not difference.index or difference.entries == 1:
        return ""
    percent = round(100 * difference.share)
    return (
        "every entry is wrong"
        if difference.share >= 1
        else f"{max(percent, 1)}% of its entries are wrong"
    )


def _wrong_spread(difference: WrongSpread, visible: bool) -> str:
    where = difference.where or "what came back"
    if not visible:
        return f"the numbers in {where} have the wrong mean or spread."
    name = _STATISTICS[difference.statistic]
    full = "spread (standard deviation)" if difference.statistic == "std" else name
    return (
        f"the numbers in {where} have a {name} of {number(difference.got)}. They should have a"
        f" {full} near {number(difference.expected)}."
    )


def _wrong_origin(difference: WrongOrigin) -> str:
    got, expected = _origins(difference.expected, difference.got, difference.whole)
    where = difference.where or "what came back"
    return f"{where} holds {got}. It should hold {expected}."


def _origins(expected: Origin, got: Origin, whole: str) -> tuple[str, str]:
    if expected.kind == "same":
        return "other numbers than an earlier call with the same seed", "the same ones"
    if got.kind == "same":
        return "the very numbers of an earlier call with another seed", "others"
    return f"the very numbers of {whole}{got.of}", "numbers of its own"


def _inside(where: str) -> str:
    return f" in {where}" if where else ""
