"""`multiple`: any number of options is right, at least one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field

from quizzes.types import _advice, _qti
from quizzes.types._advice import Advice
from quizzes.types._choices import Choosing, Option
from quizzes.types._exchange import LeftOut
from quizzes.types._faults import Fault
from quizzes.types._marks import Answer
from quizzes.types._moodle import MoodleBody
from quizzes.types._qti import Item
from quizzes.types._reading import picked_ids

Scoring = Literal["net_correct", "all_or_nothing", "every_decision"]

RULES: dict[Scoring, str] = {
    "net_correct": (
        "Each right pick adds, each wrong pick takes away as much; never less than nothing."
    ),
    "all_or_nothing": "Full marks for exactly the right set, otherwise nothing.",
    "every_decision": (
        "Every option counts: picked where right, left out where wrong. Picking none earns nothing."
    ),
}
"""What a learner reads about marks before answering."""


class Multiple(Choosing):
    """Any number of options is right, at least one."""

    place: ClassVar[int] = 20
    control: ClassVar[Literal["radio", "checkbox"]] = "checkbox"

    type: Literal["multiple"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=10, strict=False)
    scoring: Scoring = "net_correct"

    @classmethod
    def count_faults(cls, right: int) -> Iterator[Fault]:
        """Yield a fault where no option is right."""
        if right == 0:
            yield Fault(("options",), "no option marked correct", "at least one `correct: true`")

    def advice(self) -> Iterator[Advice]:
        """Yield the advice on options, and where every option is right."""
        yield from super().advice()
        if all(option.correct for option in self.options):
            yield Advice(self.id, "all-right", "every option is right: add one that is not")

    def prompt_advice(self) -> Iterator[Advice]:
        """Yield advice where the prompt does not say that several options may be right."""
        if not _advice.APPLY.search(self.prompt):
            yield Advice(self.id, "select-all", 'say "Select all that apply." in the prompt')

    def rule(self) -> str:
        """Return how it is marked."""
        return RULES[self.scoring]

    def how_to_answer(self) -> str:
        """Return what to type in a terminal."""
        return "Type letters, such as: ac."

    def example(self) -> str:
        """Return an answer in a graded notebook."""
        return 'answer = "ac"'

    def read(self, given: Any) -> Answer:
        """Return the ids behind letters in any form."""
        return frozenset(picked_ids(given, self.shown_options()))

    def picked(self, answer: Answer | None) -> frozenset[str]:
        """Return the ids that were picked."""
        return answer if isinstance(answer, frozenset) else frozenset()

    def share(self, answer: Answer) -> float:
        """Return the share by the question's rule of scoring; picking nothing earns nothing."""
        picked, right = self.picked(answer), self.key()
        if not picked:
            return 0.0
        if self.scoring == "all_or_nothing":
            return float(picked == right)
        if self.scoring == "every_decision":
            return 1 - len(picked ^ right) / len(self.options)
        return max(0.0, (len(picked & right) - len(picked - right)) / len(right))

    def key(self) -> frozenset[str]:
        """Return the ids of the right options."""
        return frozenset(option.id for option in self.options if option.correct)

    def shown_key(self) -> set[str]:
        """Return the letters of the right options."""
        letters = self.letters()
        return {letters[name] for name in self.key()}

    def page_key(self) -> dict[str, Any]:
        """Return the rule of scoring, and the options with what is right."""
        return {"scoring": self.scoring, "options": self.page_options()}

    def picks(self, answer: Answer) -> tuple[str, ...]:
        """Return the picked ids in alphabetical order."""
        return tuple(sorted(self.picked(answer)))

    def shares(self) -> list[float]:
        """Return what each option adds to a net-correct mark."""
        right = len(self.key())
        return [(1 if option.correct else -1) / right for option in self.options]

    def _note_scoring(self, left_out: LeftOut) -> None:
        if self.scoring != "net_correct":
            rule = self.scoring.replace("_", " ")
            left_out.add(f"Marks by {rule} become net correct", self.id)

    def moodle(self, left_out: LeftOut) -> MoodleBody:
        """Return a ``multichoice`` that adds and subtracts."""
        self._note_scoring(left_out)
        return super().moodle(left_out)

    def gift(self, left_out: LeftOut) -> list[str]:
        """Return the options, each behind what it adds in percent."""
        self._note_scoring(left_out)
        return self.gift_options(f"~%{100 * share:.5f}%" for share in self.shares())

    def qti(self, left_out: LeftOut) -> Item:
        """Return a choice interaction that is marked by the question's own rule."""
        left_out.add(_qti.UNTOLD_RULE, self.id)
        choices = self.qti_choices()
        names, all_points = [choice.name for choice in choices], self.points
        values, score = "", _qti.all_or_nothing(all_points)
        if self.scoring == "net_correct":
            earned = [share * all_points for share in self.shares()]
            values = _qti.mapping(zip(names, earned, strict=True), all_points)
            score = _qti.set_score(_qti.MAPPED)
        elif self.scoring == "every_decision":
            part = all_points / len(choices)
            earned = [part if choice.right else -part for choice in choices]
            values = _qti.mapping(zip(names, earned, strict=True), None)
            start = _qti.float_value(part * (len(choices) - len(self.key())))
            score = _qti.when(
                f"<not><isNull>{_qti.RESPONSE}</isNull></not>",
                _qti.set_score(f"<sum>{_qti.MAPPED}{start}</sum>"),
            )
        return _qti.choice_item(choices, True, score, values)
