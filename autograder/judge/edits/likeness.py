"""How alike two source texts look."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise


def words_of(text: str) -> frozenset[str]:
    """The words of a source text in small letters: ``W_f`` has ``w`` and ``f``."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in text)
    return frozenset(spaced.lower().split())


def alike(first: str, second: str) -> float:
    """How alike two texts look, from 0 to 1: the share of pairs of letters they have in common."""
    pairs = [Counter(pairwise(f"^{text}$")) for text in (first, second)]
    common = sum((pairs[0] & pairs[1]).values())
    return 2 * common / max(sum(pairs[0].values()) + sum(pairs[1].values()), 1)
