"""Answers that are a number: what `numeric` and drawn questions share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from pydantic import Field

from quizzes.text import plain_number, plainer, to_html
from quizzes.types import _gift, _html, _moodle, _qti
from quizzes.types._exchange import LeftOut, exact_number
from quizzes.types._fields import Reply, Strict, Text
from quizzes.types._marks import Answer, Note, Solution, note_on
from quizzes.types._moodle import MoodleBody
from quizzes.types._qti import Item
from quizzes.types._question import AskedQuestion, Question
from quizzes.types._reading import LONGEST, AnswerError, shown

A_NUMBER = "Write one finite number, such as 42, 0.25, 2.5e-3 or 1/4."


class Tolerance(Strict):
    """A number is right within the larger of both; left out, it must be exact."""

    written_as: ClassVar[str] = "a mapping such as {absolute: 0.01}"

    absolute: float = Field(default=0.0, ge=0)
    relative: float = Field(default=0.0, ge=0, lt=1)

    def around(self, answer: float) -> float:
        """Return how far a number may be from `answer`: ``max(absolute, relative * |answer|)``."""
        return max(self.absolute, self.relative * abs(answer))

    def __str__(self) -> str:
        if self.absolute == self.relative == 0:
            return "The number must be exact."
        parts = [f"{self.absolute:g}"] if self.absolute else []
        parts += [f"{100 * self.relative:g} %"] if self.relative else []
        larger = ", whichever is more" if len(parts) > 1 else ""
        return f"The number may be off by {' or '.join(parts)}{larger}."


class WrongNumber(Reply):
    """A wrong number that the author expects, and what is said to it."""

    value: float


class NumberFields(Question):
    """The fields of every question whose answer is a number.

    ``feedback`` answers a right number, ``otherwise`` a number that the author did not expect.
    """

    tolerance: Tolerance = Tolerance()
    unit: Text | None = None
    feedback: Text
    otherwise: Text


class NumberQuestion(NumberFields, AskedQuestion):
    """A question whose answer is one known number."""

    marked_by: ClassVar[str] = "number"

    answer: float
    wrong: tuple[WrongNumber, ...] = Field(default=(), strict=False)

    @property
    def slack(self) -> float:
        """How far a number may be from the answer."""
        return self.tolerance.around(self.answer)

    def rule(self) -> str:
        """Return how close a number must be."""
        return str(self.tolerance)

    def shown_unit(self) -> str | None:
        """Return the unit, where there is one."""
        return self.unit

    def how_to_answer(self) -> str:
        """Return what to type in a terminal."""
        return "Type a number, such as 0.25 or 1/4."

    def example(self) -> str:
        """Return an answer in a graded notebook."""
        return "answer = 0.25"

    def controls(self) -> str:
        """Return a text field for a number."""
        return _html.number_entry(self.unit)

    def read(self, given: Any) -> float:
        """Return a finite number, also from a fraction such as ``1/4``."""
        try:
            value = _parsed(given)
        except (ValueError, ArithmeticError):
            comma = isinstance(given, tuple) or (isinstance(given, str) and "," in given)
            point = " A comma is no decimal point." if comma else ""
            raise AnswerError(
                f"{shown(given)} cannot be read as a number.{point} {A_NUMBER}"
            ) from None
        if not math.isfinite(value):
            raise AnswerError(f"{shown(given)} is no finite number. {A_NUMBER}")
        return value

    def counts_as(self, value: float, target: float) -> bool:
        """Return whether `value` counts as `target`; an error of the last bits never matters."""
        last_bits = 1e-12 * max(abs(target), abs(value))
        return abs(value - target) <= self.slack * (1 + 1e-9) + last_bits

    def share(self, answer: Answer) -> float:
        """Return 1 within the tolerance, and 0 outside it."""
        return float(isinstance(answer, int | float) and self.counts_as(answer, self.answer))

    def key(self) -> float:
        """Return the answer."""
        return self.answer

    def shown_key(self) -> float:
        """Return the answer."""
        return self.answer

    def page_key(self) -> dict[str, Any]:
        """Return the answer, the slack, and what is said to each number."""
        return {
            "answer": self.answer,
            "slack": self.slack,
            "feedback": to_html(self.feedback),
            "otherwise": to_html(self.otherwise),
            "wrong": [
                {"value": wrong.value, "html": to_html(wrong.feedback)} for wrong in self.wrong
            ],
        }

    def notes(self, answer: Answer | None) -> Iterator[Note]:
        """Yield one note on the number given."""
        if not isinstance(answer, int | float):
            return
        about = f"{answer:.10g}"
        if self.counts_as(answer, self.answer):
            yield Note(about, True, True, self.feedback)
            return
        expected = [wrong for wrong in self.wrong if self.counts_as(answer, wrong.value)]
        reply = expected[0] if expected else Reply(feedback=self.otherwise)
        yield note_on(about, True, False, reply)

    def solution(self) -> Solution:
        """Return the answer with its unit."""
        unit = f" {self.unit}" if self.unit else ""
        return Solution(f"The answer is {plain_number(self.answer)}{unit}.")

    def replies(self) -> Iterable[Reply]:
        """Return the replies to expected wrong numbers."""
        return self.wrong

    def _wrong_elsewhere(self) -> list[WrongNumber]:
        """Return the wrong numbers that another system would not take for the answer."""
        return [wrong for wrong in self.wrong if abs(wrong.value - self.answer) > self.slack]

    def moodle(self, left_out: LeftOut) -> MoodleBody:
        """Return a ``numerical``, with ``*`` for numbers that nobody expected."""
        inside = f"<tolerance>{exact_number(self.slack)}</tolerance>"
        cases = [(self.answer, 100, self.feedback)]
        cases += [(wrong.value, 0, wrong.feedback) for wrong in self._wrong_elsewhere()]
        answers = [
            _moodle.answer(exact_number(value), share, feedback, _moodle.PLAIN, inside)
            for value, share, feedback in cases
        ]
        exact = "<tolerance>0</tolerance>"
        answers.append(_moodle.answer("*", 0, self.otherwise, _moodle.PLAIN, exact))
        return MoodleBody("numerical", "".join(answers))

    def gift(self, left_out: LeftOut) -> list[str]:
        """Return the answer and the expected wrong numbers with their tolerance."""
        left_out.add("What is said to an unforeseen number is not part of the format", self.id)
        off = exact_number(self.slack)
        cases = [(self.answer, 100, self.feedback)]
        cases += [(wrong.value, 0, wrong.feedback) for wrong in self._wrong_elsewhere()]
        return ["#"] + [
            f"=%{share}%{exact_number(value)}:{off}#{_gift.rich(feedback)}"
            for value, share, feedback in cases
        ]

    def qti(self, left_out: LeftOut) -> Item:
        """Return a text entry whose feedback depends on the number."""
        cases = [("right", self.answer, self.feedback)]
        cases += [(f"wrong{i}", entry.value, entry.feedback) for i, entry in enumerate(self.wrong)]
        score = _qti.when(
            self._qti_near(self.answer), _qti.set_score(_qti.float_value(self.points))
        )
        first, *others = [
            self._qti_near(value) + _qti.set_feedback(_qti.identifier(name))
            for name, value, _ in cases
        ]
        said = f"<responseIf>{first}</responseIf>" + "".join(
            f"<responseElseIf>{branch}</responseElseIf>" for branch in others
        )
        said += f"<responseElse>{_qti.set_feedback(_qti.identifier('otherwise'))}</responseElse>"
        return Item(
            _qti.response("single", "float", [exact_number(self.answer)]),
            '<p>Your number: <textEntryInteraction responseIdentifier="RESPONSE"'
            ' expectedLength="15"/></p>',
            f"{score}<responseCondition>{said}</responseCondition>",
            (*((name, text) for name, _, text in cases), ("otherwise", self.otherwise)),
        )

    def _qti_near(self, value: float) -> str:
        off = exact_number(self.slack)
        mode = (
            f'toleranceMode="absolute" tolerance="{off} {off}"'
            if self.slack
            else 'toleranceMode="exact"'
        )
        return f"<equal {mode}>{_qti.RESPONSE}{_qti.float_value(value)}</equal>"


def _parsed(given: Any) -> float:
    """Return a number or a fraction, also where its signs are typographic or full-width."""
    if isinstance(given, str) and len(given) <= LONGEST:
        plain = plainer(given).strip("\"' ")
        above, slash, below = plain.partition("/")
        return float(above) / float(below) if slash else float(plain)
    if isinstance(given, int | float) and not isinstance(given, bool):
        return float(given)
    raise ValueError
