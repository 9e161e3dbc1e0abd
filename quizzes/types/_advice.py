"""Advice on wording, based on item-writing rules.

They are those of Haladyna, Downing & Rodriguez (2002), https://doi.org/10.1207/S15324818AME1503_5.

Nothing here raises: advice is for the author, and learners never wait for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

ALL_OR_NONE = re.compile(
    r"\b(all|none|both|neither|any) of (the|these|those)( (above|below|others?|options))?\b", re.I
)
NEGATIVE = re.compile(r"(?<!\*\*)\b(not|except|never|cannot|isn't|doesn't|can't)\b(?!\*\*)", re.I)
APPLY = re.compile(r"\b(all that apply|every one that|all the ones that)\b", re.I)
TELLING = re.compile(r"(^|-)(right|correct|wrong|true|false|key|answer|distractor)(-|$)")
NUMBER = re.compile(r"^[-−+]?\d+(\.\d+)?(e[-+]?\d+)?$")


@dataclass(frozen=True)
class Advice:
    """What a rule says about one question: the rule's name, and what to change."""

    question: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.question}: {self.message} ({self.rule})"


def on_negatives(question: str, prompt: str) -> Iterator[Advice]:
    """Advise on a *not* in a prompt that does not stand out."""
    if found := NEGATIVE.search(re.sub(r"\$[^$]*\$|`[^`]*`", "", prompt)):
        yield Advice(
            question,
            "unmarked-negative",
            f"the prompt says {found[0]!r}: turn it round, or make it stand out as **{found[0]}**",
        )


def on_texts(question: str, texts: Iterable[str]) -> Iterator[Advice]:
    """Advise on options that refer to each other, or that occur twice."""
    texts = list(texts)
    for text in texts:
        if found := ALL_OR_NONE.search(text):
            yield Advice(
                question,
                "all-or-none",
                f"an option says {found[0]!r}: write out what it stands for",
            )
    bare = Counter(" ".join(text.casefold().split()).rstrip(".") for text in texts)
    for text, count in bare.items():
        if count > 1:
            yield Advice(question, "duplicate-option", f"{text!r} stands there {count} times")


def on_ids(question: str, ids: Iterable[str]) -> Iterator[Advice]:
    """Advise on ids that say which option is right."""
    for name in ids:
        if TELLING.search(name):
            yield Advice(
                question, "telling-id", f"the id {name!r} gives the key away: name what it says"
            )


def on_lengths(question: str, right: Sequence[str], wrong: Sequence[str]) -> Iterator[Advice]:
    """Advise on a right option that is much longer than every wrong one; a little is chance."""
    shortest, longest = min(map(len, right), default=0), max(map(len, wrong), default=0)
    if wrong and shortest > 1.25 * longest and shortest - longest > 8:
        yield Advice(
            question,
            "key-is-longest",
            "the right option is much longer than the others: "
            "shorten it, or say more in a wrong one",
        )


def are_numbers(texts: Iterable[str]) -> bool:
    """Return whether every text is nothing but a number."""
    return all(NUMBER.match(text) for text in texts)


def on_numbers(question: str, texts: Iterable[str]) -> Iterator[Advice]:
    """Advise on options that are numbers and do not stand in ascending order."""
    plain = [text.rstrip(".").replace("−", "-") for text in texts]
    if are_numbers(plain):
        values = [float(text) for text in plain]
        if values != sorted(values):
            yield Advice(
                question,
                "numbers-in-order",
                f"options that are numbers go up: {', '.join(plain)} do not",
            )
