"""A pattern in words: what it means, and what to try."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.data.diagnosis import Pattern, PatternName
from autograder.judge.describe import joined

_TEXTS: Mapping[PatternName, tuple[str, str]] = {
    "transposed": (
        "The numbers are right, but two axes are swapped.",
        "Look at where rows and columns change places: rows are examples here. An extra or a"
        " missing transpose is usually next to the last product or where results are stacked.",
    ),
    "axis of one": (
        "The numbers are right; there is one axis of length one too many or too few.",
        "Compare the shape of your result with the docstring: look at keepdims, [np.newaxis], "
        "squeeze and indexing with a single number.",
    ),
    "reshaped": (
        "The numbers are right and in the right order, but in another shape.",
        "Compare the shape of your result with the docstring: look at reshape, ravel,"
        " concatenate and stack.",
    ),
    "negated": (
        "Every number has the right size and the wrong sign.",
        "Look for a minus that is missing or one too many, or for a difference whose two terms have"
        " changed places.",
    ),
    "reversed": (
        "The steps are right, but the last one comes first.",
        "Look for a loop that runs backwards, or a result that was collected backwards and"
        " never reversed.",
    ),
    "one step late": (
        "The values are those of the step before: everything is one step late.",
        "Look at which comes first in your loop, taking the step or storing its result, and at"
        " where your indices start.",
    ),
    "one step early": (
        "The values are those of the step after: everything is one step early.",
        "Look at where your indices start, and at whether the first input is read.",
    ),
    "first step only": (
        "The first step is right, and everything after it is not.",
        "What does the second step need from the first? Check that each state which a step returns"
        " goes into the next step, in the right place.",
    ),
    "zeros": (
        "What is wrong is zero everywhere.",
        "Find where the result should get its values: an array made by np.zeros stays zero until"
        " something is stored in it or added to it.",
    ),
    "whole numbers": (
        "The values were cut or rounded to whole numbers.",
        "Look for an array of integers that results are written into, and for int(), round or //.",
    ),
    "imprecise": (
        "The values are nearly right: they agree to about two digits.",
        "Look for rounding, for a narrow dtype such as float16, for an approximation, or for a "
        "small term that was added for safety.",
    ),
    "scaled": (
        "Every number is {factor:.4g} times what it should be.",
        "Look for a factor that is missing or one too many, or a mean where a sum belongs.",
    ),
    "swapped returns": (
        "{names[0]} and {names[1]} are right, but have changed places.",
        "Compare the order of your return statement with the docstring.",
    ),
    "one step only": (
        "It is right for a sequence of one step, and for no longer one.",
        "What does the second step need from the first? Check which states go into the next"
        " step, and whether every step is kept.",
    ),
    "batch of one only": (
        "It is right for a batch of one example, and for no larger one.",
        "Find the line that treats the whole batch as one example: look for ravel, flatten, [0]"
        " and for sums without an axis.",
    ),
    "not for a batch of one": (
        "It is right for every batch except one with a single example.",
        "Look for squeeze, for shapes that are written out as numbers, and for `if` on a shape.",
    ),
    "matrices only": (
        "It is right for a matrix, and for no other shape.",
        "Look for loops over rows and columns, for len and for .shape[1]: NumPy's operations"
        " take arrays of any shape at once, and single numbers too.",
    ),
    "overflow": (
        "It is right for ordinary numbers and breaks down for large ones.",
        "Find the exponential that overflows, and write the formula so that its argument is"
        " never positive.",
    ),
}


def pattern_text(pattern: Pattern) -> tuple[str, str]:
    """Explain a pattern.

    Returns
    -------
    meaning, step : str
        What the pattern means, and what to try.
    """
    if pattern.name == "zeros" and pattern.names:
        gradients = joined(pattern.names)
        return (
            f"Nothing of {gradients} reaches your result.",
            f"Follow {gradients} from the first line of your function: where does it enter, and"
            " what becomes of it?",
        )
    meaning, step = _TEXTS[pattern.name]
    return meaning.format(factor=pattern.factor, names=pattern.names), step
