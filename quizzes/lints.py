"""Rules of item writing, after Haladyna, Downing & Rodriguez (2002),
https://doi.org/10.1207/S15324818AME1503_5.

A lint returns sentences, it raises nothing: what it finds is for the author to mend, and no learner
is kept waiting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from quizzes.consistency import PLACEHOLDER
from quizzes.models import Computed, Matching, Multiple, Option, Ordering, Question, Single
from quizzes.reading import shortened
from quizzes.text import formulas, mathml, to_plain

ALL_OR_NONE = re.compile(
    r"\b(all|none|both|neither|any) of (the|these|those)( (above|below|others?|options))?\b", re.I
)
NEGATIVE = re.compile(r"(?<!\*\*)\b(not|except|never|cannot|isn't|doesn't|can't)\b(?!\*\*)", re.I)
APPLY = re.compile(r"\b(all that apply|every one that|all the ones that)\b", re.I)
TELLING = re.compile(r"(^|-)(right|correct|wrong|true|false|key|answer|distractor)(-|$)")
NUMBER = re.compile(r"^[-−+]?\d+(\.\d+)?(e[-+]?\d+)?$")


@dataclass(frozen=True)
class Advice:
    """What a lint says about one question: the rule, and what to change."""

    question: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.question}: {self.message} ({self.rule})"


def lint(questions: Sequence[Question]) -> list[Advice]:
    """Everything the rules find in these questions, and in where their right answers stand taken
    together.
    """
    found = [advice for question in questions for advice in _one(question)]
    return found + list(_positions(questions)) + list(_longest_overall(questions))


def _one(question: Question) -> Iterator[Advice]:
    options: tuple[Option, ...] = (
        question.options if isinstance(question, Single | Multiple) else ()
    )
    yield from _formulas(question)
    plain_prompt = re.sub(r"\$[^$]*\$|`[^`]*`", "", question.prompt)
    if isinstance(question, Single | Multiple) and (found := NEGATIVE.search(plain_prompt)):
        yield Advice(
            question.id,
            "unmarked-negative",
            f"the prompt says {found[0]!r}: turn it round, or make it stand out as **{found[0]}**",
        )
    if isinstance(question, Multiple) and not APPLY.search(question.prompt):
        yield Advice(question.id, "select-all", 'say "Select all that apply." in the prompt')
    if isinstance(question, Single) and APPLY.search(question.prompt):
        yield Advice(
            question.id,
            "select-all",
            "several may apply, says the prompt, but exactly one option is right",
        )
    texts = [to_plain(entry.text) for entry in getattr(question, "options", ())]
    texts += (
        [to_plain(choice.text) for choice in getattr(question, "choices", ())]
        if not options
        else []
    )
    yield from _texts(question, texts)
    if options:
        yield from _length(question, options)
        yield from _numbers(question, options)
    if isinstance(question, Single | Multiple | Ordering | Matching):
        for entry in question.options:
            if TELLING.search(entry.id):
                yield Advice(
                    question.id,
                    "telling-id",
                    f"the id {entry.id!r} gives the key away: name what it says",
                )
    if isinstance(question, Multiple) and all(option.correct for option in options):
        yield Advice(question.id, "all-right", "every option is right: add one that is not")
    if (
        isinstance(question, Computed)
        and "bias" not in question.prompt
        and "count" in question.function
    ):
        yield Advice(
            question.id, "one-bias-or-two", "a count must say whether a gate has one bias or two"
        )


def _texts(question: Question, texts: Sequence[str]) -> Iterator[Advice]:
    for text in texts:
        if found := ALL_OR_NONE.search(text):
            yield Advice(
                question.id,
                "all-or-none",
                f"an option says {found[0]!r}: write out what it stands for",
            )
    for text, count in Counter(
        " ".join(text.casefold().split()).rstrip(".") for text in texts
    ).items():
        if count > 1:
            yield Advice(question.id, "duplicate-option", f"{text!r} stands there {count} times")


def _length(question: Question, options: Sequence[Option]) -> Iterator[Advice]:
    """A right option much longer than every wrong one gives itself away; a little longer is
    chance.
    """
    right = [len(to_plain(option.text)) for option in options if option.correct]
    wrong = [len(to_plain(option.text)) for option in options if not option.correct]
    if wrong and min(right) > 1.25 * max(wrong) and min(right) - max(wrong) > 8:
        yield Advice(
            question.id,
            "key-is-longest",
            "the right option is much longer than the others: "
            "shorten it, or say more in a wrong one",
        )


def _numbers(question: Question, options: Sequence[Option]) -> Iterator[Advice]:
    texts = [to_plain(option.text).rstrip(".").replace("−", "-") for option in options]
    if all(NUMBER.match(text) for text in texts):
        values = [float(text) for text in texts]
        if values != sorted(values):
            yield Advice(
                question.id,
                "numbers-in-order",
                f"options that are numbers go up: {', '.join(texts)} do not",
            )


def _formulas(question: Question) -> Iterator[Advice]:
    for text in all_texts(question.model_dump()):
        yield from (Advice(question.id, "formula", fault) for fault in formula_faults(text))


def formula_faults(text: str) -> Iterator[str]:
    """What keeps the formulas of a text from being shown: what was seen and what was expected."""
    if re.sub(r"\\\$", "", text).count("$") % 2:
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


def all_texts(value: Any) -> Iterator[str]:
    """Every text in nested values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from all_texts(inner)


def _positions(questions: Iterable[Question]) -> Iterator[Advice]:
    """Right answers spread over the positions, no further from even than chance explains (three
    sigma).
    """
    by_size: dict[int, Counter[int]] = {}
    for question in questions:
        if isinstance(question, Single):
            place = next(i for i, option in enumerate(question.options) if option.correct)
            texts = [to_plain(option.text) for option in question.options]
            if not all(
                NUMBER.match(text) for text in texts
            ):  # numbers stand in order, wherever the key falls
                by_size.setdefault(len(question.options), Counter())[place] += 1
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
    """Over the whole bank, whoever always picks the longest option must not do much better than
    chance.
    """
    asked = [question for question in questions if isinstance(question, Single)]
    longest = 0.0
    for question in asked:
        lengths = {option.id: len(to_plain(option.text)) for option in question.options}
        top = [name for name, length in lengths.items() if length == max(lengths.values())]
        right = next(option.id for option in question.options if option.correct)
        longest += (right in top) / len(top)
    expected = sum(1 / len(question.options) for question in asked)
    if len(asked) >= 12 and longest > expected + 3 * sqrt(expected * (1 - expected / len(asked))):
        yield Advice(
            "bank",
            "key-is-longest",
            f"in {longest:.0f} of {len(asked)} questions the right option is the "
            f"longest, by chance {expected:.0f}: lengthen wrong ones",
        )
