"""A quiz as one HTML file: no network, formulas as MathML, and each answer without a script too.

Only practice questions: the page holds its keys.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from quizzes.loading import Bank
from quizzes.sessions import Session, mark, practice_bank, start, title_of
from quizzes.surfaces.form import (
    SAID,
    explanation_html,
    notes_html,
    question_html,
    static,
    verdict_html,
)
from quizzes.text import to_html
from quizzes.types import AskedQuestion, Functions, Solution

IN_AN_ANSWER = SAID | {"right": "right"}
"""How notes are marked where the page shows the answer: it is nobody's own."""


@dataclass(frozen=True)
class PageSection:
    """Questions under a heading: the topic's name, for the link to it, and its title."""

    topic: str
    title: str
    questions: tuple[AskedQuestion, ...]


def write_page(
    file: Path,
    topic: str | None = None,
    *,
    bank: Bank | None = None,
    seed: bytes | None = None,
    functions: Functions | None = None,
) -> Session:
    """Write the questions of a topic as one HTML file, and return what was written.

    Parameters
    ----------
    file
        The file to write.
    topic
        The topic; without it all topics are written, each under a heading with a link to it.
    bank, seed, functions
        As for `quizzes.sessions.start`.

    Raises
    ------
    UnknownName
        There is no such topic.
    ValueError
        The topic is graded: the page would hand out its key.
    OSError
        The file cannot be written.
    """
    session = start(topic, bank=bank, seed=seed, functions=functions)
    title = title_of(topic, bank)
    if topic:
        text = page_html(title, session.questions)
    else:
        text = topics_html(title, _sections(session, bank or practice_bank()))
    Path(file).write_text(text, encoding="utf-8")
    return session


def page_html(title: str, questions: Sequence[AskedQuestion]) -> str:
    """Return a page of questions without headings between them.

    Raises
    ------
    ValueError
        A question is graded: the page would hand out its key.
    """
    return _document(title, _questions_html(questions, 1, 2))


def topics_html(title: str, sections: Sequence[PageSection]) -> str:
    """Return a page with a heading for each topic, and a list of links to them.

    A topic of which no question can be shown keeps both, with a sentence in place of questions.

    Raises
    ------
    ValueError
        A question is graded: the page would hand out its key.
    """
    links, body, number = "", "", 1
    for section in sections:
        name, heading = f"topic-{section.topic}", to_html(section.title, inline=True)
        links += f'<li><a href="#{name}">{heading}</a></li>'
        body += f'<h2 id="{name}">{heading}</h2>'
        body += _questions_html(section.questions, number, 3) or (
            '<p class="gw-left-out">No question of this topic can be shown here.</p>'
        )
        number += len(section.questions)
    contents = f'<nav aria-label="Topics"><ul>{links}</ul></nav>' if links else ""
    return _document(title, contents + body)


def _sections(session: Session, bank: Bank) -> list[PageSection]:
    ready = {question.id: question for question in session.questions}
    return [
        PageSection(
            name,
            topic.title,
            tuple(ready[question.id] for question in topic.questions if question.id in ready),
        )
        for name, topic in bank.topics.items()
    ]


def _questions_html(questions: Sequence[AskedQuestion], first: int, heading: int) -> str:
    for question in questions:
        if question.use == "graded":
            raise ValueError(f"{question.id} is a graded question: a page would hand out its key.")
    return "".join(
        question_html(
            question, number, "gw", heading=heading, after=_answer(question) + _data(question)
        )
        for number, question in enumerate(questions, start=first)
    )


def _document(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
script-src 'unsafe-inline'">
<title>{escape(title)}</title>
<style>{static("quiz.css")}</style>
</head>
<body class="gw-quiz">
<main>
<h1>{escape(title)}</h1>
<p class="gw-summary" role="status"></p>
{body}
</main>
<script>{static("form.js")}{static("page.js")}</script>
</body>
</html>
"""


def _answer(question: AskedQuestion) -> str:
    """Return the answer behind a disclosure, which works without a script."""
    marked = mark(question, question.key())
    return (
        '<details class="gw-answer"><summary>Show the answer</summary>'
        + _solution_html(marked.solution)
        + verdict_html("right", "The answer")
        + notes_html(marked.notes, IN_AN_ANSWER)
        + explanation_html(marked.explanation)
        + "</details>"
    )


def _solution_html(solution: Solution) -> str:
    """Return the lines of a solution as a list; a single sentence is in the notes already."""
    items = "".join(f"<li>{to_html(line, inline=True)}</li>" for line in solution.lines)
    if solution.numbered:
        return f"<p>{escape(solution.lead)}</p><ol>{items}</ol>"
    return f"<ul>{items}</ul>" if items else ""


def _data(question: AskedQuestion) -> str:
    """Return what the page's script marks with; ``<`` is escaped, so no text ends the element."""
    data = {
        "points": question.points,
        "explanation": to_html(question.explanation),
        "marked_by": question.marked_by,
        **question.page_key(),
    }
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json">{text}</script>'
