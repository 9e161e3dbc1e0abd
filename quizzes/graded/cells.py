"""The notebook of a graded quiz: cells with prompts and letters, and nothing that shows the key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quizzes.graded.keys import grade_ids
from quizzes.text import counted
from quizzes.types import AskedQuestion

HOW_TO_ANSWER = (
    "Below each question is a cell that ends in `answer = ...`. Put your answer in the place of the"
    " dots, in the form of the example above it. Answers are read and never run, so write plain"
    " values: letters in quotes (together or apart, small or capital), numbers, `True` or `False`."
    " Cells left as they are count as not answered. Save the notebook and submit it."
)
"""What learners read above the first question."""


@dataclass(frozen=True)
class QuizCell:
    """One cell of a quiz notebook; only an answer cell has a ``grade_id`` and ``points``."""

    kind: Literal["markdown", "code"]
    source: str
    grade_id: str | None = None
    points: float | None = None


def notebook_cells(questions: Sequence[AskedQuestion], title: str | None = None) -> list[QuizCell]:
    """Return the cells that learners get.

    Each question has a cell with its prompt and a code cell ``answer = ...`` with its points. With
    a `title` a first cell says how to answer.
    """
    cells = [QuizCell("markdown", f"# {title}\n\n{HOW_TO_ANSWER}")] if title else []
    names = grade_ids(questions)
    for number, (name, question) in enumerate(zip(names, questions, strict=True), start=1):
        cells.append(QuizCell("markdown", "\n\n".join(_prompt(question, number))))
        cells.append(QuizCell("code", answer_stub(question), name, question.points))
    return cells


def answer_stub(question: AskedQuestion) -> str:
    """Return the answer cell of a question as learners receive it."""
    return f"# For example: {question.example()}\nanswer = ..."


def _prompt(question: AskedQuestion, number: int) -> Iterator[str]:
    yield f"**Question {number}** ({counted(question.points, 'point')})"
    yield question.prompt
    texts, rows = question.option_texts(), question.rows()
    options = question.shown_options()
    if rows:
        yield "\n".join(f"{place}. {row}" for place, row in enumerate(rows, start=1))
    if options:
        yield "\n".join(f"- **{letter})** {texts[name]}" for letter, name in options.items())
    if unit := question.shown_unit():
        yield f"Unit: {unit}"
    yield f"*{question.rule()}*"
