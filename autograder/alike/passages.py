"""Two submissions side by side: which of their lines are alike, nearly alike, or explained."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.process import extractOne

from autograder.alike.compare import Pair
from autograder.alike.lines import Line, Work

NEARLY = 90.0
"""From 0 to 100: how alike two different lines are that are marked as nearly alike."""

Kind = Literal["alike", "nearly", "usual", "own"]
"""``alike`` is unusual in the class and the same in both; ``usual`` is handed out, or written by
many; ``own`` is neither."""


@dataclass(frozen=True)
class Marked:
    """A line with what it is, and the number of the pair of lines that it belongs to, or 0."""

    line: Line
    kind: Kind
    number: int = 0


def side_by_side(
    pair: Pair, usual: Collection[str]
) -> tuple[tuple[Marked, ...], tuple[Marked, ...]]:
    """Mark the lines of both submissions of a pair, each in its own order.

    Parameters
    ----------
    pair
        Two submissions.
    usual
        The compared forms of lines that are handed out, or that many write.
    """
    numbers = {normal: number for number, normal in enumerate(pair.shared, 1)}
    nearly = dict(_nearly(pair, usual, len(numbers)))
    return (
        tuple(_marked(pair.first, numbers, nearly, usual)),
        tuple(_marked(pair.second, numbers, nearly, usual)),
    )


def _nearly(pair: Pair, usual: Collection[str], begin: int) -> Iterator[tuple[str, int]]:
    """Lines that differ a little, with one number for both."""
    left_out = {*pair.shared, *usual}
    others = {line.normal for line in pair.second.lines} - left_out
    number = begin
    for normal in dict.fromkeys(line.normal for line in pair.first.lines):
        if normal in left_out:
            continue
        found = extractOne(normal, sorted(others), scorer=fuzz.ratio, score_cutoff=NEARLY)
        if found is not None:
            number += 1
            others.discard(found[0])
            yield normal, number
            yield found[0], number


def _marked(
    work: Work, numbers: dict[str, int], nearly: dict[str, int], usual: Collection[str]
) -> Iterator[Marked]:
    for line in work.lines:
        if line.normal in numbers:
            yield Marked(line, "alike", numbers[line.normal])
        elif line.normal in usual:
            yield Marked(line, "usual")
        elif line.normal in nearly:
            yield Marked(line, "nearly", nearly[line.normal])
        else:
            yield Marked(line, "own")
