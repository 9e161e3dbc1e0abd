"""From an answer to points and to what the learner hears; nothing here reads or writes anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizzes.answers import Answer, precedences, solution
from quizzes.consistency import squeeze
from quizzes.models import (
    AskedQuestion,
    Blank,
    DrawnQuestion,
    Fill,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Reply,
    Single,
    TrueFalse,
)

RULES = {
    "net_correct": (
        "Each right pick adds, each wrong pick takes away as much; never less than nothing."
    ),
    "all_or_nothing": "Full marks for exactly the right set, otherwise nothing.",
    "every_decision": (
        "Every option counts: picked where right, left out where wrong. Picking none earns nothing."
    ),
    "single": "One option is right.",
    "true_false": "The statement is either true or false.",
    "ordering": (
        "Marks are the share of pairs that stand in a possible order; more than one order may be"
        " right."
    ),
    "matching": (
        "Marks are the share of rows matched rightly; a choice may be used more than once or not at"
        " all."
    ),
    "fill": "Marks are the share of blanks filled rightly; spaces do not matter.",
}
"""What a learner is told about marks before answering."""


@dataclass(frozen=True)
class Note:
    """What is said about one thing: an option, a step, a row, a blank, or the number given."""

    about: str
    chosen: bool
    right: bool
    feedback: str
    misconception: str | None = None


@dataclass(frozen=True)
class Marked:
    """How an answer did: ``share`` of the points between 0 and 1, and a `Note` for everything there
    is to say; ``solution`` are lines with the right answer, where the notes do not say it.
    """

    question: str
    share: float
    points: float
    blank: bool
    notes: tuple[Note, ...]
    explanation: str
    solution: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """Points earned."""
        return self.share * self.points

    @property
    def right(self) -> bool:
        """Whether the answer earned everything."""
        return self.share >= 1.0

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The misconceptions that what was chosen stands for."""
        return tuple(
            dict.fromkeys(
                note.misconception for note in self.notes if note.chosen and note.misconception
            )
        )


def rule(question: AskedQuestion) -> str:
    """How this question is marked, to be said before it is answered."""
    if isinstance(question, Multiple):
        return RULES[question.scoring]
    return (
        _tolerance(question)
        if isinstance(question, Numeric | DrawnQuestion)
        else RULES[question.type]
    )


def mark(question: AskedQuestion, answer: Answer | None) -> Marked:
    """Mark one answer, in ids as `quizzes.reading.read_answer` gives it; None is a blank and earns
    nothing.
    """
    share = 0.0 if answer is None else min(1.0, max(0.0, _share(question, answer)))
    return Marked(
        question.id,
        share,
        question.points,
        answer is None,
        tuple(_notes(question, answer)),
        question.explanation,
        solution(question),
    )


def _tolerance(question: Numeric | DrawnQuestion) -> str:
    tolerance = question.tolerance
    if tolerance.absolute == tolerance.relative == 0:
        return "The number must be exact."
    parts = [f"{tolerance.absolute:g}"] if tolerance.absolute else []
    parts += [f"{100 * tolerance.relative:g} %"] if tolerance.relative else []
    larger = ", whichever is more" if len(parts) > 1 else ""
    return f"The number may be off by {' or '.join(parts)}{larger}."


def _share(question: AskedQuestion, answer: Answer) -> float:
    if isinstance(question, Single):
        return float(any(option.id == answer and option.correct for option in question.options))
    if isinstance(question, Multiple):
        return _multiple(question, answer) if isinstance(answer, frozenset) else 0.0
    if isinstance(question, TrueFalse):
        return float(answer is question.answer)
    if isinstance(question, Numeric | DrawnQuestion):
        return float(isinstance(answer, int | float) and _close(question, answer))
    if isinstance(question, Ordering):
        return _order(question, answer) if isinstance(answer, tuple) else 0.0
    if not isinstance(answer, Mapping):
        return 0.0
    if isinstance(question, Matching):
        return sum(answer.get(row.id) == row.match for row in question.options) / len(
            question.options
        )
    return sum(_accepted(blank, answer.get(blank.id)) for blank in question.blanks) / len(
        question.blanks
    )


def _multiple(question: Multiple, answer: frozenset[str]) -> float:
    if not answer:
        return 0.0
    right = {option.id for option in question.options if option.correct}
    hits, misses = len(answer & right), len(answer - right)
    if question.scoring == "all_or_nothing":
        return float(answer == right)
    if question.scoring == "every_decision":
        return 1 - len(answer ^ right) / len(question.options)
    return max(0.0, (hits - misses) / len(right))


def _order(question: Ordering, answer: tuple[str, ...]) -> float:
    place = {name: i for i, name in enumerate(answer)}
    pairs = precedences(question)
    return sum(a in place and b in place and place[a] < place[b] for a, b in pairs) / len(pairs)


def _close(question: Numeric | DrawnQuestion, value: float, to: float | None = None) -> bool:
    """Whether `value` counts as `to`, by default the answer; a rounding error of the last bits
    never matters.
    """
    target = question.answer if to is None else to
    slack = max(question.tolerance.absolute, question.tolerance.relative * abs(question.answer))
    return abs(value - target) <= slack * (1 + 1e-9) + 1e-12 * max(abs(target), abs(value))


def _accepted(blank: Blank, entry: str | None) -> bool:
    return entry is not None and squeeze(entry, blank.ignore_case) in {
        squeeze(word, blank.ignore_case) for word in blank.accept
    }


def _notes(question: AskedQuestion, answer: Answer | None) -> Iterator[Note]:
    if isinstance(question, Single | Multiple):
        picked = answer if isinstance(answer, frozenset) else {answer}
        for option in question.options:
            yield _note(option.text, option.id in picked, option.correct, option)
    elif isinstance(question, TrueFalse):
        yield _note("True", answer is True, question.answer, question.if_true)
        yield _note("False", answer is False, not question.answer, question.if_false)
    elif isinstance(question, Numeric | DrawnQuestion):
        if isinstance(answer, int | float):
            yield _number_note(question, answer)
    elif isinstance(question, Ordering):
        order = answer if isinstance(answer, tuple) else ()
        place = {name: i for i, name in enumerate(order)}
        for step in question.options:
            kept = step.id in place and all(
                place.get(need, len(place)) < place[step.id] for need in step.after
            )
            yield _note(step.text, step.id in place, kept, step)
    elif isinstance(question, Matching):
        given = answer if isinstance(answer, Mapping) else {}
        for row in question.options:
            yield _note(row.text, row.id in given, given.get(row.id) == row.match, row)
    else:
        yield from _blank_notes(question, answer if isinstance(answer, Mapping) else {})


def _note(about: str, chosen: bool, right: bool, reply: Reply) -> Note:
    """A note; a misconception belongs to it only where the choice was wrong."""
    return Note(about, chosen, right, reply.feedback, None if right else reply.misconception)


def _number_note(question: Numeric | DrawnQuestion, value: float) -> Note:
    about = f"{value:.10g}"
    if _close(question, value):
        return Note(about, True, True, question.feedback)
    for wrong in question.wrong:
        if _close(question, value, wrong.value):
            return _note(about, True, False, wrong)
    return Note(about, True, False, question.otherwise)


def _blank_notes(question: Fill, given: Mapping[str, str]) -> Iterator[Note]:
    for blank in question.blanks:
        entry = given.get(blank.id)
        right = _accepted(blank, entry)
        expected = [
            wrong
            for wrong in blank.wrong
            if entry is not None
            and squeeze(wrong.answer, blank.ignore_case) == squeeze(entry, blank.ignore_case)
        ]
        reply: Reply = expected[0] if expected and not right else Reply(feedback=blank.feedback)
        yield _note(blank.label, entry is not None, right, reply)
