"""Shapes that do not fit, in words: which axes meet, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.data.misfits import (
    EntrywiseMisfit,
    GrownInPlace,
    JoinMisfit,
    ProductMisfit,
    Sized,
    StoreMisfit,
)
from autograder.judge.messages.source_words import Told, code

_MEANINGS: Mapping[str, str] = {
    "B": "examples",
    "T": "time steps",
    "I": "inputs",
    "H": "hidden units",
    "L": "layers",
}
_WRITE_SHAPES = "Write the shape of every factor under the formula, with its letters."


def sized(shape: Sized) -> str:
    """A shape with the letters of its axes: "(B=3, I=4)"."""
    parts = [f"{letter}={size}" if letter else str(size) for letter, size in shape]
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"


def axis(part: tuple[str, int]) -> str:
    """One axis: "I=4 (inputs)"."""
    letter, size = part
    meaning = f" ({_MEANINGS[letter]})" if letter in _MEANINGS else ""
    return f"{letter}={size}{meaning}" if letter else str(size)


def product(fact: ProductMisfit) -> Told:
    """Two factors of a matrix product."""
    left, right = _named(fact.left, "the left factor"), _named(fact.right, "the right factor")
    inner, other = fact.left_shape[-1], fact.right_shape[max(len(fact.right_shape) - 2, 0)]
    known = all(size for _, size in fact.left_shape)
    headline = (
        f"{_capital(left)} is {sized(fact.left_shape)} and {right} is {sized(fact.right_shape)}:"
        " their product does not fit."
        if known
        else f"The axes that meet in a product do not fit: {axis(inner)} and {axis(other)}."
    )
    return Told(
        headline,
        f"The last axis of the left factor meets the first of the right one: {axis(inner)} meets"
        f" {axis(other)}. They must be the same.",
        _common_axis(fact) if known else _WRITE_SHAPES,
    )


def _common_axis(fact: ProductMisfit) -> str:
    """Over which axis the product should sum, where both have just one in common."""
    common = [part for part in fact.left_shape if part[0] and part in fact.right_shape]
    if (
        len(common) != 1
        or fact.right_shape.count(common[0]) != 1
        or len(fact.left_shape) != 2
        or len(fact.right_shape) != 2
    ):
        return _WRITE_SHAPES
    return (
        f"Both have {axis(common[0])}, so that is what to sum over: it should come last on the left"
        " and first on the right. Look at the order and at .T."
    )


def entrywise(fact: EntrywiseMisfit) -> Told:
    """Two arrays that are added or multiplied entry by entry."""
    left, right = _named(fact.left, "the left side"), _named(fact.right, "the right side")
    clash = _first_clash(fact.left_shape, fact.right_shape)
    reason = (
        f"Axes are compared from the last one: {axis(clash[0])} meets {axis(clash[1])}."
        if clash
        else ""
    )
    turned = len(fact.left_shape) == 2 and fact.left_shape == fact.right_shape[::-1]
    operator = f" {code(fact.operator)}" if fact.operator else " entry by entry"
    step = (
        "A matrix product is written @. The sign * multiplies entry by entry."
        if fact.fits_as_product
        else "One of the two is transposed: which one should have these axes?"
        if turned
        else "Which axes should each side have here? Print both shapes, and look at the line that"
        " makes the wrong one."
    )
    return Told(
        f"{_capital(left)} is {sized(fact.left_shape)} and {right} is {sized(fact.right_shape)}:"
        f" they do not fit{operator if not fact.operator else f' in{operator}'}.",
        reason,
        step,
    )


def _first_clash(left: Sized, right: Sized) -> tuple[tuple[str, int], tuple[str, int]] | None:
    for first, second in zip(reversed(left), reversed(right), strict=False):
        if first[1] != second[1] and 1 not in (first[1], second[1]):
            return first, second
    return None


def join(fact: JoinMisfit) -> Told:
    """Arrays that are joined."""
    shapes = " and ".join(sized(shape) for shape in fact.shapes[:4])
    along = f" along axis {fact.axis}" if fact.axis is not None else ""
    what = f"arrays of shape {shapes}" if shapes else "these arrays"
    step = (
        f"Along axis {fact.fitting} they fit: say axis={fact.fitting}."
        if fact.fitting is not None and fact.fitting != fact.axis
        else "All axes but the one along which you join must be the same: print the shapes."
    )
    return Told(f"{fact.function} cannot join {what}{along}.", "", step)


def store(fact: StoreMisfit) -> Told:
    """A value that is stored in a part of an array."""
    return Told(
        f"{code(fact.text)} has room for {sized(fact.place)}, and the value is"
        f" {sized(fact.value)}.",
        _axes_meant(fact.place),
        "Compare the shape that the result array was made with, and the index on the left.",
    )


def grown(fact: GrownInPlace) -> Told:
    """A sum in place that would have to grow."""
    what = code(fact.text) if fact.text else "What stands on the left"
    more = len(fact.whole) - len(fact.place)
    extra = " and ".join(axis(part) for part in fact.whole[: max(more, 0)])
    step = (
        f"Sum what you add over the axis that {what} does not have: {extra}."
        if extra
        else f"Print the shape of what you add: it should be that of {what}."
    )
    return Told(
        f"{what} is {sized(fact.place)}, and {code(fact.operator)} would make it"
        f" {sized(fact.whole)}.",
        "A change in place keeps the shape of what is there.",
        step,
    )


def _axes_meant(shape: Sequence[tuple[str, int]]) -> str:
    known = [axis(part) for part in shape if part[0]]
    return f"The place has the axes {' by '.join(known)}." if known else ""


def _named(text: str, instead: str) -> str:
    return code(text) if text else instead


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:1].isalpha() else text
