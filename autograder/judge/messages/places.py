"""Where the numbers leave the truth, in words.

Never "the mistake is here": what is known is up to where the numbers are right, and after which
line they are not.
"""

from __future__ import annotations

import re

from autograder.data.location import Location, Quantity, Read
from autograder.data.text import clean
from autograder.judge.describe import joined

_LONGEST = 40
_MOST_READS = 4


def place_text(location: Location) -> str:
    """The place, as the head of a message: "Line 12 of gates.py"."""
    return f"Line {location.line} of {clean(location.chunk, 80)}"


def place_headline(location: Location) -> str:
    """The place, and in a few words what is known of it."""
    match location.kind:
        case "misplaced":
            what = "right numbers go to the wrong place"
        case "order":
            what = "right numbers, but those of another step"
        case "not carried":
            what = "every step reads what the first one read"
        case "start value":
            what = "look at what it starts from"
        case _:
            what = "the first after which your numbers are not right"
    return f"{place_text(location)}: {what}."


def place_evidence(location: Location) -> str:
    """What is right up to the line, and what is not any more after it. No number is said."""
    reads = _reads(location.reads)
    makes = _makes(location)
    match location.kind:
        case "misplaced":
            found = f": {_named(location.found)} stands there" if location.found else ""
            return (
                f"The numbers are right up to here, but one of them goes to the wrong place{found}."
                f" {_wrong_parts(location)}".rstrip()
            )
        case "start value":
            starts = f" from `{clean(location.text, _LONGEST)}`" if location.text else " here"
            return f"What is carried on starts{starts}, and should start from something else."
        case "missing":
            what = _named(location.wanted) if location.wanted else "a value that is needed"
            return f"Up to here your numbers are right{reads}; {what} is computed nowhere."
        case "order":
            found = f", the numbers are those of {_named(location.found)}" if location.found else ""
            return (
                f"The numbers are right for another step{found}: look at the order of the steps and"
                " at the indices."
            )
        case "dropped":
            made = f", `{clean(location.text, _LONGEST)}`," if location.text else ""
            return f"What this line makes{made} is kept nowhere, and a result stays empty."
        case "not carried":
            start = _named(location.found) or "what the loop started from"
            own = clean(location.text, _LONGEST)
            what = f"`{own}` is still {start}" if own not in ("", start) else f"it reads {start}"
            when = f"In step {location.step}" if location.step else "In the next"
            return (
                f"The first step is right. {when} {what}: nothing in the loop passes the new"
                " value on."
            )
        case "role":
            return (
                f"What this line makes is right as far as it goes{reads}. It is used where"
                " something else should be made of it first."
            )
        case _:
            first = f" in step {location.step} for the first time" if location.step else ""
            after = makes or joined(location.wrong_parts[:_MOST_READS]) or "what it makes"
            verb = "is" if makes or len(location.wrong_parts) < 2 else "are"
            return (
                f"Up to here your numbers are right{reads}; after this line {after} {verb}"
                f" not{first}. {_wrong_group(location)}".rstrip()
            )


def place_step(location: Location) -> str:
    """What to do at a place of which nothing more is known."""
    match location.kind:
        case "misplaced":
            return "Compare the line with the section “Returns” of the docstring, name by name."
        case "start value":
            return "What does this quantity start from, before the first step has run?"
        case "missing":
            what = _named(location.wanted) if location.wanted else "which value"
            return f"Find {what} in the formula, and compute it before this line."
        case "order":
            return "Write down by hand which step reads what, for two steps."
        case "dropped":
            return "Put it where the result is collected."
        case "not carried":
            return "What does a step need from the step before, and where does the loop keep it?"
        case "role":
            return "Find in the formula what happens to this value before it is used."
        case _:
            return "Compare this line with its formula, term by term."


def _makes(location: Location) -> str:
    named = location.makes not in ("", "return")
    own = f"`{clean(location.makes, _LONGEST)}`" if named else ""
    truth = _named(location.wanted) if location.wanted else ""
    if own and truth != location.makes and _words(truth) & _words(location.makes):
        return f"{own} ({truth})"
    return own or truth


def _words(name: str) -> set[str]:
    """The words of a name, without the step: ``c_t`` and ``c_new`` share one."""
    return set(re.findall(r"[^\W_]+", name)) - {"t"}


def _reads(reads: tuple[Read, ...]) -> str:
    """What the line reads, in the truth's names: " (f_t, c_{t-1})"."""
    names = [
        _named(read.quantity) if read.quantity else clean(read.text, _LONGEST) for read in reads
    ]
    shown = list(dict.fromkeys(filter(None, names)))[:_MOST_READS]
    return f" ({', '.join(shown)})" if shown else ""


def _named(quantity: Quantity | None) -> str:
    return clean(quantity.name, _LONGEST) if quantity is not None else ""


def _wrong_group(location: Location) -> str:
    """Which entries of a dict of results are the wrong ones, by what their names share."""
    from autograder.judge.locate.groups import wrong_group

    name, part = wrong_group(location.wrong_parts, location.right_parts)
    if not part:
        return ""
    how = "end in" if part.startswith("_") else "begin with"
    return f"In {clean(name, _LONGEST)}, only the entries that {how} {part} are wrong."


def _wrong_parts(location: Location) -> str:
    grouped = _wrong_group(location)
    if grouped:
        return grouped
    if not location.wrong_parts or not location.right_parts:
        return ""
    verb = "is" if len(location.wrong_parts) == 1 else "are"
    return f"Of the results only {joined(location.wrong_parts[:_MOST_READS])} {verb} wrong."
