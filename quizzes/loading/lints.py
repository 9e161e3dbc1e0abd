"""Advice on questions: what each type says of its own wording, and what only a whole bank shows.

Advice raises nothing. It is for the author, and learners never wait for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from quizzes.text import (
    PLACEHOLDER,
    Place,
    formulas,
    mathml,
    shortened,
    texts,
    without_code,
    wordy,
)
from quizzes.types import Advice, Question, are_numbers


def lint(questions: Sequence[Question]) -> list[Advice]:
    """Return all advice on these questions, and on where their right answers stand.

    Parameters
    ----------
    questions
        The questions as they were written; those of a whole bank, for the rules on positions.
    """
    found: list[Advice] = []
    for question in questions:
        for place, text in texts(question.model_dump()):
            found += [Advice(question.id, *said) for said in _on_text(place, text)]
        found += question.advice()
    return [*found, *_positions(questions), *_longest_overall(questions)]


def is_plain(place: Place) -> bool:
    """Return whether a text is compared with what learners type, and has no markup."""
    return place[-2:-1] == ("accept",) or place[-1:] == ("answer",)


def _on_text(place: Place, text: str) -> Iterator[tuple[str, str]]:
    """Yield rule and advice on one text of a question."""
    if hidden := next((sign for sign in text if _is_hidden(sign)), None):
        yield (
            "invisible",
            f"{shortened(text)!r} holds a character that nobody sees"
            + (f" (U+{ord(hidden):04X}): take it away"),
        )
    if is_plain(place):
        return
    for fault in formula_faults(text):
        yield "formula", fault
    for formula in formulas(text):
        if wordy(PLACEHOLDER.sub("2", formula)):
            yield (
                "words-in-formula",
                f"words in the formula ${shortened(formula)}$: write \\$ for a dollar, or put words"
                " into \\text{…}",
            )


def _is_hidden(sign: str) -> bool:
    """Return whether a character has no shape; joiners shape the letters beside them."""
    return unicodedata.category(sign) == "Cf" and sign not in "\u200c\u200d"


def formula_faults(text: str) -> Iterator[str]:
    """Yield what keeps the formulas of a text from being shown: what was seen and expected."""
    if re.sub(r"\\\$", "", without_code(text)).count("$") % 2:
        yield (
            f"a dollar sign without its partner in {shortened(text)!r}; expected two around a"
            " formula, and \\$ for a plain one"
        )
        return
    for formula in formulas(PLACEHOLDER.sub("2", text)):
        try:
            mathml(formula)
        except ValueError as error:
            yield f"{error}; expected LaTeX that can be shown without a network"


def _positions(questions: Iterable[Question]) -> Iterator[Advice]:
    """Yield places that hold more right answers than chance explains (three sigma).

    Options that are numbers do not count: they stand in order, wherever the right one falls.
    """
    by_size: dict[int, Counter[int]] = {}
    for question in questions:
        if (found := question.one_right()) and not are_numbers(found[0]):
            options, right = found
            by_size.setdefault(len(options), Counter())[right] += 1
    for size, places in sorted(by_size.items()):
        total, chance = places.total(), 1 / size
        for place in range(size):
            off = places[place] - total * chance
            if total >= 2 * size and abs(off) > max(2.5, 3 * sqrt(total * chance * (1 - chance))):
                yield Advice(
                    "bank",
                    "balanced-keys",
                    f"{places[place]} of {total} questions with {size} options have "
                    f"the right one at place {place + 1}: move some",
                )


def _longest_overall(questions: Iterable[Question]) -> Iterator[Advice]:
    """Yield advice where picking the longest option of each question beats chance by far."""
    asked = [found for question in questions if (found := question.one_right())]
    longest = 0.0
    for options, right in asked:
        lengths = [len(option) for option in options]
        top = [place for place, length in enumerate(lengths) if length == max(lengths)]
        longest += (right in top) / len(top)
    expected = sum(1 / len(options) for options, _ in asked)
    if len(asked) >= 12 and longest > expected + 3 * sqrt(expected * (1 - expected / len(asked))):
        yield Advice(
            "bank",
            "key-is-longest",
            f"in {longest:.0f} of {len(asked)} questions the right option is the "
            f"longest, by chance {expected:.0f}: lengthen wrong ones",
        )
