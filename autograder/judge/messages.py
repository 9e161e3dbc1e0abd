"""Differences in words: what we saw, what should hold, what to try next.

Numbers of hidden cases never appear: only what should hold of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from autograder.course.authoring import RIGHT_VALUES
from autograder.data.answer_key import Case
from autograder.judge.compare import Difference, Kind


def seen(case: Case, difference: Difference) -> str:
    """What we saw and what should hold, in one or two sentences."""
    which = f"In the case “{case.name}”" if case.visible else _hidden(case)
    where = difference.where or "what came back"
    at = "[" + ", ".join(map(str, difference.index)) + "]" if difference.index else ""
    match difference.kind:
        case "raised":
            place = f" ({difference.where})" if difference.where else ""
            return (
                f"{which} your function stopped with {difference.got[:200].strip()}{place}. It"
                " should return a value."
            )
        case "timed out":
            return f"{which} your function did not finish in time. It should return at once."
        case "died":
            return (
                f"{which} the process that ran your function died (out of memory, or it ended the"
                " program)."
            )
        case "skipped":
            return f"{which} your function was not run, because an earlier case did not finish."
        case "mutated input":
            return (
                f"{which} your function changed its input {difference.where}. Inputs belong to the"
                " caller and should be afterwards what they were before."
            )
        case "missing":
            return (
                f"{which} {difference.where or 'the result'} is missing (got {difference.got}). "
                f"There should be {difference.expected}."
            )
        case "arity":
            return (
                f"{which} {difference.got} came back{_of(difference)}. There should be"
                f" {difference.expected}."
            )
        case "type" | "dtype":
            return f"{which} {where} is {difference.got}. It should be {difference.expected}."
        case "shape":
            return f"{which} {where} has {difference.got}. It should have {difference.expected}."
        case "drawn" if case.visible:
            return (
                f"{which} the numbers in {where} have {difference.got}. They should have"
                f" {difference.expected}."
            )
        case "drawn":
            return f"{which} the numbers in {where} have the wrong mean or spread."
        case "repeated":
            return f"{which} {where} holds {difference.got}. It should hold {difference.expected}."
        case "non-finite":
            return (
                f"{which} {where}{at} is {difference.got}. Every entry should be a finite number."
            )
    if not case.visible:
        return (
            f"{which} {where} has wrong values, {_share(difference)}, first at"
            f" {at or 'its only entry'}."
        )
    return (
        f"{which} {where}{at} is {difference.got} and should be {difference.expected}"
        f" ({_share(difference)})."
    )


_STEPS: Mapping[Kind, str] = {
    "raised": (
        "Read the message from its end: it names the operation, and for arrays their shapes. "
        "Print those shapes just before that line."
    ),
    "timed out": "Look for a loop whose condition never turns false.",
    "died": "Look for an array that grows without end, or a call that leaves the program.",
    "skipped": "Mend the case before this one first.",
    "mutated input": (
        "Look for assignments into an argument, and for +=, *= and the like on one: "
        "work on a copy instead."
    ),
    "missing": "Compare your return statement with the section “Returns” of the docstring.",
    "arity": "Compare your return statement with the section “Returns” of the docstring.",
    "type": "Compare your return statement with the section “Returns” of the docstring.",
    "dtype": (
        "Check where numbers turned into something else: a comparison, a cast, "
        "an integer array that is written into."
    ),
    "shape": (
        "Write the shape of every factor beside the formula, with B, I and H in it, and follow it"
        " to the result."
    ),
    "non-finite": (
        "Find the first operation that overflows or divides by zero: "
        "an exponential of a large number is the usual one."
    ),
    "repeated": (
        "Draw each array anew, and from the generator that your function is given: not from"
        " np.random, and not from one that you make yourself."
    ),
    "drawn": "Read again around what, and how far apart, the prompt wants them drawn.",
    "value": "Work the formula out by hand for the first wrong entry and compare term by term.",
}


def next_step(case: Case, difference: Difference) -> str:
    """What to try, in one sentence."""
    step = _step(difference)
    if difference.kind in ("value", "shape") and case.criterion != RIGHT_VALUES:
        return f"Ask what is different about this case: it looks at “{case.criterion}”. {step}"
    return step


def _step(difference: Difference) -> str:
    match difference.kind:
        case "raised":
            return _ERROR_STEPS.get(difference.got.split(":")[0], _STEPS["raised"])
        case "dtype":
            return next(
                (step for word, step in _DTYPE_STEPS.items() if word in difference.got),
                _STEPS["dtype"],
            )
        case "missing" if difference.got == "None" and "[" not in difference.where:
            return (
                "Look at where your function ends: each way through it should end in a return"
                " statement with a value."
            )
        case "missing" if difference.got != "None":
            return (
                "Compare the keys of your dict with those under “Returns” in the docstring, letter"
                " by letter."
            )
        case "arity" if difference.got == "a tuple of one value":
            return (
                "Look at the end of your return statement: a comma after the value makes a tuple"
                " of it."
            )
        case "shape":
            return _shape_step(
                re.findall(r"\d+", difference.got), re.findall(r"\d+", difference.expected)
            )
    return _STEPS[difference.kind]


def _shape_step(got: list[str], expected: list[str]) -> str:
    if len(got) < len(expected) and got:
        return (
            "An axis is lost: look for a sum, a mean or an index that takes one away, and for what"
            " is joined without one."
        )
    if sorted(got) == sorted(expected):
        return (
            "The sizes are right, in another order: look at which axis is which where you loop,"
            " stack or transpose."
        )
    return _STEPS["shape"]


_ERROR_STEPS: Mapping[str, str] = {
    "NameError": (
        "Look for that name: is it spelled alike in both places, is it imported, and does what"
        " defines it stand in the file and run without an error?"
    ),
    "UnboundLocalError": (
        "The name gets a value in some ways through your function and not in this one: give it one"
        " before the loop or the if."
    ),
    "KeyError": (
        "Compare that key with the keys of the dict, letter by letter: print(list(...)) shows them."
    ),
    "IndexError": (
        "Print the index, and the shape or length of what is indexed, just before that line."
    ),
    "AttributeError": (
        "Print type(...) of what stands before that dot: it is something else than you think."
    ),
    "TypeError": (
        "Print type(...) of each thing in that line: one of them is something else than you think,"
        " such as None, a tuple, or a function that takes other arguments."
    ),
    "ZeroDivisionError": (
        "Print what is divided by just before that line, and ask in which case it is zero."
    ),
    "RecursionError": "Look for a call of the function by itself that never comes to an end.",
    "NotImplementedError": (
        "Something that your function uses is still as it was handed out: write that first."
    ),
    "ModuleNotFoundError": (
        "Leave out that import: what the course asks for needs NumPy and Python alone."
    ),
    "ImportError": "Leave out that import: what the course asks for needs NumPy and Python alone.",
    "OverflowError": (
        "Find the exponential of a large number, and use NumPy's functions, not those of math."
    ),
}


_DTYPE_STEPS: Mapping[str, str] = {
    "complex": (
        "Look for what makes them complex: a 1j, a dtype=complex, np.emath, np.roots or np.fft. To"
        " take .real at the end would only hide it."
    ),
    "long doubles": (
        "Look for np.longdouble or np.float128, in a cast or after dtype=, and leave it out:"
        " nothing here needs more digits than float64 has."
    ),
    "objects": (
        "Look for dtype=object and for an array that is made of parts of different shapes, of None"
        " or of lists: make an array of numbers of each part first."
    ),
    "text": "Leave the numbers numbers: look for an f-string, str() or quotes.",
    "True and False": (
        "Look for a comparison (<, >, ==) that became the result; use it to choose between numbers"
        " instead."
    ),
}


def _hidden(case: Case) -> str:
    return f"In a hidden case of “{case.criterion}”"


def _of(difference: Difference) -> str:
    return f" in {difference.where}" if difference.where else ""


def _share(difference: Difference) -> str:
    percent = round(100 * difference.share)
    return (
        "every entry is wrong"
        if difference.share >= 1
        else f"{max(percent, 1)}% of its entries are wrong"
    )
