"""Pieces of QTI 2.1 items; the standard is at https://www.imsglobal.org/question/qtiv2p1/."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from quizzes.text import to_html
from quizzes.types._exchange import exact_number

RESPONSE = '<variable identifier="RESPONSE"/>'
MAPPED = '<mapResponse identifier="RESPONSE"/>'
UNTOLD_RULE = "The rule of marking is in the item, but nothing tells it to the learner"
NO_PARTS = "Feedback on each part is left out"


@dataclass(frozen=True)
class Item:
    """The parts of an item: what is declared, what is shown, how it is marked, and feedback.

    ``feedback`` pairs the identifier of a feedback with its text in the bank's markup.
    """

    declarations: str
    body: str
    processing: str
    feedback: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ChoiceShown:
    """One choice of an interaction: its identifier, text, feedback, and whether it is right."""

    name: str
    text: str
    feedback: str
    right: bool


def default_value(value: float) -> str:
    """Return a number as a default value."""
    return f"<defaultValue><value>{exact_number(value)}</value></defaultValue>"


def float_value(value: float) -> str:
    """Return a number as a base value."""
    return f'<baseValue baseType="float">{exact_number(value)}</baseValue>'


def identifier(name: str) -> str:
    """Return an identifier as a base value."""
    return f'<baseValue baseType="identifier">{name}</baseValue>'


def set_score(expression: str) -> str:
    """Return a rule that sets the score."""
    return f'<setOutcomeValue identifier="SCORE">{expression}</setOutcomeValue>'


def when(condition: str, then: str) -> str:
    """Return a rule that holds under a condition."""
    return f"<responseCondition><responseIf>{condition}{then}</responseIf></responseCondition>"


def set_feedback(*parts: str) -> str:
    """Return a rule that shows the feedback named by `parts`, and the explanation."""
    inside = "".join(parts) + identifier("explanation")
    return f'<setOutcomeValue identifier="FEEDBACK"><multiple>{inside}</multiple></setOutcomeValue>'


def response(
    cardinality: str, base: str, right: Iterable[str], mapping: str = "", name: str = "RESPONSE"
) -> str:
    """Declare a response: its cardinality and base type, the right values, and what each earns."""
    values = "".join(f"<value>{escape(value)}</value>" for value in right)
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{values}</correctResponse>{mapping}</responseDeclaration>"
    )


def mapping(entries: Iterable[tuple[str, float]], upper: float | None, **flags: str) -> str:
    """Return what each value of a response earns, kept between 0 and `upper` if given."""
    extra = "".join(f' {name}="{value}"' for name, value in flags.items())
    bounds = f' lowerBound="0" upperBound="{exact_number(upper)}"' if upper is not None else ""
    inside = "".join(
        f'<mapEntry mapKey={quoteattr(name)} mappedValue="{exact_number(value)}"{extra}/>'
        for name, value in entries
    )
    return f'<mapping{bounds} defaultValue="0">{inside}</mapping>'


def all_or_nothing(points: float) -> str:
    """Return the rule that exactly the right response earns all points."""
    exactly = f'<match>{RESPONSE}<correct identifier="RESPONSE"/></match>'
    return when(exactly, set_score(float_value(points)))


def simple_choices(texts: Iterable[tuple[str, str]]) -> str:
    """Return choices with their identifiers and texts."""
    return "".join(
        f'<simpleChoice identifier="{name}">{to_html(text, inline=True)}</simpleChoice>'
        for name, text in texts
    )


def choice_item(choices: Sequence[ChoiceShown], many: bool, score: str, values: str = "") -> Item:
    """Return a choice interaction.

    Parameters
    ----------
    choices
        The choices in the order in which they are shown.
    many
        Whether several may be picked.
    score
        The rule that sets the score.
    values
        What each choice earns, as `mapping` gives it, where `score` needs that.
    """
    shown = simple_choices((choice.name, choice.text) for choice in choices)
    body = (
        '<choiceInteraction responseIdentifier="RESPONSE" shuffle="false"'
        f' maxChoices="{0 if many else 1}">{shown}</choiceInteraction>'
    )
    right = [choice.name for choice in choices if choice.right]
    return Item(
        response("multiple" if many else "single", "identifier", right, values),
        body,
        score + set_feedback(RESPONSE),
        tuple((choice.name, choice.feedback) for choice in choices),
    )
