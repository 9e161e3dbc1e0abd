"""QTI 2.1: one XML document a question, and a content package around them.

The standard is at https://www.imsglobal.org/question/qtiv2p1/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import quoteattr

from quizzes.exports._common import Export, note_losses
from quizzes.text import to_html
from quizzes.types import AskedQuestion, LeftOut
from quizzes.types._qti import default_value

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"


def to_qti(question: AskedQuestion) -> Export:
    """Return one question as an ``assessmentItem``, key included; every type can be said."""
    left_out = LeftOut()
    note_losses(left_out, question, hints=True)
    left_out.add("Source, concepts and difficulty have no place in an item", question.id)
    item = question.qti(left_out)
    modal = "".join(
        f'<modalFeedback outcomeIdentifier="FEEDBACK" identifier="{name}"'
        f' showHide="show">{to_html(text)}</modalFeedback>'
        for name, text in (*item.feedback, ("explanation", question.explanation))
    )
    name, most = quoteattr(question.id), default_value(question.points)
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="{NAMESPACE} {SCHEMA}"
 identifier={name} title={name} adaptive="false" timeDependent="false">
{item.declarations}
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">{default_value(0)}\
</outcomeDeclaration>
<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float">{most}\
</outcomeDeclaration>
<outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>
<itemBody><div>{to_html(question.prompt)}</div>{item.body}</itemBody>
<responseProcessing>{item.processing}</responseProcessing>
{modal}
</assessmentItem>
"""
    return Export(text, (question.id,), left_out.sentences())


def to_items(questions: Sequence[AskedQuestion]) -> dict[str, Export]:
    """Return all questions as items, by the names of their files.

    A question whose formulas cannot be shown is left out: its export has no text and says why.
    """
    return {f"{question.id}.xml": _to_item(question) for question in questions}


def _to_item(question: AskedQuestion) -> Export:
    try:
        return to_qti(question)
    except ValueError as error:
        said = f"QTI needs MathML, so it is not in the file ({error}): {question.id}."
        return Export("", (), (said,))


def manifest(names: Iterable[str]) -> str:
    """Return what a content package holds, as IMS Content Packaging 1.1.4 describes it."""
    resources = "".join(
        f'<resource identifier="r{number}" type="imsqti_item_xmlv2p1" href="items/{name}">'
        f'<file href="items/{name}"/></resource>'
        for number, name in enumerate(names, start=1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="{PACKAGE}"'
        ' identifier="gatewise-questions">'
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>"
        f"<organizations/><resources>{resources}</resources></manifest>\n"
    )


def together(items: Mapping[str, Export]) -> tuple[str, ...]:
    """Return what all items leave out: each sentence once, with every question it concerns."""
    found: dict[str, list[str]] = {}
    for item in items.values():
        for sentence in item.left_out:
            what, _, names = sentence.rpartition(": ")
            found.setdefault(what, []).append(names.rstrip("."))
    return tuple(f"{what}: {', '.join(names)}." for what, names in found.items())
