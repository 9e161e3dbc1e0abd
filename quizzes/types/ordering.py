"""`ordering`: steps to put in order, of which only some must come before others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal

from pydantic import Field

from quizzes.text import to_html, to_plain
from quizzes.types import _advice, _html, _moodle, _qti
from quizzes.types._advice import Advice
from quizzes.types._choices import by_hash, lettered, named_by_letter
from quizzes.types._exchange import LeftOut
from quizzes.types._faults import Fault, entries, ids, unknown_name
from quizzes.types._fields import Reply, Slug, Text
from quizzes.types._marks import Answer, Note, Solution, note_on
from quizzes.types._moodle import MoodleBody
from quizzes.types._qti import Item
from quizzes.types._question import AskedQuestion
from quizzes.types._reading import AnswerError, NoSuchAnswer, picked_ids, shown


class Step(Reply):
    """One thing to put in order; ``after`` names the steps that must come somewhere before it."""

    id: Slug
    text: Text
    after: tuple[Slug, ...] = Field(default=(), strict=False)


class Ordering(AskedQuestion):
    """Steps to put in order, of which only some must come before others."""

    place: ClassVar[int] = 60
    marked_by: ClassVar[str] = "order"

    type: Literal["ordering"]
    options: tuple[Step, ...] = Field(min_length=3, max_length=10, strict=False)

    # --- what an author may get wrong

    @classmethod
    def faults(cls, raw: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield names of steps that do not exist, and orders that are free or impossible."""
        yield from super().faults(raw)
        names = ids(raw, "options")
        needs: dict[str, set[str]] = {name: set() for name in names}
        for i, step in entries(raw, "options"):
            after = step.get("after") or ()
            for j, name in enumerate(after if isinstance(after, list | tuple) else ()):
                if name not in needs:
                    place = ("options", i, "after", j)
                    yield unknown_name(place, name, names, "the id of another option")
                elif isinstance(step.get("id"), str):
                    needs[step["id"]].add(name)
        if not any(needs.values()):
            yield Fault(
                ("options",),
                "no `after` on any option",
                "at least one step that must come after another",
            )
        _, waiting = _in_order(needs)
        if waiting:
            yield Fault(
                ("options",),
                f"steps that wait for each other: {', '.join(sorted(waiting))}",
                "a possible order",
            )

    def advice(self) -> Iterator[Advice]:
        """Yield advice on steps that occur twice, and on ids that give the order away."""
        yield from _advice.on_texts(self.id, (to_plain(step.text) for step in self.options))
        yield from _advice.on_ids(self.id, (step.id for step in self.options))

    # --- how it is asked

    def rule(self) -> str:
        """Return how it is marked."""
        return (
            "Marks are the share of pairs that stand in a possible order; more than one order may"
            " be right."
        )

    def shown_options(self) -> dict[str, str]:
        """Return letter to id, shuffled: always in the same way, and never into a right order.

        Authors write the steps in a right order.
        """
        names = [step.id for step in self.options]
        for attempt in range(100):
            order = by_hash(self.id, names, attempt)
            if any(order.index(early) > order.index(late) for early, late in self.pairs()):
                return lettered(order)
        return lettered(reversed(self.key()))

    def option_texts(self) -> dict[str, str]:
        """Return id to text."""
        return {step.id: step.text for step in self.options}

    def how_to_answer(self) -> str:
        """Return what to type in a terminal."""
        return "Type all letters in order, such as: bac."

    def example(self) -> str:
        """Return an answer in a graded notebook."""
        return 'answer = "bac"'

    def controls(self) -> str:
        """Return a select for the place of each step."""
        shown_steps, texts = self.shown_options(), self.option_texts()
        places = "".join(
            f'<option value="{place}">{place}</option>' for place in range(1, len(shown_steps) + 1)
        )
        return '<p class="gw-how">Give each one its place, 1 for the first.</p>' + "".join(
            f'<label class="gw-line"><select name="{letter}"{_html.spoken_name(texts[name])}>'
            f'<option value="">–</option>{places}</select>'
            f" <span>{to_html(texts[name], inline=True)}</span></label>"
            for letter, name in shown_steps.items()
        )

    # --- how it is read and marked

    def pairs(self) -> list[tuple[str, str]]:
        """Return every pair (earlier, later) that a right order keeps, implied pairs included."""
        before = {step.id: set(step.after) for step in self.options}
        grown = True
        while grown:
            grown = False
            for needs in before.values():
                more = {far for near in needs for far in before[near]} - needs
                needs |= more
                grown = grown or bool(more)
        return [(early, step.id) for step in self.options for early in sorted(before[step.id])]

    def read(self, given: Any) -> Answer:
        """Return ids in the order of the letters given."""
        if isinstance(given, set | frozenset):
            raise AnswerError(
                'A set has no order. Write the letters as a text, such as "bac", or a list.'
            )
        order = picked_ids(given, self.shown_options())
        if len(set(order)) != len(order):
            raise NoSuchAnswer(
                f"A letter came twice in {shown(given)}. Write each letter once, in order."
            )
        return tuple(order)

    def share(self, answer: Answer) -> float:
        """Return the share of the pairs that the order keeps."""
        place, pairs = _places(answer), self.pairs()
        kept = sum(a in place and b in place and place[a] < place[b] for a, b in pairs)
        return kept / len(pairs)

    def key(self) -> tuple[str, ...]:
        """Return a right order."""
        order, _ = _in_order({step.id: set(step.after) for step in self.options})
        return order

    def shown_key(self) -> list[str]:
        """Return the letters of a right order."""
        letters = self.letters()
        return [letters[name] for name in self.key()]

    def picks(self, answer: Answer) -> tuple[str, ...]:
        """Return the ids in the order given."""
        return answer if isinstance(answer, tuple) else ()

    def pick_names(self) -> dict[str, str]:
        """Return each step with its letter and its text."""
        return named_by_letter(self)

    def page_key(self) -> dict[str, Any]:
        """Return the pairs to keep, and the steps with what is said to each."""
        letters = self.letters()
        return {
            "pairs": [[letters[early], letters[late]] for early, late in self.pairs()],
            "options": [
                {
                    "letter": letters[step.id],
                    "after": [letters[name] for name in step.after],
                    "about_html": to_html(step.text, inline=True),
                    "html": to_html(step.feedback),
                }
                for step in self.options
            ],
        }

    # --- how it is explained

    def notes(self, answer: Answer | None) -> Iterator[Note]:
        """Yield a note on each step: right where all that it needs stands before it."""
        place = _places(answer)
        for step in self.options:
            kept = step.id in place and all(
                place.get(need, len(place)) < place[step.id] for need in step.after
            )
            yield note_on(step.text, step.id in place, kept, step)

    def solution(self) -> Solution:
        """Return a right order."""
        texts = self.option_texts()
        return Solution("One right order:", tuple(texts[name] for name in self.key()), True)

    def replies(self) -> Iterable[Reply]:
        """Return the steps."""
        return self.options

    # --- how it is exported

    def moodle(self, left_out: LeftOut) -> MoodleBody | None:
        """Return an ``ordering`` where only one order is right, which is all that Moodle knows."""
        if len(self.pairs()) < len(self.options) * (len(self.options) - 1) // 2:
            left_out.add("Moodle knows one right order only, so it is not in the file", self.id)
            return None
        left_out.add("An order has no feedback of its own for each step", self.id)
        texts = self.option_texts()
        steps = "".join(
            f'<answer fraction="{place}.0000000"'
            f' format="html"><text>{_moodle.rich(texts[name])}</text></answer>'
            for place, name in enumerate(self.key(), start=1)
        )
        return MoodleBody(
            "ordering",
            "<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype>"
            "<selectcount>0</selectcount><gradingtype>ALL_OR_NOTHING</gradingtype>"
            f"<showgrading>SHOW</showgrading>{steps}",
        )

    def gift(self, left_out: LeftOut) -> None:
        """Return None: GIFT has no such question."""
        left_out.add("GIFT has no questions on order, so it is not in the file", self.id)

    def qti(self, left_out: LeftOut) -> Item:
        """Return an order interaction in which each kept pair adds its share."""
        left_out.add(_qti.UNTOLD_RULE, self.id)
        left_out.add(_qti.NO_PARTS, self.id)
        letters, texts, pairs = self.letters(), self.option_texts(), self.pairs()
        choices = _qti.simple_choices((letter, texts[name]) for name, letter in letters.items())
        share = _qti.float_value(self.points / len(pairs))
        add = _qti.set_score(f'<sum><variable identifier="SCORE"/>{share}</sum>')
        kept = (
            _qti.when(_qti_kept(letters[early], letters[late], len(letters)), add)
            for early, late in pairs
        )
        return Item(
            _qti.response("ordered", "identifier", self.shown_key()),
            '<orderInteraction responseIdentifier="RESPONSE"'
            f' shuffle="false">{choices}</orderInteraction>',
            "".join(kept) + _qti.set_feedback(),
        )


def _places(answer: Answer | None) -> dict[str, int]:
    return {name: i for i, name in enumerate(answer)} if isinstance(answer, tuple) else {}


def _in_order(needs: Mapping[str, set[str]]) -> tuple[tuple[str, ...], set[str]]:
    """Return the steps in a possible order, and those that wait for each other forever."""
    waiting, order = dict(needs), list[str]()
    while ready := [name for name, before in waiting.items() if not before & waiting.keys()]:
        order += ready
        for name in ready:
            del waiting[name]
    return tuple(order), set(waiting)


def _qti_kept(early: str, late: str, count: int) -> str:
    """Return the condition that some place holds `early` and a later place holds `late`."""

    def holds(place: int, letter: str) -> str:
        return f'<match><index n="{place}">{_qti.RESPONSE}</index>{_qti.identifier(letter)}</match>'

    ways = "".join(
        f"<and>{holds(first, early)}{holds(second, late)}</and>"
        for first in range(1, count + 1)
        for second in range(first + 1, count + 1)
    )
    return f"<and><not><isNull>{_qti.RESPONSE}</isNull></not><or>{ways}</or></and>"
