"""`matching`: rows on the left, and for each the choice on the right that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any, ClassVar, Literal
from xml.sax.saxutils import escape as escape_xml

from pydantic import Field

from quizzes.text import counted, to_html, to_plain
from quizzes.types import _advice, _gift, _html, _moodle, _qti
from quizzes.types._advice import Advice
from quizzes.types._choices import by_hash, lettered
from quizzes.types._exchange import LeftOut
from quizzes.types._faults import Fault, entries, ids, unknown_name
from quizzes.types._fields import Reply, Slug, Strict, Text
from quizzes.types._marks import Answer, Note, Solution, note_on, pairs_of
from quizzes.types._moodle import MoodleBody
from quizzes.types._qti import Item
from quizzes.types._question import AskedQuestion
from quizzes.types._reading import AnswerError, NoSuchAnswer, letters_in, shown


class Row(Reply):
    """The left side of a match; ``match`` names the choice that belongs to it."""

    id: Slug
    text: Text
    match: Slug


class Choice(Strict):
    """The right side of a match; it may belong to several rows, or to none."""

    id: Slug
    text: Text


class Matching(AskedQuestion):
    """Rows on the left, choices on the right."""

    place: ClassVar[int] = 70
    marked_by: ClassVar[str] = "rows"

    type: Literal["matching"]
    options: tuple[Row, ...] = Field(min_length=2, max_length=8, strict=False)
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=10, strict=False)

    # --- what an author may get wrong

    @classmethod
    def faults(cls, raw: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield names of choices that do not exist."""
        yield from super().faults(raw)
        names = ids(raw, "choices")
        for i, row in entries(raw, "options"):
            if isinstance(row.get("match"), str) and row["match"] not in names:
                place = ("options", i, "match")
                yield unknown_name(place, row["match"], names, "the id of a choice")

    def advice(self) -> Iterator[Advice]:
        """Yield advice on texts that occur twice, and on ids that give the key away."""
        texts = [to_plain(row.text) for row in self.options]
        texts += [to_plain(choice.text) for choice in self.choices]
        yield from _advice.on_texts(self.id, texts)
        yield from _advice.on_ids(self.id, (row.id for row in self.options))

    # --- how it is asked

    def rule(self) -> str:
        """Return how it is marked."""
        return (
            "Marks are the share of rows matched rightly; a choice may be used more than once or"
            " not at all."
        )

    def shown_options(self) -> dict[str, str]:
        """Return letter to id of the choices, shuffled always in the same way."""
        return lettered(by_hash(self.id, (choice.id for choice in self.choices)))

    def option_texts(self) -> dict[str, str]:
        """Return the texts of the choices by id."""
        return {choice.id: choice.text for choice in self.choices}

    def rows(self) -> tuple[str, ...]:
        """Return the texts of the rows."""
        return tuple(row.text for row in self.options)

    def how_to_answer(self) -> str:
        """Return what to type in a terminal."""
        return "Type one letter for each row, in order; - leaves one out."

    def example(self) -> str:
        """Return an answer in a graded notebook."""
        return 'answer = {1: "b", 2: "a"}'

    def controls(self) -> str:
        """Return a select for each row, below a list of the choices.

        A select cannot show MathML, so the list shows the choices with their formulas.
        """
        choices, texts = self.shown_options(), self.option_texts()
        listed = "".join(
            f"<li>{to_html(texts[name], inline=True)}</li>" for name in choices.values()
        )
        picks = "".join(
            f'<option value="{letter}">{letter}) {escape(to_plain(texts[name]))}</option>'
            for letter, name in choices.items()
        )
        return f'<ol class="gw-choices" type="a">{listed}</ol>' + "".join(
            f'<label class="gw-line"><span>{to_html(row.text, inline=True)}</span> '
            f'<select name="row"{_html.spoken_name(row.text)}>'
            f'<option value="">–</option>{picks}</select></label>'
            for row in self.options
        )

    # --- how it is read and marked

    def read(self, given: Any) -> Answer:
        """Return row to choice, from letters in the order of the rows or from a mapping."""
        letters = self.shown_options()
        if isinstance(given, str):
            given = letters_in(given, letters, given)
        if isinstance(given, list | tuple):
            if len(given) > len(self.options):
                raise NoSuchAnswer(
                    f"{counted(len(given), 'letter')} came for"
                    f" {counted(len(self.options), 'row')}. Write one for each, in order, and -"
                    " where you leave one out."
                )
            given = dict(enumerate(given, start=1))
        if not isinstance(given, dict):
            raise AnswerError(
                f"{shown(given)} matches nothing. Match each number with a letter, such as"
                ' {1: "b", 2: "a"}.'
            )
        found: dict[str, str] = {}
        for number, item in given.items():
            row = self._row_at(number)
            picked = [] if item is None else letters_in(item, letters, item)
            if len(picked) > 1:
                raise NoSuchAnswer(
                    f"Several letters came for row {shown(number)}, {shown(item)}. Each row takes"
                    " one."
                )
            if picked and picked != ["-"]:
                found[row] = letters[picked[0]]
        return found

    def _row_at(self, number: Any) -> str:
        """Return the id of the row with this number, which may be written as text."""
        rows = {str(place): row.id for place, row in enumerate(self.options, start=1)}
        row = rows.get(number.strip() if isinstance(number, str) else shown(number))
        if row is None:
            raise AnswerError(
                f"{shown(number)} is none of the rows. The rows are {', '.join(rows)}."
            )
        return row

    def share(self, answer: Answer) -> float:
        """Return the share of the rows that are matched rightly."""
        notes = list(self.notes(answer))
        return sum(note.right for note in notes) / len(notes)

    def key(self) -> dict[str, str]:
        """Return each row with its choice."""
        return {row.id: row.match for row in self.options}

    def shown_key(self) -> dict[int, str]:
        """Return each row's number with the letter of its choice."""
        letters = self.letters()
        return {number: letters[row.match] for number, row in enumerate(self.options, start=1)}

    def picks(self, answer: Answer) -> tuple[str, ...]:
        """Return pairs such as ``row=choice``."""
        return pairs_of(answer)

    def possible_picks(self) -> dict[str, bool]:
        """Return every pair of a row and a choice, and whether they belong together."""
        return {
            f"{row.id}={choice.id}": row.match == choice.id
            for row in self.options
            for choice in self.choices
        }

    def pick_names(self) -> dict[str, str]:
        """Return each pair with the row's number, the choice's letter, and both texts."""
        texts = self.option_texts()
        return {
            f"{row.id}={name}": (
                f"{number} → {letter}  {to_plain(row.text)}: {to_plain(texts[name])}"
            )
            for number, row in enumerate(self.options, start=1)
            for name, letter in self.letters().items()
        }

    def refers_to(self) -> list[Any]:
        """Return the ids of the rows in their order."""
        return [row.id for row in self.options]

    def page_key(self) -> dict[str, Any]:
        """Return the rows, each with the letter of its choice."""
        letters = self.letters()
        return {
            "rows": [
                {
                    "match": letters[row.match],
                    "about_html": to_html(row.text, inline=True),
                    "html": to_html(row.feedback),
                }
                for row in self.options
            ]
        }

    # --- how it is explained

    def notes(self, answer: Answer | None) -> Iterator[Note]:
        """Yield a note on each row."""
        given = answer if isinstance(answer, Mapping) else {}
        for row in self.options:
            yield note_on(row.text, row.id in given, given.get(row.id) == row.match, row)

    def solution(self) -> Solution:
        """Return what belongs together."""
        texts = self.option_texts()
        lines = tuple(f"{row.text}: {texts[row.match]}" for row in self.options)
        return Solution("What belongs together:", lines)

    def replies(self) -> Iterable[Reply]:
        """Return the rows."""
        return self.options

    # --- how it is exported

    def moodle(self, left_out: LeftOut) -> MoodleBody | None:
        """Return a ``matching``, which needs three choices in Moodle."""
        if len(self.choices) < 3:
            left_out.add("Moodle wants three choices in a match, so it is not in the file", self.id)
            return None
        left_out.add("A match has no feedback of its own for each row", self.id)
        texts = {choice.id: to_plain(choice.text) for choice in self.choices}
        used = {row.match for row in self.options}
        rows = [(_moodle.rich(row.text), texts[row.match]) for row in self.options]
        rows += [("", text) for name, text in texts.items() if name not in used]
        questions = "".join(
            f'<subquestion format="html"><text>{left}</text>'
            f"<answer><text>{escape_xml(right)}</text></answer></subquestion>"
            for left, right in rows
        )
        return MoodleBody("matching", f"<shuffleanswers>true</shuffleanswers>{questions}")

    def gift(self, left_out: LeftOut) -> list[str] | None:
        """Return a line for each pair; GIFT needs three of them."""
        if len(self.options) < 3:
            left_out.add("GIFT wants three pairs in a match, so it is not in the file", self.id)
            return None
        signs = (_gift.unsayable(to_plain(choice.text)) for choice in self.choices)
        if sign := next(filter(None, signs), None):
            left_out.add(f"GIFT cannot hold {sign} in a choice, so it is not in the file", self.id)
            return None
        left_out.add("A match has no feedback for each row", self.id)
        texts = {choice.id: to_plain(choice.text) for choice in self.choices}
        if texts.keys() - {row.match for row in self.options}:
            left_out.add("Choices that belong to no row are not part of the format", self.id)
        return [
            f"={_gift.rich(row.text)} -> {_gift.guard(texts[row.match])}" for row in self.options
        ]

    def qti(self, left_out: LeftOut) -> Item:
        """Return a match interaction in which each right pair earns its share."""
        left_out.add(_qti.UNTOLD_RULE, self.id)
        left_out.add(_qti.NO_PARTS, self.id)
        letters, texts = self.letters(), self.option_texts()
        pairs = [
            f"row{number} {letters[row.match]}" for number, row in enumerate(self.options, start=1)
        ]
        left = "".join(
            _associable(f"row{number}", 1, row.text)
            for number, row in enumerate(self.options, start=1)
        )
        right = "".join(_associable(letter, 0, texts[name]) for name, letter in letters.items())
        values = _qti.mapping([(pair, self.points / len(pairs)) for pair in pairs], self.points)
        return Item(
            _qti.response("multiple", "directedPair", pairs, values),
            '<matchInteraction responseIdentifier="RESPONSE" shuffle="false"'
            f' maxAssociations="{len(pairs)}">'
            f"<simpleMatchSet>{left}</simpleMatchSet>"
            f"<simpleMatchSet>{right}</simpleMatchSet></matchInteraction>",
            _qti.set_score(_qti.MAPPED) + _qti.set_feedback(),
        )


def _associable(name: str, most: int, text: str) -> str:
    return (
        f'<simpleAssociableChoice identifier="{name}"'
        f' matchMax="{most}">{to_html(text, inline=True)}</simpleAssociableChoice>'
    )
