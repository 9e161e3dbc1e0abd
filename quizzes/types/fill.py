"""`fill`: blanks that take a short text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal
from xml.sax.saxutils import escape

from pydantic import Field

from quizzes.text import counted, squeeze, to_html, to_plain
from quizzes.types import _gift, _html, _moodle, _qti
from quizzes.types._exchange import LeftOut, literal
from quizzes.types._faults import Fault, entries
from quizzes.types._fields import Reply, Slug, Strict, Text
from quizzes.types._marks import Answer, Note, Solution, note_on, pairs_of
from quizzes.types._moodle import MoodleBody
from quizzes.types._qti import Item
from quizzes.types._question import AskedQuestion
from quizzes.types._reading import LONGEST, AnswerError, shown


class WrongWord(Reply):
    """A wrong entry that the author expects, and what is said to it."""

    answer: Text


class Blank(Strict):
    """One blank: every spelling in ``accept`` is right, and spaces never matter."""

    id: Slug
    label: Text
    accept: tuple[Text, ...] = Field(min_length=1, strict=False)
    feedback: Text
    ignore_case: bool = False
    wrong: tuple[WrongWord, ...] = Field(default=(), strict=False)

    def bare(self, entry: str) -> str:
        """Return an entry without what does not matter in this blank."""
        return squeeze(entry, self.ignore_case)

    def accepts(self, entry: str | None) -> bool:
        """Return whether an entry is right."""
        return entry is not None and self.bare(entry) in map(self.bare, self.accept)

    def note(self, entry: str | None) -> Note:
        """Return what is said about an entry, or about none."""
        right = self.accepts(entry)
        expected = [
            wrong
            for wrong in self.wrong
            if entry is not None and not right and self.bare(wrong.answer) == self.bare(entry)
        ]
        reply: Reply = expected[0] if expected else Reply(feedback=self.feedback)
        return note_on(self.label, entry is not None, right, reply)

    def cases(self) -> Iterator[tuple[str, int, str]]:
        """Yield every known entry, its share of the marks in percent, and what is said to it."""
        yield from ((word, 100, self.feedback) for word in self.accept)
        yield from ((wrong.answer, 0, wrong.feedback) for wrong in self.wrong)


class Fill(AskedQuestion):
    """Blanks that take a short text."""

    place: ClassVar[int] = 80
    marked_by: ClassVar[str] = "blanks"
    gap: ClassVar[str] = ": ____"

    type: Literal["fill"]
    blanks: tuple[Blank, ...] = Field(min_length=1, max_length=6, strict=False)

    # --- what an author may get wrong

    @classmethod
    def faults(cls, raw: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield expected wrong entries that are accepted."""
        yield from super().faults(raw)
        for i, blank in entries(raw, "blanks"):
            ignore_case, accept = bool(blank.get("ignore_case")), blank.get("accept")
            words = accept if isinstance(accept, list | tuple) else ()
            accepted = {squeeze(word, ignore_case) for word in words if isinstance(word, str)}
            for j, wrong in entries(blank, "wrong"):
                answer = wrong.get("answer")
                if isinstance(answer, str) and squeeze(answer, ignore_case) in accepted:
                    yield Fault(
                        ("blanks", i, "wrong", j, "answer"),
                        f"{answer!r}, which is accepted",
                        "a wrong entry",
                    )

    # --- how it is asked

    def rule(self) -> str:
        """Return how it is marked."""
        return "Marks are the share of blanks filled rightly; spaces do not matter."

    def how_to_answer(self) -> str:
        """Return what to type in a terminal."""
        several = len(self.blanks) > 1
        return "Type the entries, with ; between them." if several else "Type the entry."

    def example(self) -> str:
        """Return an answer in a graded notebook."""
        several = len(self.blanks) > 1
        return 'answer = ["first", "second"]' if several else 'answer = "text"'

    def rows(self) -> tuple[str, ...]:
        """Return the labels of the blanks."""
        return tuple(blank.label for blank in self.blanks)

    def controls(self) -> str:
        """Return a text field for each blank."""
        return "".join(_html.text_entry(blank.label) for blank in self.blanks)

    # --- how it is read and marked

    def read(self, given: Any) -> Answer:
        """Return blank to entry, from one text or a list of them; empty ones are left out."""
        count, listed = len(self.blanks), given
        if isinstance(given, str):
            listed = given.split(";") if count > 1 else [given]
        elif isinstance(given, int | float):
            listed = [given]
        if not isinstance(listed, list | tuple):
            raise AnswerError(
                f"{shown(given)} is no text. Write one text in quotes for each blank, in order."
            )
        if len(listed) > count:
            raise AnswerError(
                f"{len(listed)} entries came for {counted(count, 'blank')}. Write one for each, in"
                " order."
            )
        written = {
            blank.id: _entry(entry) for blank, entry in zip(self.blanks, listed, strict=False)
        }
        return {name: entry for name, entry in written.items() if entry}

    def share(self, answer: Answer) -> float:
        """Return the share of the blanks that are filled rightly."""
        notes = list(self.notes(answer))
        return sum(note.right for note in notes) / len(notes)

    def key(self) -> dict[str, str]:
        """Return the first spelling of each blank."""
        return {blank.id: blank.accept[0] for blank in self.blanks}

    def shown_key(self) -> list[str]:
        """Return the first spelling of each blank, in order."""
        return [blank.accept[0] for blank in self.blanks]

    def picks(self, answer: Answer) -> tuple[str, ...]:
        """Return pairs such as ``blank=entry``."""
        return pairs_of(answer)

    def refers_to(self) -> list[Any]:
        """Return the ids of the blanks in their order."""
        return [blank.id for blank in self.blanks]

    def page_key(self) -> dict[str, Any]:
        """Return the blanks with the entries that are known."""
        return {
            "blanks": [
                {
                    "about": blank.label,
                    "accept": [blank.bare(word) for word in blank.accept],
                    "ignore_case": blank.ignore_case,
                    "html": to_html(blank.feedback),
                    "wrong": [
                        {"answer": blank.bare(wrong.answer), "html": to_html(wrong.feedback)}
                        for wrong in blank.wrong
                    ],
                }
                for blank in self.blanks
            ]
        }

    # --- how it is explained

    def notes(self, answer: Answer | None) -> Iterator[Note]:
        """Yield a note on each blank."""
        given = answer if isinstance(answer, Mapping) else {}
        return (blank.note(given.get(blank.id)) for blank in self.blanks)

    def solution(self) -> Solution:
        """Return the first spelling of each blank."""
        return Solution("", tuple(f"{blank.label}: `{blank.accept[0]}`" for blank in self.blanks))

    def replies(self) -> Iterable[Reply]:
        """Return the replies to expected wrong entries."""
        return [wrong for blank in self.blanks for wrong in blank.wrong]

    # --- how it is exported

    def format_losses(self) -> Iterator[str]:
        """Yield that other systems compare spaces too."""
        yield "Spaces in an entry matter, as they would not here"

    def moodle(self, left_out: LeftOut) -> MoodleBody:
        """Return a ``shortanswer`` for one blank, and a ``cloze`` for several."""
        if len(self.blanks) > 1:
            return MoodleBody("cloze", self._moodle_cloze(), has_prompt=True)
        [blank] = self.blanks
        answers = "".join(
            _moodle.answer(escape(literal(word)), share, feedback, _moodle.PLAIN)
            for word, share, feedback in blank.cases()
        )
        return MoodleBody(
            "shortanswer", f"<usecase>{int(not blank.ignore_case)}</usecase>{answers}"
        )

    def _moodle_cloze(self) -> str:
        """Return the prompt with the answers in it, as ``{1:SHORTANSWER_C:=right#feedback}``."""
        lines = []
        for blank in self.blanks:
            kind = "SHORTANSWER" if blank.ignore_case else "SHORTANSWER_C"
            choices = "~".join(
                f"{'=' if share else '%0%'}{_cloze(literal(word))}#{_cloze(to_plain(feedback))}"
                for word, share, feedback in blank.cases()
            )
            lines.append(
                f"<p>{_no_gaps(escape(to_plain(blank.label)))}: {{1:{kind}:{escape(choices)}}}</p>"
            )
        prompt = _no_gaps(_moodle.rich(self.prompt)).replace("&#123;", "&amp;#123;")
        text = prompt + escape("".join(lines))
        return f'<questiontext format="html"><text>{text}</text></questiontext>'

    def gift(self, left_out: LeftOut) -> list[str] | None:
        """Return the known entries of one blank; GIFT has no question with several."""
        if len(self.blanks) > 1:
            left_out.add("GIFT has one blank for a question, so it is not in the file", self.id)
            return None
        [blank] = self.blanks
        if sign := next(filter(None, (_gift.unsayable(word) for word, *_ in blank.cases())), None):
            left_out.add(f"GIFT cannot hold {sign} in an entry, so it is not in the file", self.id)
            return None
        if not blank.ignore_case:
            left_out.add("Capitals do not matter, as they would here", self.id)
        return [
            f"=%{share}%{_gift.guard(literal(word))}#{_gift.rich(feedback)}"
            for word, share, feedback in blank.cases()
        ]

    def qti(self, left_out: LeftOut) -> Item:
        """Return a text entry for each blank, each of which earns its share."""
        left_out.add(_qti.UNTOLD_RULE, self.id)
        left_out.add(_qti.NO_PARTS, self.id)
        share, declared, shown_blanks, mapped = self.points / len(self.blanks), "", "", ""
        for place, blank in enumerate(self.blanks, start=1):
            name, case = f"RESPONSE{place}", str(not blank.ignore_case).lower()
            words = _qti.mapping([(word, share) for word in blank.accept], None, caseSensitive=case)
            declared += _qti.response("single", "string", [blank.accept[0]], words, name)
            shown_blanks += (
                f"<p>{to_html(blank.label, inline=True)}: "
                f'<textEntryInteraction responseIdentifier="{name}" expectedLength="15"/></p>'
            )
            mapped += f'<mapResponse identifier="{name}"/>'
        score = _qti.set_score(f"<sum>{mapped}</sum>") + _qti.set_feedback()
        return Item(declared, shown_blanks, score)


def _entry(entry: Any) -> str:
    """Return one entry as text, empty for none; numbers of thousands of digits have no text."""
    if isinstance(entry, bool) or not isinstance(entry, str | int | float | None):
        raise AnswerError(
            f"{shown(entry)} is not a short text. Write text in quotes for each blank."
        )
    huge = isinstance(entry, int) and abs(entry) >= 10**LONGEST
    written = "" if entry is None or huge else str(entry)
    if huge or len(written) > LONGEST:
        raise AnswerError(
            f"{shown(entry)} is not a short text. No blank needs more than {LONGEST} characters."
        )
    return written.strip()


def _no_gaps(text: str) -> str:
    """Return HTML in which no brace begins a gap, as ``{#1}`` and ``{1:SHORTANSWER:…}`` would."""
    return re.sub(r"\{(?=#|\d*:[A-Z_]+:)", "&#123;", text)


def _cloze(text: str) -> str:
    return re.sub(r"([}~#/\"]|\\(?!\*))", r"\\\1", text)
