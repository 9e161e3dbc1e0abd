"""Why an exception arose, in words: what is wrong, why, and what to change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from autograder.data import causes
from autograder.data.causes import Cause, Fact
from autograder.data.text import clean
from autograder.judge.describe import joined, listed
from autograder.judge.messages import misfits


class Told(NamedTuple):
    """What is wrong, why, and what to change."""

    headline: str
    reason: str
    step: str


KINDS: Mapping[str, str] = {
    "array": "an array",
    "number": "a number",
    "float": "a number with a fraction",
    "none": "None",
    "text": "text",
    "list": "a list",
    "tuple": "a tuple",
    "dict": "a dict",
    "module": "a module",
    "function": "a function",
    "call": "the result of a call",
}


def a_kind(kind: str) -> str:
    """A kind of thing with its article."""
    return KINDS.get(kind) or f"of type {clean(kind, 40)}"


def place_of(cause: Cause) -> str:
    """The place and the learner's line: "Line 5 of gates.py: `z = W @ x_t`"."""
    if not cause.line:
        return ""
    where = f"Line {cause.line} of {clean(cause.chunk, 60)}"
    return f"{where}: {code(cause.text)}" if cause.text else where


def explain_fact(fact: Fact) -> Told:
    """What is wrong, why, and what to change."""
    told: Told = Told(*_WORDS[type(fact)](fact))
    return told


def code(text: str) -> str:
    """A piece of the learner's source in words: "`z = W @ x_t`"."""
    return f"`{clean(text, 160)}`"


def _unknown_name(fact: causes.UnknownName) -> tuple[str, str, str]:
    if fact.of == "key":
        return _unknown_key(fact)
    if fact.of == "name":
        near = f": did you mean {code(fact.near)}?" if fact.near else "."
        step = (
            f"Write {code(fact.near)} there, or give {code(fact.name)} a value before this line."
            if fact.near
            else f"Define {code(fact.name)} in this file or cell, above the function that uses it:"
            " each unit stands alone."
        )
        return f"{code(fact.name)} is not defined{near}", "", step
    owner = fact.owner or a_kind(fact.of)
    whole = f"{fact.owner}.{fact.name}" if fact.owner else fact.name
    if fact.of == "dict":
        return (
            f"{code(owner)} is a dict: its entries stand in brackets, not behind a dot.",
            "",
            f"Write {code(owner + fact.near)} for {code(whole)}.",
        )
    if fact.of == "module":
        near = f": did you mean {code(f'{fact.owner}.{fact.near}')}?" if fact.near else "."
        step = (
            f"Write {code(fact.near)} there."
            if fact.near
            else f"Look up the function's name: {code(fact.owner)} has none called {code(fact.name)}."
        )
        return f"{code(whole)} does not exist{near}", "", step
    return _of_another_kind(fact, owner)


def _of_another_kind(fact: causes.UnknownName, owner: str) -> tuple[str, str, str]:
    what = f"{code(owner)} is {a_kind(fact.of)}" if fact.owner else f"This is {a_kind(fact.of)}"
    headline = f"{what} and has no {code('.' + fact.name)}."
    if fact.of == "array" and fact.name in ("append", "extend"):
        return (
            headline,
            "An array has a fixed size. A list can grow.",
            "Collect the parts in a list that starts as [], and join them at the end with np.stack.",
        )
    if fact.near.startswith("np."):
        return headline, "", f"Call {code(f'{fact.near}(…)')} with it as the argument."
    if fact.near:
        return headline, "", f"Did you mean {code('.' + fact.near)}?"
    if fact.of in ("list", "tuple"):
        return (
            headline,
            "",
            f"Make an array of it first, with np.array or np.stack, or take one of its parts:"
            f" {code(owner + '[0]')}.",
        )
    return headline, "", "Print type(…) of what stands before that dot, just before the line."


def _unknown_key(fact: causes.UnknownName) -> tuple[str, str, str]:
    near = f": did you mean {code(fact.near)}?" if fact.near else "."
    owner = code(fact.owner) if fact.owner else "The dict"
    reason = f"It has {listed(fact.known, 12)}." if fact.known else ""
    step = (
        f"Write the key as {code(fact.near)}."
        if fact.near
        else "Compare the key with those in the docstring, letter by letter."
    )
    return f"{owner} has no key {code(fact.name)}{near}", reason, step


def _not_imported(fact: causes.NotImported) -> tuple[str, str, str]:
    line = {"np": "import numpy as np"}.get(fact.name, f"import {fact.name}")
    return f"{code(fact.name)} is not imported.", "", f"Put {code(line)} at the top, and run it."


def _unassigned(fact: causes.Unassigned) -> tuple[str, str, str]:
    return (
        f"{code(fact.name)} has no value yet when this line reads it.",
        "A name that a function assigns anywhere belongs to the function, and starts without a value.",
        f"Give {code(fact.name)} its first value before the loop or the if.",
    )


def _compared(fact: causes.ComparedWithNone) -> tuple[str, str, str]:
    wrong, right = ("==", "is") if fact.equal else ("!=", "is not")
    return (
        f"{code(f'{fact.text} {wrong} None')} compares every element of the array.",
        "The result is an array of truth values, and `if` needs one.",
        f"Write {code(f'{fact.text} {right} None')}.",
    )


def _condition(fact: causes.ArrayAsCondition) -> tuple[str, str, str]:
    return (
        f"{code(fact.text)} is an array, and one truth value is needed here.",
        "`if`, `while`, `and`, `or`, `min` and `max` ask one question. An array has an answer for each entry.",
        "Choose for each entry with np.where(condition, a, b), or with np.maximum and np.minimum.",
    )


def _nothing(fact: causes.NothingThere) -> tuple[str, str, str]:
    what = code(fact.text) if fact.text else "A value in this line"
    headline = f"{what} is None here."
    by, line = code(f"{fact.by}(…)"), f" in line {fact.line}" if fact.line else ""
    match fact.source:
        case "template":
            return (
                headline,
                f"It was set to None{line} and has no other value yet.",
                (f"Write its formula in place of the None{line}."),
            )
        case "no return":
            return (
                headline,
                f"{by} has no return statement with a value, so that it gives None.",
                (f"End {code(fact.by)} with a return statement."),
            )
        case "in place":
            return (
                headline,
                f"{by} changes a thing in place and returns None.",
                (f"Call {by} on a line of its own, and do not assign its result{line}."),
            )
        case "call":
            return (
                headline,
                f"It is what {by} returned.",
                (
                    f"Look at each way through {code(fact.by)}: does each end in a return with a value?"
                ),
            )
        case _:
            return (
                headline,
                "",
                (
                    "Find the line that gives it its value: a function without a return statement gives"
                    " None, and so do .append and .sort."
                ),
            )


def _unpacking(fact: causes.WrongUnpacking) -> tuple[str, str, str]:
    what = code(fact.text) if fact.text else "A value"
    names = (
        f"{fact.wanted} name{'s' if fact.wanted != 1 else ''}" if fact.wanted else "several names"
    )
    if fact.kind == "dict":
        return (
            f"{what} is a dict, and is split over {names} here.",
            "Splitting a dict gives its keys, in the order in which they were put in.",
            f"Take each entry by its name: {code(fact.text + '[…]')} with the key in quotes.",
        )
    has = f" has {fact.got}" if fact.got else " has another number of parts"
    if fact.kind in ("array", "number"):
        has = f" is one array with {fact.got} rows" if fact.got else f" is {a_kind(fact.kind)}"
    return (
        f"{what}{has}, and is split over {names} here.",
        "",
        "Compare both sides: what does the right one return, and in which order?",
    )


def _bad_index(fact: causes.BadIndex) -> tuple[str, str, str]:
    if fact.kind == "float":
        step = "Use // for a whole-number division, or int(…)."
    elif fact.kind == "text":
        step = "Text is a key of a dict. For a list, array or tuple count from 0, or take the dict itself."
    else:
        step = "Use whole numbers, slices, or an array of whole numbers."
    kind = f" is {a_kind(fact.kind)}" if fact.kind else " is no index"
    return f"{code(fact.index)} in {code(fact.text)}{kind}.", "An index is a whole number.", step


def _too_large(fact: causes.IndexTooLarge) -> tuple[str, str, str]:
    what = code(fact.text) if fact.text else "An index"
    if fact.empty:
        return (
            f"{what}: there is nothing in the list yet.",
            "",
            "Put the first value in before the loop, or use .append in place of an assignment.",
        )
    if fact.size < 0:
        return f"{what} goes past the end.", "", "Print the index and the length before this line."
    if not fact.index and not fact.axis:
        return (
            f"{what} goes past the end: there are {fact.size}.",
            f"They are counted from 0 to {fact.size - 1}.",
            "Compare the range of the loop with that, and [t + 1] or [t] with the step that you mean.",
        )
    return (
        f"{what} asks for number {fact.index}, and axis {fact.axis} has {fact.size}.",
        f"They are counted from 0 to {fact.size - 1}.",
        "Compare the range of the loop with that, and [t + 1] or [t] with the step that you mean.",
    )


def _too_many(fact: causes.TooManyIndices) -> tuple[str, str, str]:
    shape = f": its shape is {misfits.sized(fact.shape)}" if fact.shape else ""
    return (
        f"{code(fact.text)} has more indices than {code(fact.name)} has axes{shape}.",
        "",
        "Take away an index, or look at where the array should have got another axis.",
    )


def _no_parts(fact: causes.NoParts) -> tuple[str, str, str]:
    what = code(fact.text) if fact.text else "What stands before the brackets"
    if fact.kind == "function":
        return (
            f"{what} is a function, and stands before [ ].",
            "",
            "Call it with round parentheses.",
        )
    return (
        f"{what} is {a_kind(fact.kind)} and has no parts.",
        "",
        "Take the brackets away, or look at where it lost its axes.",
    )


def _parts_not_listed(fact: causes.PartsNotListed) -> tuple[str, str, str]:
    return (
        f"{fact.function} takes one list of arrays.",
        "The second argument is taken for the axis.",
        f"Put the arrays into brackets: {code(f'{fact.function}([…, …], axis=…)')}.",
    )


def _sizes_not_listed(fact: causes.SizesNotListed) -> tuple[str, str, str]:
    return (
        f"{fact.function} takes its sizes as one tuple.",
        "The second argument is taken for the dtype.",
        f"Put the sizes into parentheses: {code(f'{fact.function}((…, …))')}.",
    )


def _not_a_size(fact: causes.NotASize) -> tuple[str, str, str]:
    step = {
        "float": "Use // in place of /, or int(…).",
        "tuple": "Take one of its numbers, as in .shape[0].",
        "list": "Take its length with len(…).",
    }.get(fact.kind, "Print type(…) of it before this line.")
    what = code(fact.text) if fact.text else "A size"
    return f"{what} is {a_kind(fact.kind)}, and a whole number is needed.", "", step


def _called(fact: causes.Called) -> tuple[str, str, str]:
    what = code(fact.text) if fact.text else "Something"
    step = "Look for an operator that is missing before the parenthesis, such as * or @."
    if fact.kind == "dict":
        step = "Use brackets for an entry of a dict: [ ] in place of ( )."
    elif fact.kind in ("list", "tuple"):
        step = "Use brackets for a part: [ ] in place of ( )."
    elif fact.kind == "array":
        step = "For a part of it use brackets [ ]. For a product put * or @ before the parenthesis."
    return (
        f"{what} is {a_kind(fact.kind)}, and round parentheses call a function.",
        "" if fact.kind != "module" else "A module holds functions: name one of them after a dot.",
        step,
    )


def _arguments(fact: causes.WrongArguments) -> tuple[str, str, str]:
    name = code(fact.function)
    parameters = f"It takes ({', '.join(fact.parameters)})." if fact.parameters else ""
    if fact.whole:
        return (
            f"{name} has other parameters than the stub.",
            "",
            "Put back the first line of the stub: the names and the order of its parameters.",
        )
    if fact.unexpected:
        return f"{name} takes no {code(fact.unexpected)}.", parameters, "Compare the call with it."
    if fact.missing:
        return (
            f"This call of {name} leaves out {joined([code(item) for item in fact.missing])}.",
            parameters,
            "Add it to the call, in the order of the parameters.",
        )
    return (
        f"This call gives {name} {fact.got} arguments, and it takes {fact.wanted}.",
        parameters,
        "Compare the call with the first line of the function.",
    )


def _read_only(fact: causes.ReadOnly) -> tuple[str, str, str]:
    what = code(fact.name) if fact.name else "An input"
    return (
        f"{what} is an input, and this line changes it in place.",
        "Inputs belong to the caller, and here they are read-only.",
        f"Make a new array: write a = a + b for a += b, or start from {code((fact.name or 'x') + '.copy()')}.",
    )


def _scalars(fact: causes.ScalarsOnly) -> tuple[str, str, str]:
    step = (
        f"Use {code(fact.instead)}, which takes arrays of any shape."
        if fact.instead
        else "Leave the conversion out: NumPy calculates with the array itself."
    )
    return f"{code(fact.function)} takes one number, and this is an array.", "", step


def _overflow(fact: causes.MathOverflow) -> tuple[str, str, str]:
    return (
        f"{code(fact.function) if fact.function else 'This'} overflows for large numbers.",
        "The exponential of 710 is larger than any float.",
        "Use NumPy's functions, and write the formula so that no exponential is of a large positive number.",
    )


def _wrong_kind(fact: causes.WrongKind) -> tuple[str, str, str]:
    what = code(fact.operand) if fact.operand else "One operand"
    headline = f"{what} is {a_kind(fact.kind)}, and this line calculates with it."
    match fact.kind:
        case "list" | "tuple":
            return (
                headline,
                "",
                (
                    "Make an array of it first, with np.array or np.stack, or take the part that you mean:"
                    " a function that returns several values gives a tuple."
                ),
            )
        case "text":
            return (
                headline,
                "A loop over a dict goes over its keys, which are text.",
                ("Take the entry that belongs to the key: params[key]."),
            )
        case "dict":
            return headline, "", "Take an entry of it: the key in quotes, in brackets."
        case _:
            return headline, "", "Call it: put its arguments in round parentheses behind it."


def _narrow(fact: causes.Narrow) -> tuple[str, str, str]:
    return (
        f"{code(fact.text)} holds whole numbers, and this line adds fractions to it.",
        "An array keeps the kind of number that it was made with.",
        "Make it of floats: np.zeros(…) without a dtype, or .astype(float).",
    )


def _ragged(fact: causes.Ragged) -> tuple[str, str, str]:
    return (
        "An array is put where one number should be, or is made of parts of different shapes.",
        "",
        "Print the shape of each part before this line: all must be the same.",
    )


def _itself(fact: causes.CallsItself) -> tuple[str, str, str]:
    return (
        f"{code(fact.function)} calls itself without end.",
        "",
        "Look for a name that should be another function: a second definition may have taken its place.",
    )


def _stub(fact: causes.StillStub) -> tuple[str, str, str]:
    if not fact.function:
        return "A `raise NotImplementedError` is still there.", "", "Take that line out."
    return f"{code(fact.function)} is still a stub.", "", f"Write {code(fact.function)} first."


def _not_there(fact: causes.NotThere) -> tuple[str, str, str]:
    what = code(fact.name) if fact.name else "This"
    return f"{what} cannot be imported here.", "", "The exercises need NumPy and Python alone."


def _divided(fact: causes.DividedByZero) -> tuple[str, str, str]:
    what = code(fact.divisor) if fact.divisor else "The divisor"
    return (
        f"{what} is zero in this case.",
        "",
        "Ask in which case it is zero, and what should hold then.",
    )


_WORDS: Mapping[type, Callable[[Any], tuple[str, str, str]]] = {
    causes.UnknownName: _unknown_name,
    causes.NotImported: _not_imported,
    causes.Unassigned: _unassigned,
    causes.ComparedWithNone: _compared,
    causes.ArrayAsCondition: _condition,
    causes.NothingThere: _nothing,
    causes.WrongUnpacking: _unpacking,
    causes.BadIndex: _bad_index,
    causes.IndexTooLarge: _too_large,
    causes.TooManyIndices: _too_many,
    causes.NoParts: _no_parts,
    causes.ProductMisfit: misfits.product,
    causes.EntrywiseMisfit: misfits.entrywise,
    causes.JoinMisfit: misfits.join,
    causes.StoreMisfit: misfits.store,
    causes.PartsNotListed: _parts_not_listed,
    causes.SizesNotListed: _sizes_not_listed,
    causes.NotASize: _not_a_size,
    causes.Called: _called,
    causes.WrongArguments: _arguments,
    causes.ReadOnly: _read_only,
    causes.ScalarsOnly: _scalars,
    causes.MathOverflow: _overflow,
    causes.WrongKind: _wrong_kind,
    causes.Narrow: _narrow,
    causes.Ragged: _ragged,
    causes.CallsItself: _itself,
    causes.StillStub: _stub,
    causes.NotThere: _not_there,
    causes.DividedByZero: _divided,
}
