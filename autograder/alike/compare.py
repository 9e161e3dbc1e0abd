"""Which pairs of a class share more than the class explains.

A line that few of the class write is worth ``log2(class / writers)`` bits: the fewer, the more it
tells when two share it. A line that the notebook hands out, or that many write, is worth nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from autograder.alike.lines import Line, Work

FEW, FEW_OF = 3, 0.1
"""A line counts if no more than so many write it, or this share of the class."""
LEAST_LINES = 4
"""Unusual lines that a pair must share."""
LEAST_SHARE = 0.6
"""The share of the unusual lines, in bits, of the one who has fewer, that must be the other's."""
USUAL = 0.95
"""The share of all pairs that is called usual in this class."""


@dataclass(frozen=True)
class Pair:
    """Two submissions alike beyond what the class explains.

    ``shared`` are the compared forms of the unusual lines that both have, and ``bits`` what these
    are worth together. ``share`` is how much that is of all unusual lines of the one who has fewer,
    from 0 to 1.
    """

    first: Work
    second: Work
    shared: tuple[str, ...]
    bits: float
    share: float


@dataclass(frozen=True)
class Alike:
    """What was compared, what is usual, and what is not.

    Parameters
    ----------
    works
        The submissions that were compared.
    handed_out
        How many different lines the notebook hands out.
    common
        The lines that many write, by how many learners write them.
    usual
        The number of unusual lines that 95 of 100 pairs share at most.
    compared
        How many pairs were compared.
    pairs
        The pairs for a person to look at, the most alike first.
    """

    works: tuple[Work, ...]
    handed_out: int
    common: dict[str, int]
    usual: int
    compared: int
    pairs: tuple[Pair, ...]


def compare_class(works: Sequence[Work], handed_out: Collection[Line] = ()) -> Alike:
    """Find the pairs of a class that share more unusual lines than is usual in it.

    Parameters
    ----------
    works
        What each learner wrote.
    handed_out
        The lines that every learner was given: stubs and the notebook's own cells.

    Returns
    -------
    Alike
        With no pair where nobody shares more than is usual.
    """
    given = {line.normal for line in handed_out}
    writers = Counter(normal for work in works for normal in _normals(work) - given)
    most = max(FEW, FEW_OF * len(works))
    bits = {normal: log2(len(works) / n) for normal, n in writers.items() if n <= most}
    common = {normal: n for normal, n in writers.most_common() if n > most}
    unusual = [_normals(work) & bits.keys() for work in works]
    counts = _shared_counts(unusual)
    above = np.triu_indices(len(works), 1)
    usual = int(np.quantile(counts[above], USUAL)) if len(above[0]) else 0
    found = [
        pair
        for first, second in zip(*np.nonzero(np.triu(counts, 1) >= LEAST_LINES), strict=True)
        if (pair := _pair(works, unusual, bits, int(first), int(second))).share >= LEAST_SHARE
    ]
    found.sort(key=lambda pair: (-pair.bits, pair.first.learner, pair.second.learner))
    return Alike(tuple(works), len(given), common, usual, len(above[0]), tuple(found))


def groups(pairs: Sequence[Pair]) -> list[set[str]]:
    """Learners who hang together by pairs, three or more, the largest group first."""
    found: list[set[str]] = []
    for pair in pairs:
        names = {pair.first.learner, pair.second.learner}
        touched = [group for group in found if group & names]
        found = [group for group in found if not group & names]
        found.append(names.union(*touched))
    return sorted((group for group in found if len(group) > 2), key=lambda group: -len(group))


def _normals(work: Work) -> set[str]:
    return {line.normal for line in work.lines}


def _shared_counts(unusual: Sequence[set[str]]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """How many lines each two share, shape ``(works, works)``.

    The longest common subsequence of sorted lists without doubles is what the two have in common.
    """
    numbers = {normal: place for place, normal in enumerate(sorted(set().union(*unusual)))}
    lists = [sorted(numbers[normal] for normal in lines) for lines in unusual]
    if not lists:
        return np.zeros((0, 0), dtype=np.int64)
    return np.asarray(cdist(lists, lists, scorer=LCSseq.similarity, workers=1), dtype=np.int64)


def _pair(
    works: Sequence[Work],
    unusual: Sequence[set[str]],
    bits: dict[str, float],
    first: int,
    second: int,
) -> Pair:
    shared = unusual[first] & unusual[second]
    worth = sum(bits[normal] for normal in shared)
    fewer = min(sum(bits[normal] for normal in unusual[place]) for place in (first, second))
    return Pair(
        works[first],
        works[second],
        tuple(sorted(shared)),
        worth,
        worth / fewer if fewer else 0.0,
    )
