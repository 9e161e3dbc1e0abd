"""QTI 2.1 items, one XML document a question; the standard is at
https://www.imsglobal.org/question/qtiv2p1/.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from quizzes.answers import key, precedences, shown_options
from quizzes.exports import Export, Notes, number, slack, weights
from quizzes.models import (
    AskedQuestion,
    Blank,
    DrawnQuestion,
    Fill,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    TrueFalse,
)
from quizzes.text import to_html

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"


@dataclass(frozen=True)
class Item:
    """The parts of an item: what is declared, what is shown, how it is marked, and feedback by
    identifier.
    """

    declarations: str
    body: str
    processing: str
    feedback: tuple[tuple[str, str], ...] = ()


def to_qti(question: AskedQuestion) -> Export:
    """One question as an ``assessmentItem``; every type can be said, partial orders included."""
    notes = Notes()
    notes.common(question, hints=True)
    notes.add("Source, concepts and difficulty have no place in an item", question)
    if isinstance(question, Multiple | Ordering | Matching | Fill):
        notes.add(
            "The rule of marking is in the item, but nothing tells it to the learner", question
        )
    item = _item(question, notes)
    modal = "".join(
        f'<modalFeedback outcomeIdentifier="FEEDBACK" identifier="{name}"'
        f' showHide="show">{to_html(text)}</modalFeedback>'
        for name, text in (*item.feedback, ("explanation", question.explanation))
    )
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="{NAMESPACE} {SCHEMA}"
 identifier={quoteattr(question.id)} title={quoteattr(question.id)} adaptive="false" timeDependent="false">
{item.declarations}
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">{_value(0)}</outcomeDeclaration>
<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">{_value(question.points)}\
</outcomeDeclaration>
<outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>
<itemBody><div>{to_html(question.prompt)}</div>{item.body}</itemBody>
<responseProcessing>{item.processing}</responseProcessing>
{modal}
</assessmentItem>
"""
    return Export(text, (question.id,), notes.sentences())


def _item(question: AskedQuestion, notes: Notes) -> Item:
    if isinstance(question, Single | Multiple | TrueFalse):
        return _choice(question)
    if isinstance(question, Numeric | DrawnQuestion):
        return _number(question)
    notes.add("Feedback on each part is left out", question)
    if isinstance(question, Ordering):
        return _order(question)
    return _match(question) if isinstance(question, Matching) else _fill(question)


# --- pieces of QTI


def _value(value: float | str) -> str:
    shown = number(value) if isinstance(value, int | float) else value
    return f"<defaultValue><value>{shown}</value></defaultValue>"


def _float(value: float) -> str:
    return f'<baseValue baseType="float">{number(value)}</baseValue>'


def _set_score(expression: str) -> str:
    return f'<setOutcomeValue identifier="SCORE">{expression}</setOutcomeValue>'


def _if(condition: str, then: str, otherwise: str = "") -> str:
    rest = f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    return (
        f"<responseCondition><responseIf>{condition}{then}</responseIf>{rest}</responseCondition>"
    )


def _feedback(*parts: str) -> str:
    inside = "".join(parts) + '<baseValue baseType="identifier">explanation</baseValue>'
    return f'<setOutcomeValue identifier="FEEDBACK"><multiple>{inside}</multiple></setOutcomeValue>'


def _response(
    name: str, cardinality: str, base: str, right: Iterable[str], mapping: str = ""
) -> str:
    values = "".join(f"<value>{escape(value)}</value>" for value in right)
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{values}</correctResponse>{mapping}</responseDeclaration>"
    )


def _mapping(entries: Iterable[tuple[str, float]], upper: float | None, **flags: str) -> str:
    extra = "".join(f' {name}="{value}"' for name, value in flags.items())
    bound = f' upperBound="{number(upper)}"' if upper is not None else ""
    inside = "".join(
        f'<mapEntry mapKey={quoteattr(name)} mappedValue="{number(value)}"{extra}/>'
        for name, value in entries
    )
    lower = ' lowerBound="0"' if upper is not None else ""
    return f'<mapping{lower}{bound} defaultValue="0">{inside}</mapping>'


RESPONSE = '<variable identifier="RESPONSE"/>'
MAPPED = '<mapResponse identifier="RESPONSE"/>'


# --- one function a type


def _choice(question: Single | Multiple | TrueFalse) -> Item:
    if isinstance(question, TrueFalse):
        shown = [
            ("true", "True", question.if_true.feedback, question.answer),
            ("false", "False", question.if_false.feedback, not question.answer),
        ]
    else:
        shown = [
            (letter, option.text, option.feedback, option.correct)
            for letter, option in zip(shown_options(question), question.options, strict=True)
        ]
    many = isinstance(question, Multiple)
    choices = "".join(
        f'<simpleChoice identifier="{name}">{to_html(text, inline=True)}</simpleChoice>'
        for name, text, _, _ in shown
    )
    body = (
        '<choiceInteraction responseIdentifier="RESPONSE" shuffle="false"'
        f' maxChoices="{0 if many else 1}">{choices}</choiceInteraction>'
    )
    right = [name for name, _, _, correct in shown if correct]
    exactly = f'<match>{RESPONSE}<correct identifier="RESPONSE"/></match>'
    mapping, score = "", _if(exactly, _set_score(_float(question.points)))
    if isinstance(question, Multiple) and question.scoring == "net_correct":
        shares = zip([name for name, _, _, _ in shown], weights(question), strict=True)
        mapping = _mapping(
            [(name, share * question.points) for name, share in shares], question.points
        )
        score = _set_score(MAPPED)
    elif isinstance(question, Multiple) and question.scoring == "every_decision":
        each = question.points / len(shown)
        mapping = _mapping(
            [(name, each if correct else -each) for name, _, _, correct in shown], None
        )
        start = each * (len(shown) - len(right))
        score = _if(
            f"<not><isNull>{RESPONSE}</isNull></not>",
            _set_score(f"<sum>{MAPPED}{_float(start)}</sum>"),
        )
    declared = _response("RESPONSE", "multiple" if many else "single", "identifier", right, mapping)
    return Item(
        declared,
        body,
        score + _feedback(RESPONSE),
        tuple((name, said) for name, _, said, _ in shown),
    )


def _number(question: Numeric | DrawnQuestion) -> Item:
    body = (
        '<p>Your number: <textEntryInteraction responseIdentifier="RESPONSE"'
        ' expectedLength="15"/></p>'
    )
    cases = [("right", question.answer, question.feedback)]
    cases += [(f"wrong{i}", entry.value, entry.feedback) for i, entry in enumerate(question.wrong)]

    def near(value: float) -> str:
        off = number(slack(question))
        mode = (
            f'toleranceMode="absolute" tolerance="{off} {off}"'
            if slack(question)
            else 'toleranceMode="exact"'
        )
        return f"<equal {mode}>{RESPONSE}{_float(value)}</equal>"

    score = _if(near(question.answer), _set_score(_float(question.points)))
    branches = [f"{near(value)}{_feedback(_identifier(name))}" for name, value, _ in cases]
    said = f"<responseIf>{branches[0]}</responseIf>" + "".join(
        f"<responseElseIf>{branch}</responseElseIf>" for branch in branches[1:]
    )
    said += f"<responseElse>{_feedback(_identifier('otherwise'))}</responseElse>"
    known = f"<responseCondition>{said}</responseCondition>"
    return Item(
        _response("RESPONSE", "single", "float", [number(question.answer)]),
        body,
        score + known,
        (*((name, text) for name, _, text in cases), ("otherwise", question.otherwise)),
    )


def _identifier(name: str) -> str:
    return f'<baseValue baseType="identifier">{name}</baseValue>'


def _order(question: Ordering) -> Item:
    """A pair is kept where some place holds the earlier one and a later place the other; each adds
    its share.
    """
    letters = {name: letter for letter, name in shown_options(question).items()}
    texts = {step.id: step.text for step in question.options}
    choices = "".join(
        f'<simpleChoice identifier="{letter}">{to_html(texts[name], inline=True)}</simpleChoice>'
        for letter, name in shown_options(question).items()
    )
    body = (
        '<orderInteraction responseIdentifier="RESPONSE"'
        f' shuffle="false">{choices}</orderInteraction>'
    )
    pairs, count = precedences(question), len(letters)
    share = question.points / len(pairs)

    def holds(place: int, name: str) -> str:
        return f'<match><index n="{place}">{RESPONSE}</index>{_identifier(letters[name])}</match>'

    def kept(early: str, late: str) -> str:
        ways = "".join(
            f"<and>{holds(one, early)}{holds(other, late)}</and>"
            for one in range(1, count + 1)
            for other in range(one + 1, count + 1)
        )
        return f"<and><not><isNull>{RESPONSE}</isNull></not><or>{ways}</or></and>"

    add = _set_score(f'<sum><variable identifier="SCORE"/>{_float(share)}</sum>')
    processing = "".join(_if(kept(early, late), add) for early, late in pairs) + _feedback()
    right = key(question)
    order = [letters[name] for name in right] if isinstance(right, tuple) else []
    return Item(_response("RESPONSE", "ordered", "identifier", order), body, processing)


def _match(question: Matching) -> Item:
    letters = {name: letter for letter, name in shown_options(question).items()}
    texts = {choice.id: choice.text for choice in question.choices}
    pairs = [
        f"row{row} {letters[entry.match]}" for row, entry in enumerate(question.options, start=1)
    ]
    left = "".join(
        f'<simpleAssociableChoice identifier="row{row}"'
        f' matchMax="1">{to_html(entry.text, inline=True)}</simpleAssociableChoice>'
        for row, entry in enumerate(question.options, start=1)
    )
    right = "".join(
        f'<simpleAssociableChoice identifier="{letter}"'
        f' matchMax="0">{to_html(texts[name], inline=True)}</simpleAssociableChoice>'
        for name, letter in letters.items()
    )
    body = (
        '<matchInteraction responseIdentifier="RESPONSE" shuffle="false"'
        f' maxAssociations="{len(pairs)}">'
        f"<simpleMatchSet>{left}</simpleMatchSet><simpleMatchSet>{right}</simpleMatchSet></matchInteraction>"
    )
    mapping = _mapping([(pair, question.points / len(pairs)) for pair in pairs], question.points)
    declared = _response("RESPONSE", "multiple", "directedPair", pairs, mapping)
    return Item(declared, body, _set_score(MAPPED) + _feedback())


def _fill(question: Fill) -> Item:
    share = question.points / len(question.blanks)

    def declared(place: int, blank: Blank) -> str:
        mapping = _mapping(
            [(word, share) for word in blank.accept],
            None,
            caseSensitive=str(not blank.ignore_case).lower(),
        )
        return _response(f"RESPONSE{place}", "single", "string", [blank.accept[0]], mapping)

    body = "".join(
        f"<p>{to_html(blank.label, inline=True)}: "
        f'<textEntryInteraction responseIdentifier="RESPONSE{place}" expectedLength="15"/></p>'
        for place, blank in enumerate(question.blanks, start=1)
    )
    mapped = "".join(
        f'<mapResponse identifier="RESPONSE{place}"/>'
        for place in range(1, len(question.blanks) + 1)
    )
    return Item(
        "".join(declared(place, blank) for place, blank in enumerate(question.blanks, start=1)),
        body,
        _set_score(f"<sum>{mapped}</sum>") + _feedback(),
    )


def write_items(questions: Sequence[AskedQuestion]) -> dict[str, Export]:
    """File name to item, for all questions."""
    return {f"{question.id}.xml": to_qti(question) for question in questions}
