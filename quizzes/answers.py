"""The right answers of a question, and how it is shown to learners.

They see letters for options (ids could give a key away) and numbers for rows; `quizzes.reading`
turns what they give back into ids. `shown_key` is the answer that earns full marks, in the
learner's own form.
"""

from __future__ import annotations

import hashlib
import string
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from quizzes.models import (
    AskedQuestion,
    DrawnQuestion,
    Fill,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    TrueFalse,
)

Answer: TypeAlias = str | frozenset[str] | bool | float | tuple[str, ...] | Mapping[str, str]
"""In ids: one, a set, a truth value, a number, ids in order, or row or blank to choice or text."""


def shown_options(question: AskedQuestion) -> dict[str, str]:
    """Letter to id, in the order in which they are shown: of options, of steps, or of the choices
    of a match.

    Authors write steps in a right order, so these are shuffled: always the same way, and never into
    a right one.
    """
    if isinstance(question, Single | Multiple):
        ids = [option.id for option in question.options]
    elif isinstance(question, Ordering):
        ids = _shuffled_steps(question)
    elif isinstance(question, Matching):
        ids = _by_hash(question.id, [choice.id for choice in question.choices], 0)
    else:
        ids = []
    return dict(zip(string.ascii_lowercase, ids, strict=False))


def option_texts(question: AskedQuestion) -> dict[str, str]:
    """Id to text of everything that `shown_options` names."""
    if isinstance(question, Matching):
        return {choice.id: choice.text for choice in question.choices}
    if isinstance(question, Single | Multiple | Ordering):
        return {option.id: option.text for option in question.options}
    return {}


def precedences(question: Ordering) -> list[tuple[str, str]]:
    """Every pair (earlier, later) that a right order keeps, those that follow from others
    included.
    """
    before = {step.id: set(step.after) for step in question.options}
    grown = True
    while grown:
        grown = False
        for needs in before.values():
            more = {far for near in needs for far in before[near]} - needs
            needs |= more
            grown = grown or bool(more)
    return [(early, step.id) for step in question.options for early in sorted(before[step.id])]


def key(question: AskedQuestion) -> Answer:
    """An answer that earns full marks."""
    if isinstance(question, Single):
        return next(option.id for option in question.options if option.correct)
    if isinstance(question, Multiple):
        return frozenset(option.id for option in question.options if option.correct)
    if isinstance(question, TrueFalse | Numeric | DrawnQuestion):
        return question.answer
    if isinstance(question, Ordering):
        return _right_order(question)
    if isinstance(question, Matching):
        return {row.id: row.match for row in question.options}
    return {blank.id: blank.accept[0] for blank in question.blanks}


def shown_key(question: AskedQuestion) -> Any:
    """`key` as a learner would give it: letters, a truth value, a number, a list of letters, or
    entries in order.
    """
    letters = {name: letter for letter, name in shown_options(question).items()}
    right = key(question)
    if isinstance(question, Fill) and isinstance(right, Mapping):
        return [right[blank.id] for blank in question.blanks]
    if isinstance(question, Matching) and isinstance(right, Mapping):
        return {
            number: letters[right[row.id]] for number, row in enumerate(question.options, start=1)
        }
    if isinstance(right, frozenset):
        return {letters[name] for name in right}
    if isinstance(right, tuple):
        return [letters[name] for name in right]
    return letters[right] if isinstance(right, str) else right


def solution(question: AskedQuestion) -> tuple[str, ...]:
    """The right answer in lines of text, for types whose feedback on each part does not say it
    already.
    """
    texts = option_texts(question)
    if isinstance(question, Numeric | DrawnQuestion):
        answer = question.answer
        number = (
            str(int(answer))
            if float(answer).is_integer() and abs(answer) < 1e15
            else f"{answer:.6g}"
        )
        return (f"The answer is {number}{f' {question.unit}' if question.unit else ''}.",)
    if isinstance(question, Ordering):
        return (
            "One right order:",
            *(f"{place}. {texts[name]}" for place, name in enumerate(_right_order(question), 1)),
        )
    if isinstance(question, Matching):
        return (
            "What belongs together:",
            *(f"{row.text}: {texts[row.match]}" for row in question.options),
        )
    if isinstance(question, Fill):
        return tuple(f"{blank.label}: `{blank.accept[0]}`" for blank in question.blanks)
    return ()


def _right_order(question: Ordering) -> tuple[str, ...]:
    waiting = {step.id: set(step.after) for step in question.options}
    order: list[str] = []
    while waiting:
        ready = [name for name, needs in waiting.items() if needs <= set(order)]
        order += ready
        waiting = {name: needs for name, needs in waiting.items() if name not in ready}
    return tuple(order)


def _shuffled_steps(question: Ordering) -> list[str]:
    pairs = precedences(question)
    ids = [step.id for step in question.options]
    for attempt in range(100):
        order = _by_hash(question.id, ids, attempt)
        if any(order.index(early) > order.index(late) for early, late in pairs):
            return order
    return list(reversed(_right_order(question)))


def _by_hash(seed: str, names: Sequence[str], attempt: int) -> list[str]:
    """The names in an order that only `seed` and `attempt` decide, the same on every machine."""
    return sorted(
        names, key=lambda name: hashlib.sha256(f"{seed}/{attempt}/{name}".encode()).digest()
    )
