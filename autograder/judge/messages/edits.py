"""A small change that would make a line right, in words: first its kind, then what stands there.

The changed line is never written out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.data.edits import Edit, EditKind
from autograder.data.text import clean

_VAGUE: Mapping[EditKind, str] = {
    "operand": "one operand of this line is not the right one",
    "key": "one operand of this line is not the right one",
    "sign": "look at its signs",
    "operator": "look at its operators",
    "bracket": "look at its parentheses",
    "function": "look at which functions it calls",
    "transpose": "look at what it transposes",
    "constant": "look at the numbers that are written in it",
    "index": "look at its indices",
    "axis": "look at its axes",
    "order": "look at the order in which things stand in it",
    "exchanged operands": "two of its operands may have changed places",
    "exchanged functions": "two of the functions it calls may have changed places",
    "missing activation": "a function is missing in it",
    "extra activation": "it calls one function too many",
    "complement": "look at what is taken from one",
    "missing factor": "a factor is missing in it",
    "extra factor": "it has one factor too many",
    "missing term": "a term is missing in it",
    "extra term": "it has one term too many",
    "extra statement": "it changes what was right before it",
    "statement order": "look at what runs before what",
    "start value": "look at what it starts from",
    "not reset": "what it changes should start anew in each turn of the loop around it",
    "missing copy": "look at what shares its memory with what",
}

_STANDS: Mapping[EditKind, str] = {
    "operand": "`{stands}` stands where another quantity belongs.",
    "key": "`{stands}` stands where another one of its kind belongs.",
    "sign": "One sign is the wrong way round.",
    "operator": "`{stands}` does not do here what the formula says.",
    "bracket": "Python reads it in another order than the formula: say it aloud, innermost first.",
    "function": "`{stands}` is not the function that the formula has there.",
    "transpose": "One matrix is transposed here and should not be, or the other way round.",
    "constant": "`{stands}` is not the number that the formula has.",
    "index": "`[{stands}]` is not the place that the formula means.",
    "axis": "Ask over which axis this runs, and which axes should be left.",
    "order": "Two things stand here in each other's place.",
    "exchanged operands": "`{stands}` and `{belongs}` have changed places.",
    "exchanged functions": "`{stands}` and `{belongs}` have changed places.",
    "missing activation": "A value goes on as it is, and the formula has a function around it.",
    "extra activation": "The formula has no `{stands}` there.",
    "complement": "Ask of each factor whether the formula has it, or one minus it.",
    "missing factor": "Count the factors of each term in the formula, and here.",
    "extra factor": "The formula has no factor `{stands}` there.",
    "missing term": "Count the terms in the formula, and here.",
    "extra term": "The formula has no term `{stands}` there.",
    "extra statement": (
        "`{stands}` was right before this line, which computes it from `{belongs}`. Is it needed?"
    ),
    "statement order": (
        "Two lines that follow each other change places: which one needs the new value, and which"
        " one the old?"
    ),
    "start value": "`{stands}` is not what this starts from before the first step.",
    "not reset": (
        "`{stands}` is made once, before the outer loop. Each later turn goes on from what the turn"
        " before left in it."
    ),
    "missing copy": "`{stands}` is the same array all along, and a later line changes it.",
}

_NAMED: Mapping[EditKind, str] = {
    "operand": "`{stands}` stands where `{belongs}` belongs.",
    "key": "`{stands}` stands where `{belongs}` belongs.",
    "function": "`{stands}` stands where `{belongs}` belongs.",
    "missing activation": "A value goes on as it is, and `{belongs}` is missing around it.",
    "missing factor": "`{belongs}` is missing as a factor.",
    "missing term": "`{belongs}` is missing as a term.",
}


_NAMED_AT_ONCE: frozenset[EditKind] = frozenset({"operand", "key", "function"})
"""Kinds of which what stands there says little without what belongs there."""


def edit_hints(edit: Edit) -> tuple[str, ...]:
    """What to say of a change, step by step: its kind, what stands there, what belongs there."""
    stands, belongs = clean(edit.stands), clean(edit.belongs)
    exact = _STANDS[edit.kind]
    if edit.kind == "index" and "(" in stands:
        exact = "`{stands}` does not go through the steps that the formula means."
    elif edit.kind == "extra statement" and not (stands and belongs):
        exact = "Without this line the result would be right."
    elif ("{stands}" in exact and not stands) or ("{belongs}" in exact and not belongs):
        exact = ""
    named = _NAMED.get(edit.kind, "") if belongs else ""
    if named and edit.kind in _NAMED_AT_ONCE:
        exact, named = named, ""
    hints = (hint.format(stands=stands, belongs=belongs) for hint in (exact, named) if hint)
    return (_VAGUE[edit.kind], *hints)


def vaguely(edits: Sequence[Edit]) -> str:
    """The kind of what is wrong, or both kinds between which the source cannot decide."""
    return ", or: ".join(dict.fromkeys(edit_hints(edit)[0] for edit in edits))


def exactly(edits: Sequence[Edit]) -> tuple[str, ...]:
    """What stands in the wrong place, and then more exactly what belongs there.

    Of two causes that give the same numbers, both are said.
    """
    ladders = [hints for edit in edits if (hints := edit_hints(edit)[1:])]
    if not ladders:
        return ()
    first = list(dict.fromkeys(ladder[0] for ladder in ladders))
    if len(first) > 1:
        return (f"Two causes give the same numbers. {' Or: '.join(first)}",)
    return (first[0], *dict.fromkeys(hint for ladder in ladders for hint in ladder[1:]))
