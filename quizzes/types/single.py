"""`single`: exactly one option is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field

from quizzes.text import to_plain
from quizzes.types import _advice, _qti
from quizzes.types._advice import Advice
from quizzes.types._choices import Choosing, Option
from quizzes.types._exchange import LeftOut
from quizzes.types._faults import Fault
from quizzes.types._marks import Answer
from quizzes.types._qti import Item
from quizzes.types._reading import NoSuchAnswer, picked_ids, shown


class Single(Choosing):
    """Exactly one option is right."""

    place: ClassVar[int] = 10
    control: ClassVar[Literal["radio", "checkbox"]] = "radio"

    type: Literal["single"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=8, strict=False)

    @classmethod
    def count_faults(cls, right: int) -> Iterator[Fault]:
        """Yield a fault unless exactly one option is right."""
        if right != 1:
            yield Fault(
                ("options",),
                f"{right} options marked correct",
                "exactly one `correct: true` in a `single`",
            )

    def prompt_advice(self) -> Iterator[Advice]:
        """Yield advice where the prompt says that several options may be right."""
        if _advice.APPLY.search(self.prompt):
            yield Advice(
                self.id,
                "select-all",
                "several may apply, says the prompt, but exactly one option is right",
            )

    def one_right(self) -> tuple[list[str], int]:
        """Return the texts of the options, and the place of the right one."""
        texts = [to_plain(option.text) for option in self.options]
        return texts, next(i for i, option in enumerate(self.options) if option.correct)

    def rule(self) -> str:
        """Return how it is marked."""
        return "One option is right."

    def how_to_answer(self) -> str:
        """Return what to type in a terminal."""
        return "Type a letter."

    def example(self) -> str:
        """Return an answer in a graded notebook."""
        return 'answer = "a"'

    def read(self, given: Any) -> Answer:
        """Return the id behind one letter."""
        ids = picked_ids(given, self.shown_options())
        if len(set(ids)) != 1:
            raise NoSuchAnswer(
                f"Several letters came, {shown(given)}, but exactly one option is right. Pick one."
            )
        return ids[0]

    def picked(self, answer: Answer | None) -> frozenset[str]:
        """Return the id that was picked, if any."""
        return frozenset([answer]) if isinstance(answer, str) else frozenset()

    def share(self, answer: Answer) -> float:
        """Return 1 for the right option, and 0 for every other one."""
        return float(answer == self.key())

    def key(self) -> str:
        """Return the id of the right option."""
        return next(option.id for option in self.options if option.correct)

    def shown_key(self) -> str:
        """Return the letter of the right option."""
        return self.letters()[self.key()]

    def page_key(self) -> dict[str, Any]:
        """Return the options with what is right."""
        return {"scoring": "single", "options": self.page_options()}

    def gift(self, left_out: LeftOut) -> list[str]:
        """Return the options, the right one behind ``=``."""
        return self.gift_options("=" if option.correct else "~" for option in self.options)

    def qti(self, left_out: LeftOut) -> Item:
        """Return a choice interaction of which one choice may be picked."""
        return _qti.choice_item(self.qti_choices(), False, _qti.all_or_nothing(self.points))
