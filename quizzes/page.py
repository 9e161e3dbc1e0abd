"""A quiz as one HTML file: no network, formulas as MathML, and every answer in the page for whoever
has no script.

Only practice questions: the page holds its keys.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from quizzes.answers import key, option_texts, precedences, shown_key, shown_options
from quizzes.consistency import squeeze
from quizzes.drawing import Functions
from quizzes.form import question_html, result_html
from quizzes.loading import Bank
from quizzes.marking import mark
from quizzes.models import (
    AskedQuestion,
    DrawnQuestion,
    Matching,
    Multiple,
    Numeric,
    Ordering,
    Single,
    TrueFalse,
)
from quizzes.reading import read_answer
from quizzes.session import Session, practice_bank, start, title_of
from quizzes.text import to_html


def write_page(
    file: Path,
    topic: str | None = None,
    *,
    bank: Bank | None = None,
    seed: bytes | None = None,
    functions: Functions | None = None,
) -> Session:
    """Write the questions of a topic (of all topics without one) as one HTML file, and return what
    was written.

    Raises `KeyError` for a topic there is not, and `ValueError` for a graded one.
    """
    session = start(topic, bank=bank, seed=seed, functions=functions)
    topics = {} if topic else (bank or practice_bank()).topics
    begins = {each.questions[0].id: each.title for each in topics.values()}
    Path(file).write_text(
        page_html(title_of(topic, bank), session.questions, begins), encoding="utf-8"
    )
    return session


def page_html(
    title: str, questions: Sequence[AskedQuestion], begins: Mapping[str, str] | None = None
) -> str:
    """The whole page; `begins` are the titles of topics by their first question, which get headings
    and a list of them.

    Raises `ValueError` for a graded question, whose key would be in it.
    """
    begins = begins or {}
    for question in questions:
        if question.use == "graded":
            raise ValueError(f"{question.id} is a graded question: a page would hand out its key.")
    body = "".join(
        _heading(question.id, begins)
        + question_html(
            question,
            number,
            "gw",
            heading=3 if begins else 2,
            after=_answer(question) + _data(question),
        )
        for number, question in enumerate(questions, start=1)
    )
    listed = "".join(
        f'<li><a href="#topic-{name}">{to_html(text, inline=True)}</a></li>'
        for name, text in begins.items()
    )
    contents = f'<nav aria-label="Topics"><ul>{listed}</ul></nav>' if listed else ""
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
{contents}{body}
</main>
<script>{static("form.js")}{static("page.js")}</script>
</body>
</html>
"""


def _heading(question: str, begins: Mapping[str, str]) -> str:
    return (
        f'<h2 id="topic-{question}">{to_html(begins[question], inline=True)}</h2>'
        if question in begins
        else ""
    )


def static(name: str) -> str:
    """A file of `quizzes/static`."""
    return (files("quizzes") / "static" / name).read_text(encoding="utf-8")


def _answer(question: AskedQuestion) -> str:
    """The answer behind a disclosure, which works without a script."""
    marked = mark(question, read_answer(question, shown_key(question)))
    shown = (
        result_html(marked)
        .replace(">Right.<", ">The answer<", 1)
        .replace("your answer, right", "right")
    )
    return (
        '<details class="gw-answer"><summary>Show the'
        f" answer</summary>{_order_line(question)}{shown}</details>"
    )


def _order_line(question: AskedQuestion) -> str:
    """For an order or a match, the notes alone would not say which."""
    right, texts = key(question), option_texts(question)
    if isinstance(question, Ordering) and isinstance(right, tuple):
        steps = "".join(f"<li>{to_html(texts[name], inline=True)}</li>" for name in right)
        return f"<p>One right order:</p><ol>{steps}</ol>"
    if isinstance(question, Matching):
        pairs = "".join(
            f"<li>{to_html(row.text, inline=True)}: {to_html(texts[row.match], inline=True)}</li>"
            for row in question.options
        )
        return f"<ul>{pairs}</ul>"
    if not isinstance(question, Single | Multiple | TrueFalse | Numeric | DrawnQuestion | Ordering):
        entries = "".join(
            f"<li>{to_html(blank.label, inline=True)}: <code>{escape(blank.accept[0])}</code></li>"
            for blank in question.blanks
        )
        return f"<ul>{entries}</ul>"
    return ""


def _data(question: AskedQuestion) -> str:
    """What the page's script marks with; ``<`` is escaped, so that no text can end the element."""
    data = {
        "points": question.points,
        "explanation": to_html(question.explanation),
        **_key_data(question),
    }
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json">{text}</script>'


def _key_data(question: AskedQuestion) -> dict[str, Any]:
    letters = {name: letter for letter, name in shown_options(question).items()}
    if isinstance(question, Single | Multiple):
        return {
            "scoring": question.scoring if isinstance(question, Multiple) else "single",
            "options": [
                {
                    "letter": letters[option.id],
                    "right": option.correct,
                    "about_html": to_html(option.text, inline=True),
                    "html": to_html(option.feedback),
                }
                for option in question.options
            ],
        }
    if isinstance(question, TrueFalse):
        replies = ((True, "True", question.if_true), (False, "False", question.if_false))
        return {
            "scoring": "single",
            "options": [
                {
                    "letter": about.lower(),
                    "right": question.answer is said,
                    "about": about,
                    "html": to_html(reply.feedback),
                }
                for said, about, reply in replies
            ],
        }
    if isinstance(question, Numeric | DrawnQuestion):
        tolerance = question.tolerance
        return {
            "answer": question.answer,
            "slack": max(tolerance.absolute, tolerance.relative * abs(question.answer)),
            "feedback": to_html(question.feedback),
            "otherwise": to_html(question.otherwise),
            "wrong": [
                {"value": wrong.value, "html": to_html(wrong.feedback)} for wrong in question.wrong
            ],
        }
    if isinstance(question, Ordering):
        return {
            "pairs": [[letters[early], letters[late]] for early, late in precedences(question)],
            "options": [
                {
                    "letter": letters[step.id],
                    "after": [letters[name] for name in step.after],
                    "about_html": to_html(step.text, inline=True),
                    "html": to_html(step.feedback),
                }
                for step in question.options
            ],
        }
    if isinstance(question, Matching):
        return {
            "rows": [
                {
                    "match": letters[row.match],
                    "about_html": to_html(row.text, inline=True),
                    "html": to_html(row.feedback),
                }
                for row in question.options
            ]
        }
    return {
        "blanks": [
            {
                "about": blank.label,
                "accept": [squeeze(word, blank.ignore_case) for word in blank.accept],
                "ignore_case": blank.ignore_case,
                "html": to_html(blank.feedback),
                "wrong": [
                    {
                        "answer": squeeze(wrong.answer, blank.ignore_case),
                        "html": to_html(wrong.feedback),
                    }
                    for wrong in blank.wrong
                ],
            }
            for blank in question.blanks
        ]
    }
