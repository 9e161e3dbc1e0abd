"""What a quiz question is: eight types told apart by ``type``, in which a field nobody knows is
refused.

These models describe the YAML of `quizzes/bank` (see its README) and are what every surface, mark
and export reads. Rules that tie several fields together (an ``after`` that names no option, a drawn
name nobody declares) live in `quizzes.consistency`, so that the loader can report them beside the
mistakes pydantic finds.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    TypeAdapter,
    model_validator,
)
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from quizzes.consistency import Mistake, inconsistencies

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Prose: paragraphs, ``**strong**``, ``*emphasis*``, `` `code` `` and LaTeX between dollar
signs."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Lower-case words joined by hyphens; ids must be quoted where YAML would read a number or a truth
value."""

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=40)]

FunctionName = Annotated[str, StringConstraints(pattern=r"^(reference|numbers)\.[a-z][a-z0-9_]*$")]
"""``reference.<function>`` of the course, or ``numbers.<function>`` of `quizzes.numbers`."""

PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": (
        "lower-case words and numbers joined by hyphens, such as forget-gate-2"
    ),
    r"^[A-Za-z][A-Za-z0-9_]*$": (
        "a name of letters, digits and underscores that begins with a letter, such as h_prev"
    ),
    r"^(reference|numbers)\.[a-z][a-z0-9_]*$": (
        "a function of the course or of quizzes/numbers.py, such as "
        "reference.sigmoid or numbers.product"
    ),
}
"""What each pattern above asks for, in words."""

Argument = TypeAliasType("Argument", "float | Name | list[Argument] | dict[Name, Argument]")
"""What a named function is called with: a number, a parameter's name, or lists and mappings of
these."""

Use = Literal["practice", "graded"]
Difficulty = Literal["easy", "medium", "hard"]
Scoring = Literal["net_correct", "all_or_nothing", "every_decision"]


class Strict(BaseModel):
    """A frozen model that refuses fields it does not know and converts nothing silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Reply(Strict):
    """What a learner hears about one thing they chose: never empty, and it names the mistake where
    there is one.
    """

    feedback: Text
    misconception: Slug | None = None


class Option(Reply):
    """One choice of a `Single` or `Multiple` question."""

    id: Slug
    text: Text
    correct: bool = False


class Step(Reply):
    """One thing to put in order; ``after`` names the steps that must stand somewhere before it."""

    id: Slug
    text: Text
    after: tuple[Slug, ...] = Field(default=(), strict=False)


class Row(Reply):
    """The left side of a match; ``match`` names the choice that belongs to it."""

    id: Slug
    text: Text
    match: Slug


class Choice(Strict):
    """The right side of a match; it may belong to several rows, or to none."""

    id: Slug
    text: Text


class WrongNumber(Reply):
    """A wrong number we expect to see, and what to say to it."""

    value: float


class WrongFunction(Reply):
    """A wrong way to compute the answer, as a named function, and what to say to who used it."""

    function: FunctionName
    arguments: dict[Name, Argument] | None = None
    take: tuple[int, ...] = Field(default=(), strict=False)


class WrongWord(Reply):
    """A wrong entry we expect to see in a blank, and what to say to it."""

    answer: Text


class Blank(Strict):
    """One gap of a `Fill` question: every spelling in ``accept`` is right; spaces never matter."""

    id: Slug
    label: Text
    accept: tuple[Text, ...] = Field(min_length=1, strict=False)
    feedback: Text
    ignore_case: bool = False
    wrong: tuple[WrongWord, ...] = Field(default=(), strict=False)


class Tolerance(Strict):
    """A number is right within ``max(absolute, relative * |answer|)``; left out, it must be
    exact.
    """

    absolute: float = Field(default=0.0, ge=0)
    relative: float = Field(default=0.0, ge=0, lt=1)


class Range(Strict):
    """Numbers ``low, low + step, …`` up to and including ``high``, all equally likely."""

    low: float
    high: float
    step: float = Field(default=1.0, gt=0)


class Among(Strict):
    """One of these numbers, all equally likely."""

    among: tuple[float, ...] = Field(min_length=2, strict=False)


def _domain(value: Any) -> str:
    return (
        "among"
        if isinstance(value, Among) or (isinstance(value, dict) and "among" in value)
        else "range"
    )


Domain = Annotated[
    Annotated[Range, Tag("range")] | Annotated[Among, Tag("among")], Discriminator(_domain)
]
"""What a parameter is drawn from."""


class Base(Strict):
    """What every question has."""

    id: Slug
    prompt: Text
    explanation: Text
    concepts: tuple[Slug, ...] = Field(min_length=1, strict=False)
    difficulty: Difficulty
    points: float = Field(default=1.0, gt=0, le=100)
    hints: tuple[Text, ...] = Field(default=(), strict=False)
    source: Text
    use: Use = "practice"

    @model_validator(mode="after")
    def _consistent(self) -> Base:
        found = inconsistencies(self.model_dump(exclude_none=True))
        if found:
            raise PydanticCustomError(
                "inconsistent", "{summary}", {"summary": "; ".join(map(str, found))}
            )
        return self


class Single(Base):
    """Exactly one option is right."""

    type: Literal["single"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=8, strict=False)


class Multiple(Base):
    """Any number of options is right, at least one."""

    type: Literal["multiple"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=10, strict=False)
    scoring: Scoring = "net_correct"


class TrueFalse(Base):
    """A statement that holds or not; ``if_true`` and ``if_false`` answer who said so."""

    type: Literal["true_false"]
    answer: bool
    if_true: Reply
    if_false: Reply


class Number(Base):
    """What numeric, computed and drawn questions share."""

    tolerance: Tolerance = Tolerance()
    unit: Text | None = None
    feedback: Text
    otherwise: Text


class Numeric(Number):
    """A number, the same for everyone; ``feedback`` answers a right one, ``otherwise`` one nobody
    foresaw.
    """

    type: Literal["numeric"]
    answer: float
    wrong: tuple[WrongNumber, ...] = Field(default=(), strict=False)


class Computed(Number):
    """A number whose parameters are drawn anew; ``{{name}}`` in any text stands for what was drawn.

    ``function`` is called with ``arguments``: each one a parameter's name, a number, or lists and
    mappings of these, which become arrays and dictionaries of arrays. ``take`` picks an element out
    of what comes back, first an item of a tuple and then an index into an array; without it the
    result must be a single number.
    """

    type: Literal["computed"]
    parameters: dict[Name, Domain] = Field(min_length=1)
    function: FunctionName
    arguments: dict[Name, Argument]
    take: tuple[int, ...] = Field(default=(), strict=False)
    wrong: tuple[WrongFunction, ...] = Field(default=(), strict=False)


class DrawnQuestion(Number):
    """A `Computed` question with its numbers put in and its answer worked out; never written in the
    bank.
    """

    type: Literal["drawn"]
    values: dict[Name, float]
    answer: float
    wrong: tuple[WrongNumber, ...] = Field(default=(), strict=False)


class Ordering(Base):
    """Steps to put in order, of which only some must come before others."""

    type: Literal["ordering"]
    options: tuple[Step, ...] = Field(min_length=3, max_length=10, strict=False)


class Matching(Base):
    """Rows on the left, choices on the right."""

    type: Literal["matching"]
    options: tuple[Row, ...] = Field(min_length=2, max_length=8, strict=False)
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=10, strict=False)


class Fill(Base):
    """Short texts to type in."""

    type: Literal["fill"]
    blanks: tuple[Blank, ...] = Field(min_length=1, max_length=6, strict=False)


WrittenQuestion = Annotated[
    Single | Multiple | TrueFalse | Numeric | Computed | Ordering | Matching | Fill,
    Field(discriminator="type"),
]
"""A question as an author writes it."""

AskedQuestion = Single | Multiple | TrueFalse | Numeric | DrawnQuestion | Ordering | Matching | Fill
"""A question as a learner meets it: nothing is left to draw."""

Question = AskedQuestion | Computed

QUESTION_TYPES: dict[str, type[Base]] = {
    "single": Single,
    "multiple": Multiple,
    "true_false": TrueFalse,
    "numeric": Numeric,
    "computed": Computed,
    "ordering": Ordering,
    "matching": Matching,
    "fill": Fill,
}


class Topic(Strict):
    """One file of the bank; ``order`` is its place among the others, as in the course."""

    topic: Slug
    title: Text
    use: Use
    order: int = Field(default=1000, ge=0)
    questions: tuple[WrittenQuestion, ...] = Field(min_length=1, strict=False)


TOPIC: TypeAdapter[Topic] = TypeAdapter(Topic)

__all__ = [
    "QUESTION_TYPES",
    "AskedQuestion",
    "Blank",
    "Choice",
    "Computed",
    "DrawnQuestion",
    "Fill",
    "Matching",
    "Mistake",
    "Multiple",
    "Number",
    "Numeric",
    "Option",
    "Ordering",
    "Question",
    "Reply",
    "Row",
    "Single",
    "Step",
    "Tolerance",
    "Topic",
    "TrueFalse",
    "Use",
    "WrittenQuestion",
]
