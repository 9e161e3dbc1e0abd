"""Options with letters: what types share that let learners pick by letter."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal

from quizzes.text import to_html, to_plain
from quizzes.types import _advice, _gift, _html, _moodle
from quizzes.types._advice import Advice
from quizzes.types._exchange import LeftOut
from quizzes.types._faults import Fault, entries
from quizzes.types._fields import Reply, Slug, Text
from quizzes.types._marks import Answer, Note, note_on
from quizzes.types._moodle import MoodleBody
from quizzes.types._qti import ChoiceShown
from quizzes.types._question import AskedQuestion


class Option(Reply):
    """One choice of a question, with what is said to whoever picks it."""

    id: Slug
    text: Text
    correct: bool = False


def lettered(ids: Iterable[str]) -> dict[str, str]:
    """Return letter to id, from ``a`` on."""
    return dict(zip(string.ascii_lowercase, ids, strict=False))


def by_hash(seed: str, names: Iterable[str], attempt: int = 0) -> list[str]:
    """Return the names in an order that only `seed` and `attempt` decide, on every machine."""
    return sorted(
        names, key=lambda name: hashlib.sha256(f"{seed}/{attempt}/{name}".encode()).digest()
    )


def named_by_letter(question: AskedQuestion) -> dict[str, str]:
    """Return the options of a question, by id, as learners saw them: letter and text."""
    texts, letters = question.option_texts(), question.letters()
    return {name: f"{letter}  {to_plain(texts[name])}" for name, letter in letters.items()}


class Choosing(AskedQuestion):
    """A question whose options learners pick by letter."""

    marked_by: ClassVar[str] = "picks"
    control: ClassVar[Literal["radio", "checkbox"]]

    options: tuple[Option, ...]

    @classmethod
    def faults(cls, raw: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield ids that stand twice, a wrong number of right options, and misplaced names."""
        yield from super().faults(raw)
        options = list(entries(raw, "options"))
        if any(not isinstance(option.get("correct", False), bool) for _, option in options):
            return  # pydantic reports that first
        yield from cls.count_faults(sum(option.get("correct") is True for _, option in options))
        for i, option in options:
            if option.get("correct") is True and option.get("misconception"):
                yield Fault(
                    ("options", i, "misconception"),
                    "a misconception on a right option",
                    "wrong options only",
                )

    @classmethod
    def count_faults(cls, right: int) -> Iterator[Fault]:
        """Yield a fault where this number of right options is not what the type needs."""
        raise NotImplementedError

    def advice(self) -> Iterator[Advice]:
        """Yield advice on the prompt, and on options that give the key away."""
        texts = [to_plain(option.text) for option in self.options]
        right = [to_plain(option.text) for option in self.options if option.correct]
        wrong = [to_plain(option.text) for option in self.options if not option.correct]
        yield from _advice.on_negatives(self.id, self.prompt)
        yield from self.prompt_advice()
        yield from _advice.on_texts(self.id, texts)
        yield from _advice.on_lengths(self.id, right, wrong)
        yield from _advice.on_numbers(self.id, texts)
        yield from _advice.on_ids(self.id, (option.id for option in self.options))

    def prompt_advice(self) -> Iterator[Advice]:
        """Yield advice where the prompt does not say how many options may be right."""
        raise NotImplementedError

    def shown_options(self) -> dict[str, str]:
        """Return letter to id, in the author's order."""
        return lettered(option.id for option in self.options)

    def option_texts(self) -> dict[str, str]:
        """Return id to text."""
        return {option.id: option.text for option in self.options}

    def controls(self) -> str:
        """Return a radio button or a checkbox for each option."""
        texts = self.option_texts()
        return "".join(
            _html.option(self.control, letter, texts[name])
            for letter, name in self.shown_options().items()
        )

    def picked(self, answer: Answer | None) -> frozenset[str]:
        """Return the ids in an answer."""
        raise NotImplementedError

    def notes(self, answer: Answer | None) -> Iterator[Note]:
        """Yield a note on every option, picked or not."""
        picked, letters = self.picked(answer), self.letters()
        for option in self.options:
            yield note_on(
                option.text, option.id in picked, option.correct, option, letters[option.id]
            )

    def replies(self) -> Iterable[Reply]:
        """Return the options."""
        return self.options

    def possible_picks(self) -> dict[str, bool]:
        """Return each option and whether it is right."""
        return {option.id: option.correct for option in self.options}

    def pick_names(self) -> dict[str, str]:
        """Return each option with its letter and its text."""
        return named_by_letter(self)

    def page_options(self) -> list[dict[str, Any]]:
        """Return the options as the page marks them."""
        letters = self.letters()
        return [
            {
                "letter": letters[option.id],
                "right": option.correct,
                "about_html": to_html(option.text, inline=True),
                "html": to_html(option.feedback),
            }
            for option in self.options
        ]

    def shares(self) -> list[float]:
        """Return what each option adds, as a share of the points, in systems that add."""
        return [float(option.correct) for option in self.options]

    def moodle(self, left_out: LeftOut) -> MoodleBody:
        """Return a ``multichoice``."""
        answers = "".join(
            _moodle.answer(_moodle.rich(option.text), 100 * share, option.feedback, "html")
            for option, share in zip(self.options, self.shares(), strict=True)
        )
        single = str(self.control == "radio").lower()
        return MoodleBody(
            "multichoice",
            f"<single>{single}</single><shuffleanswers>0</shuffleanswers>"
            f"<answernumbering>abc</answernumbering>{answers}",
        )

    def gift_options(self, signs: Iterable[str]) -> list[str]:
        """Return a line for each option, each behind its sign of what it earns."""
        return [
            f"{sign}{_gift.rich(option.text)}#{_gift.rich(option.feedback)}"
            for sign, option in zip(signs, self.options, strict=True)
        ]

    def qti_choices(self) -> list[ChoiceShown]:
        """Return the options as choices of an item."""
        letters = self.letters()
        return [
            ChoiceShown(letters[option.id], option.text, option.feedback, option.correct)
            for option in self.options
        ]
