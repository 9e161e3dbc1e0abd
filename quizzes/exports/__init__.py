"""The bank for those who teach elsewhere: Moodle XML, GIFT and QTI 2.1.

Each format says some things and not others; what it cannot say is in ``left_out``, sentence by
sentence, and never dropped silently. Keys are in every export: it is for instructors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from quizzes.models import AskedQuestion, DrawnQuestion, Fill, Multiple, Ordering, Question

MANY = 6
"""Questions up to which those are named that a format cannot carry whole."""


@dataclass(frozen=True)
class Export:
    """One file, the ids of the questions in it, and sentences on what it could not carry."""

    text: str
    carried: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass
class Notes:
    """Collects what a format cannot say: once for each thing, with the questions it happens to."""

    found: dict[str, list[str]] = field(default_factory=dict)

    def add(self, what: str, question: Question) -> None:
        """`what` is left out of `question`."""
        names = self.found.setdefault(what, [])
        if question.id not in names:
            names.append(question.id)

    def common(self, question: AskedQuestion, *, hints: bool, points: bool = False) -> None:
        """What no exchange format has a place for, and what this one has not, by its flags."""
        if any(getattr(entry, "misconception", None) for entry in _replies(question)):
            self.add(
                "The misconception that a wrong answer stands for is not part of the format",
                question,
            )
        if question.hints and hints:
            self.add("Hints are not part of the format", question)
        if points and question.points != 1:
            self.add("Points are not part of the format", question)
        if isinstance(question, DrawnQuestion):
            self.add("Numbers that were drawn stay as they are", question)
        if isinstance(question, Fill):
            self.add("Spaces in an entry matter, as they would not here", question)

    def sentences(self) -> tuple[str, ...]:
        """One sentence for each thing left out, with the ids it concerns."""
        return tuple(f"{what}: {', '.join(names)}." for what, names in self.found.items())


def briefly(sentences: Iterable[str], questions: int) -> tuple[str, ...]:
    """The same sentences, in which a long list of ids is counted instead; questions that are not in
    the file keep theirs.
    """
    said = []
    for sentence in sentences:
        what, _, names = sentence.rpartition(": ")
        count = names.count(", ") + 1
        counted = "all of them" if count == questions else f"{count} of {questions} questions"
        said.append(
            f"{what}: {counted}." if count > MANY and "not in the file" not in what else sentence
        )
    return tuple(said)


def number(value: float) -> str:
    """A number without a needless point and without an exponent, which GIFT cannot read."""
    return format(Decimal(int(value) if float(value).is_integer() else repr(float(value))), "f")


def literal(word: str) -> str:
    """An entry for Moodle's short answers, in which an asterisk alone would stand for anything."""
    return word.replace("*", r"\*")


def slack(question: Question) -> float:
    """How far a number may be off, in absolute terms."""
    tolerance, answer = getattr(question, "tolerance", None), getattr(question, "answer", 0.0)
    return max(tolerance.absolute, tolerance.relative * abs(answer)) if tolerance else 0.0


def weights(question: Multiple) -> list[float]:
    """What each option of a net-correct question adds, as a share of all marks."""
    right = sum(option.correct for option in question.options)
    return [(1 if option.correct else -1) / right for option in question.options]


def only_order(question: Ordering) -> list[str] | None:
    """The ids in order where only one order is right; None where several are."""
    from quizzes.answers import key, precedences

    count, order = len(question.options), key(question)
    return (
        list(order)
        if isinstance(order, tuple) and len(precedences(question)) == count * (count - 1) // 2
        else None
    )


def _replies(question: AskedQuestion) -> Iterable[object]:
    for name in ("options", "wrong"):
        yield from getattr(question, name, ())
    for name in ("if_true", "if_false"):
        yield getattr(question, name, None)
    for blank in getattr(question, "blanks", ()):
        yield from blank.wrong
