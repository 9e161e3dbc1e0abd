"""Shapes that do not fit, in words: which axes meet, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.data.causes import EntrywiseMisfit, JoinMisfit, ProductMisfit, Sized, StoreMisfit
from autograder.data.text import clean

_MEANINGS: Mapping[str, str] = {
    "B": "examples",
    "T": "time steps",
    "I": "inputs",
    "H": "hidden units",
    "L": "layers",
}


def sized(shape: Sized) -> str:
    """A shape with the letters of its axes: "(B=3, I=4)"."""
    parts = [f"{letter}={size}" if letter else str(size) for letter, size in shape]
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"


def axis(part: tuple[str, int]) -> str:
    """One axis: "I=4 (inputs)"."""
    letter, size = part
    meaning = f" ({_MEANINGS[letter]})" if letter in _MEANINGS else ""
    return f"{letter}={size}{meaning}" if letter else str(size)


def product(fact: ProductMisfit) -> tuple[str, str, str]:
    """Two factors of a matrix product."""
    left, right = _named(fact.left, "the left factor"), _named(fact.right, "the right factor")
    inner, other = fact.left_shape[-1], fact.right_shape[max(len(fact.right_shape) - 2, 0)]
    shapes = (
        f"{left} is {sized(fact.left_shape)} and {right} is {sized(fact.right_shape)}"
        if all(size for _, size in fact.left_shape)
        else f"the axes that meet are {axis(inner)} and {axis(other)}"
    )
    step = {
        "right": f"With {right} transposed they fit.",
        "left": f"With {left} transposed they fit.",
        "order": f"In the other order they fit: {right} first.",
        "order and left": f"Put {right} first and {left} behind it, transposed: then the batch stays in front.",
    }.get(fact.flipped, "Write the shape of every factor under the formula, with its letters.")
    return (
        f"The shapes of a product do not fit: {shapes}.",
        f"A product sums over the last axis of the left factor, here {axis(inner)}, and the first of"
        f" the right one, here {axis(other)}. They must be the same.",
        step,
    )


def entrywise(fact: EntrywiseMisfit) -> tuple[str, str, str]:
    """Two arrays that are added or multiplied entry by entry."""
    left, right = _named(fact.left, "the left side"), _named(fact.right, "the right side")
    meets = _first_clash(fact.left_shape, fact.right_shape)
    reason = (
        f"Entry by entry, axes are compared from the last: {axis(meets[0])} meets {axis(meets[1])}."
        if meets
        else ""
    )
    turned = fact.left_shape == fact.right_shape[::-1] and len(fact.left_shape) == 2
    step = "Ask of each side what its axes should be: " + (
        "one of them is transposed."
        if turned
        else "a sum or a product with a missing transpose often leaves the wrong one."
    )
    operator = f" in `{fact.operator}`" if fact.operator else ""
    return (
        f"The shapes{operator} do not fit: {left} is {sized(fact.left_shape)} and {right} is"
        f" {sized(fact.right_shape)}.",
        reason,
        step,
    )


def _first_clash(left: Sized, right: Sized) -> tuple[tuple[str, int], tuple[str, int]] | None:
    for first, second in zip(reversed(left), reversed(right), strict=False):
        if first[1] != second[1] and 1 not in (first[1], second[1]):
            return first, second
    return None


def join(fact: JoinMisfit) -> tuple[str, str, str]:
    """Arrays that are joined."""
    shapes = " and ".join(sized(shape) for shape in fact.shapes[:4])
    along = f" along axis {fact.axis}" if fact.axis is not None else ""
    step = (
        f"Along axis {fact.fitting} they fit: say axis={fact.fitting}."
        if fact.fitting is not None and fact.fitting != fact.axis
        else "All axes but the one along which you join must be the same: print the shapes."
    )
    return (
        f"{fact.function} cannot join {f'arrays of shape {shapes}' if shapes else 'these arrays'}{along}.",
        "",
        step,
    )


def store(fact: StoreMisfit) -> tuple[str, str, str]:
    """A value that is stored in a part of an array."""
    return (
        f"`{clean(fact.text, 90)}` has room for {sized(fact.place)}, and the value is"
        f" {sized(fact.value)}.",
        _axes_meant(fact.place),
        "Compare the shape that the result array was made with, and the index on the left.",
    )


def _axes_meant(shape: Sequence[tuple[str, int]]) -> str:
    known = [axis(part) for part in shape if part[0]]
    return f"The place has the axes {' by '.join(known)}." if known else ""


def _named(text: str, instead: str) -> str:
    return f"`{clean(text, 60)}`" if text else instead
