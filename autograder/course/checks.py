"""Independent checks of a reference: what speaks for it from outside.

The reference itself works out what should come back in each case, so no case can say that it is
wrong. An author adds checks to ``Exercise.checks``, and `gatewise lint` runs them: an example that
was worked out by hand (`example`), another way to compute the same (`second_implementation`), or
the slopes of the function that the reference claims to differentiate (`finite_differences`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from autograder.course.run_locally import call_recorded, fresh
from autograder.data.answer_key import Case
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.differences import Difference, WrongShape, WrongValue
from autograder.data.tolerance import USUAL, Tolerance
from autograder.data.tree import at, leaves, rebuild
from autograder.judge.compare import compare

Cases: TypeAlias = "Sequence[tuple[str, Mapping[str, Any]]]"
"""The names and the inputs of an exercise's cases."""
_OF_SLOPES = Tolerance(1e-4, 1e-6)
_STEP = 1e-6
_MOST_CASES = 3
"""Slopes are taken in so many cases: they need two calls for every number."""


@dataclass(frozen=True)
class Check:
    """An independent check of a reference.

    Parameters
    ----------
    name
        What is checked, in a few words.
    fault
        Called with the reference and the cases of its exercise. Returns a sentence that says where
        the two disagree; an empty one where they agree.
    """

    name: str
    fault: Callable[[Callable[..., Any], Cases], str]


def example(expected: Any, tolerance: Tolerance = USUAL, **inputs: Any) -> Check:
    """Check the reference with one example whose answer is known.

    Parameters
    ----------
    expected
        What should come back: numbers, arrays, tuples and dicts, as the reference returns them.
    tolerance
        How far a number may be off. The default is that of an exercise.
    **inputs
        The arguments by name.
    """

    def fault(reference: Callable[..., Any], cases: Cases) -> str:
        return _differs("an example worked out by hand", reference, inputs, expected, tolerance)

    return Check("an example", fault)


def second_implementation(function: Callable[..., Any]) -> Check:
    """Check the reference against another way to compute the same, in every case.

    Parameters
    ----------
    function
        Takes the arguments of the reference and returns the same values: slowly, number by number,
        by an identity, or with another library.
    """

    def fault(reference: Callable[..., Any], cases: Cases) -> str:
        for name, inputs in cases:
            expected = function(*map(fresh, inputs.values()))
            words = f"{_named(function)} in the case {name!r}"
            found = _differs(words, reference, inputs, expected, USUAL)
            if found:
                return found
        return ""

    return Check("a second implementation", fault)


def finite_differences(value: Callable[..., float], wrt: Sequence[str]) -> Check:
    """Check the derivatives that the reference returns against slopes of a function.

    Parameters
    ----------
    value
        Takes the arguments of the reference and returns the number that is differentiated.
    wrt
        The parameters with respect to which the reference returns derivatives, in the order in
        which it returns them. A parameter may be an array, or a dict or a list of arrays.
    """

    def fault(reference: Callable[..., Any], cases: Cases) -> str:
        for name, drawn in cases[:_MOST_CASES]:
            inputs = rebuild(drawn, lambda leaf: leaf.astype(float) if _is_array(leaf) else leaf)
            slopes = tuple(_slopes(value, inputs, parameter) for parameter in wrt)
            expected = slopes if len(slopes) > 1 else slopes[0]
            words = f"the slope of {_named(value)} in the case {name!r}"
            found = _differs(words, reference, inputs, expected, _OF_SLOPES)
            if found:
                return found
        return ""

    return Check("finite differences", fault)


def _slopes(value: Callable[..., float], inputs: Mapping[str, Any], parameter: str) -> Any:
    """Central differences with respect to every number of a parameter."""

    def slope(leaf: Any, path: tuple[str | int, ...]) -> Any:
        result = np.zeros(leaf.shape)
        for index in np.ndindex(leaf.shape):
            step = _STEP * max(1.0, abs(float(leaf[index])))
            sides = []
            for sign in (1, -1):
                moved = {name: fresh(item) for name, item in inputs.items()}
                at(moved[parameter], path)[index] += sign * step
                sides.append(float(value(*moved.values())))
            result[index] = (sides[0] - sides[1]) / (2 * step)
        return result

    found = {path: slope(leaf, path) for path, leaf in leaves(inputs[parameter]) if _is_array(leaf)}
    if () in found:
        return found[()]
    return _nested(inputs[parameter], found, ())


def _nested(value: Any, found: Mapping[Any, Any], path: tuple[str | int, ...]) -> Any:
    """The container with a slope in the place of each array."""
    if path in found:
        return found[path]
    if isinstance(value, Mapping):
        return {name: _nested(item, found, (*path, name)) for name, item in value.items()}
    return type(value)(_nested(item, found, (*path, index)) for index, item in enumerate(value))


def _differs(
    words: str,
    reference: Callable[..., Any],
    inputs: Mapping[str, Any],
    expected: Any,
    tolerance: Tolerance,
) -> str:
    """Say where the reference differs from an expected value; nothing where it does not."""
    case = Case("", RIGHT_VALUES, True, "values", inputs, expected)
    run = call_recorded(reference, inputs)
    if run.outcome == "raised":
        return (
            f"The reference raised {run.error} ({run.message}) where it is compared with {words}."
            " It gets the inputs as they are written: an array as `np.array(…)`, not as a list."
        )
    difference = compare(case, run, tolerance)
    if difference is None:
        return ""
    return f"The reference differs from {words}: {_facts(difference, run.value, expected)}."


def _facts(difference: Difference, got: Any, expected: Any) -> str:
    """What differs, in a few words for an author."""
    if isinstance(difference, WrongValue):
        index = f"[{', '.join(map(str, difference.index))}]" if difference.index else ""
        place = f" in {difference.where}{index}" if difference.where or index else ""
        return f"{difference.got:.6g} and not {difference.expected:.6g}{place}"
    if isinstance(difference, WrongShape):
        return f"the shape {difference.got} and not {difference.expected}"
    return f"{difference.kind}, for it returns {_kind(got)} and not {_kind(expected)}"


def _kind(value: Any) -> str:
    """The type of a value, and the length of a tuple or list."""
    name = "an array" if isinstance(value, np.ndarray) else f"a {type(value).__name__}"
    return f"{name} of {len(value)}" if isinstance(value, (tuple, list)) else name


def _is_array(leaf: Any) -> bool:
    return isinstance(leaf, np.ndarray) and leaf.dtype.kind == "f"


def _named(function: Callable[..., Any]) -> str:
    name = getattr(function, "__name__", "<lambda>")
    return "a second implementation" if name == "<lambda>" else f"`{name}`"
