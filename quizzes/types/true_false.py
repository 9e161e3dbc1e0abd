"""`true_false`: a statement that holds or does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, Literal

from quizzes.text import to_html
from quizzes.types import _gift, _html, _moodle, _qti
from quizzes.types._exchange import LeftOut
from quizzes.types._faults import nearest_name
from quizzes.types._fields import Reply
from quizzes.types._marks import Answer, Note, note_on
from quizzes.types._moodle import MoodleBody
from quizzes.types._qti import ChoiceShown, Item
from quizzes.types._question import AskedQuestion
from quizzes.types._reading import LONGEST, AnswerError, shown


class TrueFalse(AskedQuestion):
    """A statement that holds or does not; ``if_true`` and ``if_false`` reply to each answer."""

    place: ClassVar[int] = 30
    marked_by: ClassVar[str] = "picks"

    type: Literal["true_false"]
    answer: bool
    if_true: Reply
    if_false: Reply

    def _sides(self) -> tuple[tuple[bool, str, Reply], tuple[bool, str, Reply]]:
        """Return both answers with their words and replies."""
        return (True, "True", self.if_true), (False, "False", self.if_false)

    def rule(self) -> str:
        """Return how it is marked."""
        return "The statement is either true or false."

    def how_to_answer(self) -> str:
        """Return what to type in a terminal."""
        return "Type t or f."

    def example(self) -> str:
        """Return an answer in a graded notebook."""
        return "answer = True"

    def controls(self) -> str:
        """Return two radio buttons."""
        return "".join(_html.option("radio", word.lower(), word) for _, word, _ in self._sides())

    def read(self, given: Any) -> bool:
        """Return a truth value, or what a word for one says."""
        if isinstance(given, bool):
            return given
        word = given.strip().lower() if isinstance(given, str) else ""
        if word in ("true", "t", "yes", "y"):
            return True
        if word in ("false", "f", "no", "n"):
            return False
        close = nearest_name(word, ["true", "false"]) if len(word) <= LONGEST else None
        hint = f"Did you mean {close.capitalize()}?" if close else "Answer True or False."
        raise AnswerError(f"{shown(given)} is neither true nor false. {hint}")

    def share(self, answer: Answer) -> float:
        """Return 1 for the right answer, and 0 for the other one."""
        return float(answer is self.answer)

    def key(self) -> bool:
        """Return whether the statement holds."""
        return self.answer

    def shown_key(self) -> bool:
        """Return whether the statement holds."""
        return self.answer

    def page_key(self) -> dict[str, Any]:
        """Return both answers as options."""
        return {
            "scoring": "single",
            "options": [
                {
                    "letter": word.lower(),
                    "right": self.answer is said,
                    "about": word,
                    "html": to_html(reply.feedback),
                }
                for said, word, reply in self._sides()
            ],
        }

    def possible_picks(self) -> dict[str, bool]:
        """Return both answers and which one is right."""
        return {word: self.answer is said for said, word, _ in self._sides()}

    def notes(self, answer: Answer | None) -> Iterator[Note]:
        """Yield a note on each of the two answers."""
        for said, word, reply in self._sides():
            yield note_on(word, answer is said, self.answer is said, reply)

    def replies(self) -> Iterable[Reply]:
        """Return both replies."""
        return self.if_true, self.if_false

    def moodle(self, left_out: LeftOut) -> MoodleBody:
        """Return a ``truefalse``."""
        return MoodleBody(
            "truefalse",
            "".join(
                _moodle.answer(
                    word.lower(), 100.0 * (self.answer is said), reply.feedback, _moodle.PLAIN
                )
                for said, word, reply in self._sides()
            ),
        )

    def gift(self, left_out: LeftOut) -> list[str]:
        """Return the truth value, and what is said to a wrong and to a right answer."""
        replies = (self.if_true, self.if_false)
        right, wrong = replies if self.answer else replies[::-1]
        said = f"{_gift.rich(wrong.feedback)}#{_gift.rich(right.feedback)}"
        return [f"{str(self.answer).upper()}#{said}"]

    def qti(self, left_out: LeftOut) -> Item:
        """Return a choice interaction with two choices."""
        choices = [
            ChoiceShown(word.lower(), word, reply.feedback, self.answer is said)
            for said, word, reply in self._sides()
        ]
        return _qti.choice_item(choices, False, _qti.all_or_nothing(self.points))
