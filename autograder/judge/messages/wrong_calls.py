"""Calls that cannot work, in words."""

from __future__ import annotations

from autograder.data import causes, misfits
from autograder.judge.describe import joined
from autograder.judge.messages.source_words import PLURALS, Told, a_kind, code


def called(fact: causes.Called) -> Told:
    """A call of what is no function."""
    step = {
        "dict": "Use brackets for an entry of a dict: [ ] in place of ( ).",
        "list": "Use brackets for a part: [ ] in place of ( ).",
        "tuple": "Use brackets for a part: [ ] in place of ( ).",
        "array": "For a part of it use brackets [ ]. For a product put * or @ before the"
        " parenthesis.",
        "module": "A module holds functions: name one of them after a dot.",
    }.get(fact.kind, "Look for an operator that is missing before the parenthesis, such as *.")
    what = code(fact.text) if fact.text else "What stands before the parenthesis"
    return Told(f"{what} is {a_kind(fact.kind)}, and ( ) calls a function.", "", step)


def arguments(fact: causes.WrongArguments) -> Told:
    """A call with other arguments than the function takes."""
    name = code(fact.function)
    parameters = f"It takes ({', '.join(fact.parameters)})." if fact.parameters else ""
    if fact.whole:
        return Told(
            f"{name} has other parameters than the stub.",
            parameters,
            "Put back the first line of the stub: the names and the order of its parameters.",
        )
    if fact.unexpected:
        step = (
            f"NumPy says {code(fact.instead)} for it."
            if fact.instead
            else "Compare the call with the parameters of the function."
        )
        return Told(f"{name} takes no {code(fact.unexpected)}.", parameters, step)
    if fact.missing:
        return Told(
            f"This call of {name} leaves out {joined([code(item) for item in fact.missing])}.",
            parameters,
            "Add it to the call, in the order of the parameters.",
        )
    return Told(
        f"This call gives {name} {fact.got} arguments, and it takes {fact.wanted}.",
        parameters,
        "Compare the call with the first line of the function.",
    )


def parts_not_listed(fact: causes.PartsNotListed) -> Told:
    """``np.concatenate(a, b)``."""
    return Told(
        f"{fact.function} takes one list of arrays.",
        "The second argument is taken for the axis.",
        f"Put the arrays into brackets: {code(f'{fact.function}([…, …], axis=…)')}.",
    )


def sizes_not_listed(fact: causes.SizesNotListed) -> Told:
    """``np.zeros(3, 4)``."""
    return Told(
        f"{code(fact.function)} takes its sizes as one tuple.",
        "What comes after the first size is taken for something else, such as the dtype.",
        "Put the sizes into parentheses of their own: (…, …).",
    )


def not_a_size(fact: causes.NotASize) -> Told:
    """A size that is no whole number."""
    step = {
        "float": "Use // in place of /, or int(…).",
        "tuple": "Take one of its numbers, as in .shape[0].",
        "list": "Take its length with len(…).",
        "array": "Take its length with len(…), or one of its sizes, as in .shape[0].",
    }.get(fact.kind, "Print type(…) of it before this line.")
    what = code(fact.text) if fact.text else "A size"
    return Told(f"{what} is {a_kind(fact.kind)}, and a whole number is needed.", "", step)


def scalars_only(fact: causes.ScalarsOnly) -> Told:
    """A function for single numbers."""
    step = (
        f"Use {code(fact.instead)}, which takes arrays of any shape."
        if fact.instead
        else "Leave the conversion out: NumPy calculates with the array itself."
    )
    return Told(f"{code(fact.function)} takes one number, and this is an array.", "", step)


def overflow(fact: causes.MathOverflow) -> Told:
    """An exponential that is too large."""
    return Told(
        f"{code(fact.function) if fact.function else 'This'} overflows for large numbers.",
        "The exponential of 710 is larger than any float.",
        "Write the formula so that no exponential is of a large positive number, with NumPy's"
        " functions.",
    )


def joined_parts(fact: misfits.JoinedParts) -> Told:
    """A list that holds no arrays."""
    if not fact.kind:
        what = code(fact.name) if fact.name else "The list"
        if fact.lost:
            return Told(
                f"{what} is still empty.",
                f"{code(fact.lost)} makes a new array and leaves {what} as it is.",
                f"Use {code(f'{fact.name}.append(…)')}, which changes the list.",
            )
        return Told(
            f"{what} is empty, so that there is nothing to join.",
            "",
            "Where should it get its parts? Look at the loop and at what it appends to.",
        )
    if fact.kind == "itself a tuple":
        return Told(
            f"{code(fact.name)} is a tuple, and {fact.function} joins arrays.",
            "A function that returns several values gives a tuple.",
            "Take out the value that you mean: give each one a name, as in h, c = …, or use [0].",
        )
    holds = f"{code(fact.name)} holds {PLURALS[fact.kind]}, and {fact.function} joins arrays."
    if fact.kind == "none":
        return Told(
            holds,
            "Some places have kept the None that they started with.",
            "Does your loop store something in every place? Compare its range and its index.",
        )
    if fact.kind == "tuple":
        return Told(
            holds,
            "A function that returns several values gives a tuple.",
            "Take the tuple apart first, as in h, c = …, and collect the part that you mean.",
        )
    return Told(holds, "", "Collect the entries that you mean, not the whole dict.")


def axis_too_large(fact: misfits.AxisTooLarge) -> Told:
    """An axis that is not there."""
    return Told(
        f"There is no axis {fact.axis}: the array has {fact.count}.",
        f"They are counted from 0 to {fact.count - 1}.",
        "Ask which axis you mean: print the shape. An axis may also have been lost before.",
    )


def own_check(fact: causes.OwnCheck) -> Told:
    """A check of the learner's own."""
    if fact.kind == "assert":
        return Told(
            f"Your own assert does not hold: {code(fact.text)}.",
            "",
            "Compare it with the shapes in the docstring: is the assert right, or what it checks?",
        )
    return Told(
        f"Your own {code(fact.text)} was reached.",
        "",
        "Ask in which case it should be reached: the inputs are those of the docstring.",
    )
