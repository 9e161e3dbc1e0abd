"""What the text of an exception says, the same for every way to write the same mistake."""

from __future__ import annotations

import re

_MISFIT = re.compile(
    r"size (\d+) is different from (\d+)\)|not aligned: (\d+) \(dim \d\) != (\d+) \(dim \d\)"
)
"""NumPy's messages for two shapes that do not fit: ``@`` and ``np.dot`` have different ones."""
_BROADCAST = re.compile(r"operands could not be broadcast together with shapes ((?:\([\d,]*\) ?)+)")
_SAME_EVERYWHERE = (
    (re.compile(r"only \S+ arrays can be converted to Python scalars"), "an array for a number"),
    (re.compile(r"too many values to unpack \(expected (\d+)"), r"more than \1 values"),
)
"""Messages whose words depend on the version of NumPy or Python."""


def gist(message: str) -> str:
    """The text of an exception, the same for every way to write a product of matrices.

    That of a gist is the gist itself. Tables of pairs hold it (`autograder.judge.sketches`).
    """
    misfit = _MISFIT.search(message)
    if misfit is None:
        return message.strip()
    sizes = sorted(size for size in misfit.groups() if size)
    return f"{sizes[0]} does not meet {sizes[1]}"


def say_the_same(message: str, other: str) -> bool:
    """Whether the texts of two exceptions, or their gists, are about the same sizes or cause.

    The terms of a sum may have changed places, and another version of NumPy may have other words.
    """
    return _meaning(message) == _meaning(other)


def _meaning(message: str) -> str:
    broadcast = _BROADCAST.search(message)
    if broadcast is not None:
        shapes = broadcast[1].split()
        if len(shapes) == 3 and shapes[2] == shapes[0]:
            del shapes[2]  # in place, NumPy names the first operand again as the result
        return f"{' and '.join(sorted(shapes))} do not fit"
    for pattern, words in _SAME_EVERYWHERE:
        same = pattern.search(message)
        if same is not None:
            return same.expand(words)
    return gist(message)
