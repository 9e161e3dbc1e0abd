"""Things of the wrong kind, and indices, in words."""

from __future__ import annotations

from autograder.data import causes, misfits
from autograder.judge.messages.source_words import Told, a_kind, code
from autograder.judge.messages.wrong_shapes import sized

_COMPARE_RANGE = (
    "Compare the range of the loop with that, and [t + 1] or [t] with the step that you mean."
)


def condition(fact: causes.ArrayAsCondition) -> Told:
    """An array where one truth value is needed."""
    what = code(fact.text) if fact.text else "A condition"
    name = fact.text.removeprefix("not ")
    step = (
        f"To ask whether it was given, write {code(name + ' is None')}. To choose for each entry,"
        " use np.where."
        if name.isidentifier()
        else "Choose for each entry with np.where(condition, a, b), np.maximum or np.minimum."
    )
    return Told(
        f"{what} is an array, and one truth value is needed here.",
        "`if`, `while`, `and`, `or`, `min` and `max` ask one question; an array has an answer for"
        " each entry.",
        step,
    )


def unpacking(fact: causes.WrongUnpacking) -> Told:
    """A value that is split over names."""
    what = code(fact.text) if fact.text else "A value"
    plural = "s" if fact.wanted != 1 else ""
    names = f"{fact.wanted} name{plural}" if fact.wanted else "names"
    if fact.kind == "dict":
        return Told(
            f"{what} is a dict, and its keys are split over {names}.",
            "Splitting a dict, or a loop over it, gives its keys, which are text.",
            f"Take each entry by its key: {code(fact.text + '[…]')}. A loop over both is"
            f" {code(f'for key, value in {fact.text}.items()')}.",
        )
    has = (
        f"has {fact.got} part{'s' if fact.got != 1 else ''}"
        if fact.got
        else f"is {a_kind(fact.kind)}"
    )
    if fact.kind in ("call", "unknown") and not fact.got:
        has = "has another number of parts"
    elif fact.kind in ("array", "number"):
        has = f"is an array with {fact.got} rows" if fact.got else f"is {a_kind(fact.kind)}"
    return Told(
        f"{what} {has}, and is split over {names} here.",
        "",
        "Compare both sides: what does the right one hold or return, and in which order?",
    )


def bad_index(fact: misfits.BadIndex) -> Told:
    """What is no index."""
    step = {
        "float": "Use // for a whole-number division, range for the loop, or int(…).",
        "text": "Text is a key of a dict. For a list, array or tuple, count from 0, or take the"
        " dict in it first.",
    }.get(fact.kind, "Use whole numbers, slices, or an array of whole numbers.")
    kind = f" is {a_kind(fact.kind)}" if fact.kind else " is no index"
    return Told(
        f"{code(fact.index)} in {code(fact.text)}{kind}.", "An index is a whole number.", step
    )


def too_large(fact: misfits.IndexTooLarge) -> Told:
    """An index past the end."""
    what = code(fact.text) if fact.text else "An index"
    if fact.empty:
        return Told(
            f"{what}: there is nothing in the list yet.",
            "",
            "Put the first value in before the loop, or use .append in place of an assignment.",
        )
    if fact.size < 0:
        return Told(
            f"{what} goes past the end.", "", "Print the index and the length before this line."
        )
    counted = f"They are counted from 0 to {fact.size - 1}."
    if not fact.index and not fact.axis:
        return Told(f"{what} goes past the end: there are {fact.size}.", counted, _COMPARE_RANGE)
    return Told(
        f"{what} asks for number {fact.index}, and axis {fact.axis} has {fact.size}.",
        counted,
        _COMPARE_RANGE,
    )


def too_many(fact: misfits.TooManyIndices) -> Told:
    """More indices than axes."""
    shape = f": its shape is {sized(fact.shape)}" if fact.shape else ""
    return Told(
        f"{code(fact.text)} has more indices than {code(fact.name)} has axes{shape}.",
        "",
        "Take an index away, or look at where the array should have got another axis.",
    )


def no_parts(fact: misfits.NoParts) -> Told:
    """Brackets behind what has no parts."""
    what = code(fact.text) if fact.text else "What stands before the brackets"
    if fact.kind == "function":
        return Told(
            f"{what} is a function, and stands before [ ].", "", "Call it with parentheses: ( )."
        )
    if fact.kind in ("tuple", "text"):
        return Told(
            f"{what} is {a_kind(fact.kind)}, and no part of it can be changed.",
            "",
            "Make a list of it first, or a new one with the part that you want.",
        )
    return Told(
        f"{what} is {a_kind(fact.kind)} and has no parts.",
        "",
        "Take the brackets away, or look at where it lost its axes.",
    )


def read_only(fact: causes.ReadOnly) -> Told:
    """An input, or a read-only view, that is changed."""
    what, name = (code(fact.name), fact.name) if fact.name else ("What stands here", "x")
    copied = f"Make a new array: a = a + b for a += b, or start from {code(name + '.copy()')}."
    if fact.by:
        return Told(
            f"{what} was made by {code(fact.by)}, and this line changes it in place.",
            f"What {code(fact.by)} gives is a view that is read-only: it shares the memory of what"
            " it was made of.",
            copied,
        )
    if not fact.known:
        return Told(
            f"{what} is read-only, and this line changes it in place.",
            "It is an input or a part of one, or a view that NumPy makes read-only.",
            copied,
        )
    owner = (
        f"shares its memory with the input {code(fact.shares)}" if fact.shares else "is an input"
    )
    return Told(
        f"{what} {owner}, and this line changes it in place.",
        "Inputs belong to the caller, and here they are read-only.",
        copied,
    )


_ASKED = {
    "reversed": "cannot be gone through backwards",
    "index": "has no numbered parts",
    "length": "has no length",
    "stack": "is not a list of arrays yet",
}


def one_by_one(fact: causes.OneByOne) -> Told:
    """What gives its parts one after the other."""
    what = code(fact.text) if fact.text else f"What {code(fact.kind)} gives"
    listed = code(f"list({fact.text})") if fact.text else code("list(…)")
    return Told(
        f"{what} {_ASKED[fact.wanted]}.",
        f"A {fact.kind.replace('_', ' ')} gives its parts one after the other, from the first on.",
        f"Make a list of it first: {listed}.",
    )


def wrong_kind(fact: causes.WrongKind) -> Told:
    """A calculation with something that is no number and no array."""
    what = code(fact.operand) if fact.operand else "One operand"
    reason = ""
    match fact.kind:
        case "list" | "tuple":
            step = (
                "Make an array of it first, with np.array or np.stack, or take the part that you"
                " mean: a function that returns several values gives a tuple."
            )
        case "text":
            reason = "A loop over a dict goes over its keys, which are text."
            step = "Take the entry that belongs to the key, or loop over .values() or .items()."
        case "dict":
            step = "Calculate with each of its arrays: go through its keys, and make a new dict."
        case _:
            step = "Call it: put its arguments in parentheses behind it."
    return Told(f"{what} is {a_kind(fact.kind)}, and this line calculates with it.", reason, step)


def narrow(fact: causes.Narrow) -> Told:
    """An array of whole numbers."""
    what = code(fact.text) if fact.text else "The array on the left"
    return Told(
        f"{what} holds whole numbers, and this line adds fractions to it.",
        "An array keeps the kind of number that it was made with.",
        "Make it of floats: np.zeros(…) without a dtype, or .astype(float).",
    )


def ragged(fact: causes.Ragged) -> Told:
    """Parts of different shapes."""
    if not fact.parts:
        return Told(
            "An array stands where one number belongs.",
            "",
            "Print the shape of each side before this line.",
        )
    what = f"The parts of {code(fact.text)}" if fact.text else "The parts"
    return Told(
        f"{what} have different shapes, so that they make no array.",
        "",
        "Treat each part by itself in a loop, or flatten each one and join them: np.concatenate.",
    )


def not_iterable(fact: causes.NotIterable) -> Told:
    """A loop over a number."""
    what = code(fact.text) if fact.text else "What the loop goes over"
    step = (
        f"To count, write {code(f'range({fact.text})')}."
        if fact.kind == "number" and fact.text.isidentifier()
        else "Look at what it should be: a list, an array, or range(…)."
    )
    return Told(f"{what} is {a_kind(fact.kind)}, and has no parts to go through.", "", step)


def divided(fact: causes.DividedByZero) -> Told:
    """A division by zero."""
    what = code(fact.divisor) if fact.divisor else "The divisor"
    return Told(
        f"{what} is zero in this case.", "", "Ask in which case it is zero, and what should hold."
    )
