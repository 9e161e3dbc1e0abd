"""What a learner may answer, as it is shown to them and as it is marked.

Learners see letters for options (ids could give a key away) and numbers for rows. `read_answer` turns what they gave
(a Python literal of a notebook, JSON of a widget) into ids, `read_typed` does it for a line typed in a terminal, and
`shown_key` is the answer that earns full marks, in the learner's own form.
"""

from __future__ import annotations

import hashlib
import math
import string
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from quizzes.consistency import nearest_name
from quizzes.models import AskedQuestion, DrawnQuestion, Fill, Matching, Multiple, Numeric, Ordering, Single, TrueFalse

Answer: TypeAlias = str | frozenset[str] | bool | float | tuple[str, ...] | Mapping[str, str]
"""In ids: one, a set, a truth value, a number, ids in order, or row or blank to choice or text."""

LONGEST = 200
"""Characters in one typed entry; nothing we ask for is longer."""


class AnswerError(ValueError):
    """Raised when an answer cannot be read: what came and what would be an answer."""


def shown_options(question: AskedQuestion) -> dict[str, str]:
    """Letter to id, in the order in which they are shown: of options, of steps, or of the choices of a match.

    Authors write steps in a right order, so these are shuffled: always the same way, and never into a right one.
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
    """Every pair (earlier, later) that a right order keeps, those that follow from others included."""
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
    """`key` as a learner would give it: letters, a truth value, a number, a list of letters, or entries in order."""
    letters = {name: letter for letter, name in shown_options(question).items()}
    right = key(question)
    if isinstance(question, Fill) and isinstance(right, Mapping):
        return [right[blank.id] for blank in question.blanks]
    if isinstance(question, Matching) and isinstance(right, Mapping):
        return {number: letters[right[row.id]] for number, row in enumerate(question.options, start=1)}
    if isinstance(right, frozenset):
        return {letters[name] for name in right}
    if isinstance(right, tuple):
        return [letters[name] for name in right]
    return letters[right] if isinstance(right, str) else right


def solution(question: AskedQuestion) -> tuple[str, ...]:
    """The right answer in lines of text, for types whose feedback on each part does not say it already."""
    texts = option_texts(question)
    if isinstance(question, Numeric | DrawnQuestion):
        answer = question.answer
        number = str(int(answer)) if float(answer).is_integer() and abs(answer) < 1e15 else f"{answer:.6g}"
        return (f"The answer is {number}{f' {question.unit}' if question.unit else ''}.",)
    if isinstance(question, Ordering):
        return ("One right order:", *(f"{place}. {texts[name]}" for place, name in enumerate(_right_order(question), 1)))
    if isinstance(question, Matching):
        return ("What belongs together:", *(f"{row.text}: {texts[row.match]}" for row in question.options))
    if isinstance(question, Fill):
        return tuple(f"{blank.label}: `{blank.accept[0]}`" for blank in question.blanks)
    return ()


def read_answer(question: AskedQuestion, given: Any) -> Answer | None:
    """The answer in ids, or None for a blank one; raises `AnswerError` for what is no answer to this question."""
    if given is None or given is Ellipsis or (isinstance(given, str | Sequence | set | frozenset | dict) and not given):
        return None
    if isinstance(question, TrueFalse):
        return _truth(given)
    if isinstance(question, Numeric | DrawnQuestion):
        return _number(given)
    if isinstance(question, Fill):
        return _entries(question, given)
    if isinstance(question, Matching):
        return _matches(question, given)
    return _picked(question, given)


def read_typed(question: AskedQuestion, line: str) -> Answer | None:
    """As `read_answer`, for one typed line: letters with or without commas and spaces, entries between semicolons."""
    line = line.strip()
    if not line:
        return None
    if isinstance(question, Fill):
        return read_answer(question, [entry.strip() for entry in line.split(";")])
    if isinstance(question, TrueFalse | Numeric | DrawnQuestion):
        return read_answer(question, line)
    words = line.replace(",", " ").split()
    together = len(words) == 1 and set(words[0].lower()) <= {*shown_options(question), "-"}
    return read_answer(question, list(words[0]) if together else words)


def _picked(question: Single | Multiple | Ordering, given: Any) -> Answer:
    letters = shown_options(question)
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list | tuple | set | frozenset):
        raise AnswerError(f"This is not a letter or a collection of letters. The letters are {_listed(letters)}.")
    if isinstance(question, Ordering) and isinstance(listed, set | frozenset):
        raise AnswerError('A set has no order. Write a list, such as ["b", "a", "c"].')
    names = [_letter(letters, item) for item in listed]
    if isinstance(question, Single):
        if len(set(names)) != 1:
            raise AnswerError("Several letters came, but exactly one option is right. Pick one.")
        return names[0]
    if isinstance(question, Multiple):
        return frozenset(names)
    if len(set(names)) != len(names):
        raise AnswerError("A letter came twice. Write each letter once, in order.")
    return tuple(names)


def _letter(letters: Mapping[str, str], item: Any) -> str:
    name = item.strip().lower() if isinstance(item, str) and len(item) <= LONGEST else ""
    if name not in letters:
        raise AnswerError(f"There is an entry that is none of the letters. The letters are {_listed(letters)}.")
    return letters[name]


def _listed(letters: Mapping[str, str]) -> str:
    return ", ".join(letters)


def _truth(given: Any) -> bool:
    if isinstance(given, bool):
        return given
    word = given.strip().lower() if isinstance(given, str) else ""
    if word in ("true", "t", "yes", "y"):
        return True
    if word in ("false", "f", "no", "n"):
        return False
    close = nearest_name(word, ["true", "false"])
    hint = f"Did you mean {close}?" if close else "Answer one of them."
    raise AnswerError(f"This is neither true nor false. {hint}")


def _number(given: Any) -> float:
    expected = "Write one finite number, such as 42, 0.25, 2.5e-3 or 1/4."
    try:
        if isinstance(given, str) and len(given) <= LONGEST:
            above, slash, below = given.replace("−", "-").partition("/")  # the minus of our own texts, copied
            value = float(above) / float(below) if slash else float(given)
        elif isinstance(given, int | float) and not isinstance(given, bool):
            value = float(given)
        else:
            raise AnswerError(f"This is not a number. {expected}")
    except (ValueError, ArithmeticError) as error:
        if isinstance(error, AnswerError):
            raise
        raise AnswerError(f"This cannot be read as a number. {expected}") from None
    if not math.isfinite(value):
        raise AnswerError(f"This is not a finite number. {expected}")
    return value


def _entries(question: Fill, given: Any) -> dict[str, str]:
    count = len(question.blanks)
    listed = [given] if isinstance(given, str | int | float) else given
    if not isinstance(listed, list | tuple) or len(listed) > count:
        raise AnswerError(f"There are {count} blanks. Write one entry for each, in order.")
    found = {}
    for blank, entry in zip(question.blanks, listed, strict=False):
        if not isinstance(entry, str | int | float | None) or isinstance(entry, bool) or len(str(entry)) > LONGEST:
            raise AnswerError("An entry is not a short text. Write text in quotes for each blank.")
        if entry is not None and str(entry).strip():
            found[blank.id] = str(entry)
    return found


def _matches(question: Matching, given: Any) -> dict[str, str]:
    letters = shown_options(question)
    rows = {number: row.id for number, row in enumerate(question.options, start=1)}
    if isinstance(given, list | tuple):
        given = dict(enumerate(given, start=1))
    if not isinstance(given, dict):
        raise AnswerError('Match each number with a letter, such as {1: "b", 2: "a"}.')
    found = {}
    for number, item in given.items():
        row = rows.get(int(number)) if str(number) in map(str, rows) else None
        if row is None:
            raise AnswerError(f"A number is none of the rows. The rows are {', '.join(map(str, rows))}.")
        if item not in (None, "", "-"):
            found[row] = _letter(letters, item)
    return found


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
    return sorted(names, key=lambda name: hashlib.sha256(f"{seed}/{attempt}/{name}".encode()).digest())
