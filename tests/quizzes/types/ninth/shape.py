"""`shape`: the shape of an array, entry by entry.

An example of a ninth type, complete in one file. `test_ninth_type.py` adds it to a copy of
`quizzes/types/` and changes nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from quizzes.text import squeeze, to_html
from quizzes.types import _gift, _html, _moodle, _qti
from quizzes.types._exchange import LeftOut
from quizzes.types._faults import Fault
from quizzes.types._fields import Reply, Text
from quizzes.types._marks import Answer, Note, Solution, note_on
from quizzes.types._moodle import MoodleBody
from quizzes.types._qti import Item
from quizzes.types._question import AskedQuestion
from quizzes.types._reading import AnswerError, shown


class Shape(AskedQuestion):
    """The shape of an array; ``feedback`` answers a right one, ``otherwise`` a wrong one."""

    marked_by: ClassVar[str] = "blanks"

    type: Literal["shape"]
    axes: tuple[Text, ...] = Field(min_length=1, strict=False)
    feedback: Text
    otherwise: Reply

    @classmethod
    def faults(cls, raw: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield commas inside an axis."""
        yield from super().faults(raw)
        axes = raw.get("axes")
        for i, axis in enumerate(axes if isinstance(axes, list | tuple) else ()):
            if isinstance(axis, str) and "," in axis:
                yield Fault(("axes", i), f"{axis!r}", "one axis in each entry")

    def rule(self) -> str:
        """Return how it is marked."""
        return "Every axis must be right."

    def how_to_answer(self) -> str:
        """Return what to type in a terminal."""
        return "Type the axes, such as: B, H."

    def example(self) -> str:
        """Return an answer in a graded notebook."""
        return 'answer = "B, H"'

    def controls(self) -> str:
        """Return a text field."""
        return _html.text_entry("Shape")

    def read(self, given: Any) -> Answer:
        """Return the axes without spaces and brackets, joined by commas."""
        if isinstance(given, list | tuple):
            given = ",".join(map(str, given))
        if not isinstance(given, str):
            raise AnswerError(f"{shown(given)} is no shape. Write its axes, such as B, H.")
        return squeeze(given.strip("()[] "), False)

    def share(self, answer: Answer) -> float:
        """Return 1 for the right shape, and 0 for every other one."""
        return float(answer == self.key())

    def key(self) -> str:
        """Return the axes without spaces, joined by commas."""
        return squeeze(",".join(self.axes), False)

    def shown_key(self) -> str:
        """Return the axes."""
        return ", ".join(self.axes)

    def page_key(self) -> dict[str, Any]:
        """Return the shape as one blank."""
        blank = {"about": "Shape", "accept": [self.key()], "ignore_case": False, "wrong": []}
        return {"blanks": [blank | {"html": to_html(self.feedback)}]}

    def notes(self, answer: Answer | None) -> Iterator[Note]:
        """Yield one note on the shape given."""
        right = answer == self.key()
        reply = Reply(feedback=self.feedback) if right else self.otherwise
        yield note_on("Shape", answer is not None, right, reply)

    def solution(self) -> Solution:
        """Return the shape."""
        return Solution(f"The shape is ({self.shown_key()}).")

    def replies(self) -> Iterable[Reply]:
        """Return the reply to wrong shapes."""
        return (self.otherwise,)

    def moodle(self, left_out: LeftOut) -> MoodleBody:
        """Return a ``shortanswer``."""
        right = _moodle.answer(self.shown_key(), 100, self.feedback, _moodle.PLAIN)
        return MoodleBody("shortanswer", f"<usecase>1</usecase>{right}")

    def gift(self, left_out: LeftOut) -> list[str]:
        """Return a short answer."""
        return [f"=%100%{_gift.guard(self.shown_key())}#{_gift.rich(self.feedback)}"]

    def qti(self, left_out: LeftOut) -> Item:
        """Return a text entry."""
        return Item(
            _qti.response("single", "string", [self.shown_key()]),
            '<p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="15"/></p>',
            _qti.all_or_nothing(self.points) + _qti.set_feedback(),
        )
