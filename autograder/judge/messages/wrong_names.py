"""Names that are not there, and names that stand for nothing, in words."""

from __future__ import annotations

from autograder.data import causes
from autograder.judge.describe import listed
from autograder.judge.messages.source_words import Told, a_kind, code


def unknown_name(fact: causes.UnknownName) -> Told:
    """A name, an attribute or a key that does not exist."""
    match fact.of:
        case "key":
            return _unknown_key(fact)
        case "name":
            return _undefined(fact)
        case "dict":
            return _entry_behind_a_dot(fact)
        case "module":
            return _not_in_module(fact)
        case _:
            return _of_another_kind(fact)


def _undefined(fact: causes.UnknownName) -> Told:
    if fact.near:
        return Told(
            f"{code(fact.name)} is not defined: did you mean {code(fact.near)}?",
            "",
            f"Write {code(fact.near)} there, or give {code(fact.name)} a value before this line.",
        )
    return Told(
        f"{code(fact.name)} is not defined.",
        "",
        f"Define {code(fact.name)} in this file or notebook, above the function that uses it: each"
        " unit stands alone.",
    )


def _not_in_module(fact: causes.UnknownName) -> Told:
    whole = code(f"{fact.owner}.{fact.name}")
    if fact.near == fact.name:
        return Told(
            f"{whole} does not exist. You have a function {code(fact.name)} of your own.",
            "",
            f"Call it without {code(fact.owner + '.')} in front.",
        )
    if fact.near:
        return Told(
            f"{whole} does not exist: did you mean {code(fact.near)}?",
            "",
            f"Write {code(fact.near)} there.",
        )
    return Told(
        f"{whole} does not exist.",
        "",
        f"Write it as a function of your own, from what {code(fact.owner)} has.",
    )


def _entry_behind_a_dot(fact: causes.UnknownName) -> Told:
    return Told(
        f"{code(fact.owner)} is a dict: its entries stand in brackets, not behind a dot.",
        "",
        f"Write {code(fact.owner + fact.near)} for {code(f'{fact.owner}.{fact.name}')}."
        if fact.near
        else "Write the key in quotes, in brackets.",
    )


def _of_another_kind(fact: causes.UnknownName) -> Told:
    what = f"{code(fact.owner)} is" if fact.owner else "What stands before the dot is"
    headline = f"{what} {a_kind(fact.of)} and has no {code('.' + fact.name)}."
    if fact.of == "array" and fact.name in ("append", "extend"):
        return Told(
            headline,
            "An array has a fixed size. A list can grow.",
            "Collect the parts in a list that starts as [], and join them at the end: np.stack.",
        )
    if fact.near.startswith("np."):
        return Told(headline, "", f"Call {code(f'{fact.near}({fact.owner})')}.")
    if fact.near:
        return Told(headline, "", f"Write {code('.' + fact.near)} there.")
    if fact.of in ("list", "tuple"):
        owner = fact.owner or "x"
        return Told(
            headline,
            "",
            f"Make an array of it first, with np.array or np.stack, or take one of its parts:"
            f" {code(owner + '[0]')}.",
        )
    if fact.of == "text":
        return Told(
            headline,
            "",
            "Text is not the array of that name: take the quotes away, or take the"
            " entry of the dict that has it as its key.",
        )
    return Told(headline, "", "Print type(…) of what stands before that dot, just before the line.")


def _unknown_key(fact: causes.UnknownName) -> Told:
    near = f": did you mean {code(fact.near)}?" if fact.near else "."
    owner = code(fact.owner) if fact.owner else "The dict"
    reason = f"It has {listed(fact.known, 12)}." if fact.known else ""
    step = (
        f"Write the key as {code(fact.near)}."
        if fact.near
        else "Compare the key with those in the docstring, letter by letter."
    )
    return Told(f"{owner} has no key {code(fact.name)}{near}", reason, step)


def new_key(fact: causes.NewKey) -> Told:
    """``+=`` on an entry that is not there yet."""
    return Told(
        f"{code(fact.owner)} has no entry {code(fact.name)} yet.",
        "+= needs a value that it can add to.",
        "Make every entry before the loop, as an array of zeros in the shape of its parameter.",
    )


def not_imported(fact: causes.NotImported) -> Told:
    """A module that is not imported."""
    line = {"np": "import numpy as np"}.get(fact.name, f"import {fact.name}")
    return Told(
        f"{code(fact.name)} is not imported.", "", f"Put {code(line)} at the top, and run it."
    )


def unassigned(fact: causes.Unassigned) -> Told:
    """A name without a value yet."""
    return Told(
        f"{code(fact.name)} has no value yet when this line reads it.",
        "A name that a function assigns anywhere is its own, and starts without a value.",
        f"Give {code(fact.name)} its first value before the loop or the if.",
    )


def not_there(fact: causes.NotThere) -> Told:
    """A package that cannot be used."""
    what = code(fact.name) if fact.name else "This"
    return Told(
        f"{what} cannot be imported here.",
        "The exercises need NumPy and Python alone.",
        "Write what you need from it as a function of your own, and leave out the import.",
    )


def calls_itself(fact: causes.CallsItself) -> Told:
    """A function without end."""
    return Told(
        f"{code(fact.function)} calls itself without end.",
        "",
        "Look for a name that should be another function: a second definition may have taken its"
        " place.",
    )


def still_stub(fact: causes.StillStub) -> Told:
    """A function that is still to be written."""
    if not fact.function:
        return Told("A `raise NotImplementedError` is still there.", "", "Take that line out.")
    return Told(
        f"{code(fact.function)} is still a stub.", "", f"Write {code(fact.function)} first."
    )


def compared_with_none(fact: causes.ComparedWithNone) -> Told:
    """``== None`` for an array."""
    wrong, right = ("==", "is") if fact.equal else ("!=", "is not")
    return Told(
        f"{code(f'{fact.text} {wrong} None')} compares every element of the array.",
        "The result is an array of truth values, and `if` needs one.",
        f"Write {code(f'{fact.text} {right} None')}.",
    )


def nothing_there(fact: causes.NothingThere) -> Told:
    """``None`` where a value is needed."""
    headline = f"{code(fact.text) if fact.text else 'A value in this line'} is None here."
    by, line = code(f"{fact.by}(…)"), f" in line {fact.line}" if fact.line else ""
    match fact.source:
        case "template":
            reason = f"It was set to None{line} and has no other value yet."
            step = f"Write its formula in place of the None{line}."
        case "no return":
            reason = f"{by} has no return statement with a value, so that it gives None."
            step = f"End {code(fact.by)} with a return statement."
        case "in place":
            reason = f"{by} changes a thing in place and returns None."
            step = f"Call {by} on a line of its own, and do not assign its result{line}."
        case "call":
            reason = f"It is what {by} returned."
            step = f"Does each way through {code(fact.by)} end in a return with a value?"
        case _:
            reason = ""
            step = (
                "Find the line that gives it its value: a function without a return statement gives"
                " None, and so do .append and .sort."
            )
    return Told(headline, reason, step)
