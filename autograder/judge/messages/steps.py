"""What to try after a difference, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.data.answer_key import Case
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.differences import (
    Difference,
    Kind,
    MissingKey,
    NothingReturned,
    Raised,
    SeveralForOne,
    WrongDtype,
    WrongShape,
)
from autograder.judge.describe import element_kind

_COMPARE_RETURN = "Compare your return statement with the section “Returns” of the docstring."

_STEPS: Mapping[Kind, str] = {
    "raised": (
        "Read the message from its end: it names the operation, and for arrays their shapes. "
        "Print those shapes just before that line."
    ),
    "timed out": "Look for a loop whose condition never turns false.",
    "died": "Look for an array that grows without end, or a call that leaves the program.",
    "skipped": "Fix the case before this one first.",
    "mutated input": (
        "Look for assignments into an argument, and for +=, *= and the like on one: "
        "work on a copy instead."
    ),
    "missing": _COMPARE_RETURN,
    "arity": _COMPARE_RETURN,
    "type": _COMPARE_RETURN,
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
    "drawn": "Check the mean and the spread that the prompt asks for.",
    "value": "Work the formula out by hand for the first wrong entry and compare term by term.",
}

_ERROR_STEPS: Mapping[str, str] = {
    "NameError": (
        "Look for that name: is it spelled the same in both places, is it imported, and does the"
        " cell that defines it run without an error?"
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
        "Print type(...) of what stands before that dot: its type is not what you expect."
    ),
    "TypeError": (
        "Print type(...) of each thing in that line: the type of one is not what you expect, such"
        " as None, a tuple, or a function that takes other arguments."
    ),
    "ZeroDivisionError": (
        "Print the divisor just before that line, and ask in which case it is zero."
    ),
    "RecursionError": "Look for a call of the function by itself that never comes to an end.",
    "NotImplementedError": ("A function that yours uses is still a stub: write that first."),
    "ModuleNotFoundError": ("Leave out that import: the exercises need NumPy and Python alone."),
    "ImportError": "Leave out that import: the exercises need NumPy and Python alone.",
    "OverflowError": (
        "Find the exponential of a large number, and use NumPy's functions, not those of math."
    ),
}

_DTYPE_STEPS: Mapping[str, str] = {
    "complex numbers": (
        "Look for what makes them complex: a 1j, a dtype=complex, np.emath, np.roots or np.fft."
        " Taking .real at the end would only hide it."
    ),
    "long doubles": (
        "Look for np.longdouble or np.float128, in a cast or after dtype=, and leave it out:"
        " nothing here needs more digits than float64 has."
    ),
    "Python objects": (
        "Look for dtype=object and for an array that is made of parts of different shapes, of None"
        " or of lists: make an array of numbers of each part first."
    ),
    "text": "Leave the numbers numbers: look for an f-string, str() or quotes.",
    "True and False": (
        "Look for a comparison (<, >, ==) that became the result; use it to choose between numbers"
        " instead."
    ),
}


def next_step(case: Case, difference: Difference) -> str:
    """Say what to try, in one sentence."""
    step = _step(difference)
    if difference.kind in ("value", "shape") and case.criterion != RIGHT_VALUES:
        return f"Ask what is different about this case: it looks at “{case.criterion}”. {step}"
    return step


def _step(difference: Difference) -> str:
    match difference:
        case Raised(error=error):
            return _ERROR_STEPS.get(error, _STEPS["raised"])
        case WrongDtype(got=form):
            return _DTYPE_STEPS.get(element_kind(form), _STEPS["dtype"])
        case NothingReturned(where=where) if "[" not in where:
            return (
                "Look at where your function ends: each way through it should end in a return"
                " statement with a value. `print` shows a value, but does not return it."
            )
        case MissingKey():
            return (
                "Compare the keys of your dict with those under “Returns” in the docstring, letter"
                " by letter."
            )
        case SeveralForOne(got=1):
            return (
                "Look at the end of your return statement: a comma after the value makes a tuple"
                " of it."
            )
        case WrongShape(expected=expected, got=got):
            return _shape_step(got, expected)
        case _:
            return _STEPS[difference.kind]


def _shape_step(got: tuple[int, ...], expected: tuple[int, ...]) -> str:
    if 0 < len(got) < len(expected):
        return (
            "An axis is lost: look for a sum, a mean or an index that takes one away, and for"
            " arrays that are joined without a new axis."
        )
    if sorted(got) == sorted(expected):
        return (
            "The sizes are right, in another order: look at which axis is which where you loop,"
            " stack or transpose."
        )
    return _STEPS["shape"]
