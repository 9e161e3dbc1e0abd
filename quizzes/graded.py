"""A graded quiz: the cells of its notebook, and marks for the answers that come back, read but
never executed.

The instructor's side keeps the questions themselves (`save_key`); what learners get is made by
`notebook_cells`, which shows prompts and letters and nothing that depends on the key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from quizzes.answers import Answer, option_texts, shown_options
from quizzes.drawing import Functions, draw
from quizzes.marking import Marked, mark, rule
from quizzes.models import (
    AskedQuestion,
    Computed,
    DrawnQuestion,
    Fill,
    Matching,
    Multiple,
    Numeric,
    Question,
    Single,
    TrueFalse,
)
from quizzes.reading import AnswerError, read_answer
from quizzes.session import verdict
from quizzes.source import read_source
from quizzes.text import to_plain

HOW_TO_ANSWER = """Below each question is a cell that ends in `answer = ...`. Put your answer in the place of the dots, in \
the form of the example above it. Answers are read and never run, so write plain values: letters in quotes (together or \
apart, small or capital), numbers, `True` or `False`. Cells left as they are count as not answered. Save the notebook and \
hand it in."""

FORMS = {
    "single": 'answer = "a"',
    "multiple": 'answer = "ac"',
    "true_false": "answer = True",
    "ordering": 'answer = "bac"',
    "matching": 'answer = {1: "b", 2: "a"}',
    "numeric": "answer = 0.25",
}
_KEYS: TypeAdapter[list[AskedQuestion]] = TypeAdapter(list[AskedQuestion])


@dataclass(frozen=True)
class QuizCell:
    """One cell of a quiz notebook; an answer cell has a ``grade_id`` and ``points``, a text has
    neither.
    """

    kind: Literal["markdown", "code"]
    source: str
    grade_id: str | None = None
    points: float | None = None


@dataclass(frozen=True)
class QuestionMark:
    """The mark of one answer. ``message`` may be shown to the learner; ``picked`` (ids) is for the
    analysis only.
    """

    grade_id: str
    question: str
    status: Literal["passed", "wrong", "not_attempted"]
    score: float
    max_score: float
    message: str
    misconceptions: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()


def grade_ids(questions: Sequence[Question]) -> list[str]:
    """The names of the questions' answer cells, which learners read in their feedback; a question's
    id might tell.
    """
    return [f"question-{number}" for number in range(1, len(questions) + 1)]


def drawn_for_course(
    questions: Iterable[Question], secret: bytes, functions: Functions | None = None
) -> list[AskedQuestion]:
    """The questions with the numbers of this course: the same at each call, and unknown without its
    secret.
    """
    seed = hashlib.sha256(b"gatewise quiz/" + secret).digest()
    return [
        draw(question, seed, functions) if isinstance(question, Computed) else question
        for question in questions
    ]


def asked_things(questions: Sequence[AskedQuestion]) -> str:
    """What an answer refers to, in one line: where it stays the same, older answers can be marked
    by a newer key.

    Words may be mended, keys and tolerances too; ids, letters and drawn numbers are what counts.
    """
    return json.dumps(
        [
            [
                question.id,
                question.type,
                list(shown_options(question).values()),
                (
                    [row.id for row in question.options]
                    if isinstance(question, Matching)
                    else (
                        [blank.id for blank in question.blanks]
                        if isinstance(question, Fill)
                        else (
                            sorted(question.values.items())
                            if isinstance(question, DrawnQuestion)
                            else []
                        )
                    )
                ),
            ]
            for question in questions
        ]
    )


def save_key(questions: Sequence[AskedQuestion]) -> str:
    """Questions with their keys as JSON, for the instructor's side: marks stay the same when the
    bank changes.
    """
    return json.dumps(
        {"schema": 1, "questions": _KEYS.dump_python(list(questions), mode="json")}, indent=1
    )


def load_key(text: str) -> list[AskedQuestion]:
    """What `save_key` wrote."""
    data = json.loads(text)
    if data.get("schema") != 1:
        raise ValueError(
            f"The quiz key has schema {data.get('schema')!r}; this version reads schema 1."
        )
    return _KEYS.validate_json(json.dumps(data["questions"]))


def notebook_cells(questions: Sequence[AskedQuestion], title: str | None = None) -> list[QuizCell]:
    """The cells learners get: for each question its prompt, and a code cell ``answer = ...`` with
    its points.
    """
    cells = [QuizCell("markdown", f"# {title}\n\n{HOW_TO_ANSWER}")] if title else []
    for number, (name, question) in enumerate(
        zip(grade_ids(questions), questions, strict=True), start=1
    ):
        cells.append(QuizCell("markdown", _prompt(question, number)))
        cells.append(
            QuizCell(
                "code", f"# For example: {_form(question)}\nanswer = ...", name, question.points
            )
        )
    return cells


def mark_sources(
    questions: Sequence[AskedQuestion], sources: Mapping[str, str], *, explain: bool = False
) -> list[QuestionMark]:
    """Marks for the answer cells of one hand-in, by name (`grade_ids`); a cell that is not there
    was not attempted.

    Nothing in a source is executed. Messages say how much was right and what to look at again; with
    `explain` also what the author says about each thing picked, which may give the key away.
    """
    return [
        mark_source(question, sources.get(name, ""), name, explain=explain)
        for name, question in zip(grade_ids(questions), questions, strict=True)
    ]


def mark_source(
    question: AskedQuestion, source: str, name: str = "question-1", *, explain: bool = False
) -> QuestionMark:
    """The mark of the answer cell called `name`."""
    try:
        answer = read_answer(question, read_source(source))
    except AnswerError as error:
        message = f"The answer could not be read. {error} For example: {_form(question)}"
        return QuestionMark(name, question.id, "wrong", 0.0, question.points, message)
    marked = mark(question, answer)
    if marked.blank:
        return QuestionMark(name, question.id, "not_attempted", 0.0, marked.points, "Not answered.")
    return QuestionMark(
        name,
        question.id,
        "passed" if marked.right else "wrong",
        marked.score,
        marked.points,
        _message(question, marked, explain),
        marked.misconceptions,
        _picked(answer),
    )


def _prompt(question: AskedQuestion, number: int) -> str:
    points = f"{question.points:g} point{'' if question.points == 1 else 's'}"
    lines = [f"**Question {number}** ({points})", question.prompt]
    if isinstance(question, Matching):
        lines.append(
            "\n".join(f"{row}. {entry.text}" for row, entry in enumerate(question.options, start=1))
        )
    texts = option_texts(question)
    lines.append(
        "\n".join(
            f"- **{letter})** {texts[name]}" for letter, name in shown_options(question).items()
        )
    )
    if isinstance(question, Fill):
        lines.append(
            "\n".join(f"{row}. {blank.label}" for row, blank in enumerate(question.blanks, start=1))
        )
    if isinstance(question, Numeric | DrawnQuestion) and question.unit:
        lines.append(f"Unit: {question.unit}")
    return "\n\n".join([line for line in lines if line] + [f"*{rule(question)}*"])


def _form(question: AskedQuestion) -> str:
    if isinstance(question, Fill):
        return 'answer = ["first", "second"]' if len(question.blanks) > 1 else 'answer = "text"'
    return FORMS["numeric" if isinstance(question, DrawnQuestion) else question.type]


def _message(question: AskedQuestion, marked: Marked, explain: bool) -> str:
    parts = [verdict(marked)]
    if not marked.right:
        parts.append(
            "Look again at:"
            f" {', '.join(concept.replace('-', ' ') for concept in question.concepts)}."
        )
    if explain:
        parts += [
            f"{to_plain(note.about)}: {to_plain(note.feedback)}"
            for note in marked.notes
            if note.chosen
        ]
    return " ".join(parts)


def _picked(answer: Answer | None) -> tuple[str, ...]:
    """What was picked, in one form for all types: the analysis counts these."""
    if isinstance(answer, Mapping):
        return tuple(f"{name}={value}" for name, value in sorted(answer.items()))
    if isinstance(answer, frozenset):
        return tuple(sorted(answer))
    if isinstance(answer, tuple):
        return answer
    return () if answer is None else (str(answer),)


def possible_picks(question: AskedQuestion) -> dict[str, bool]:
    """What a learner can pick and whether it is right, in the form of ``picked``; only where picks
    can be counted.
    """
    if isinstance(question, Single | Multiple):
        return {option.id: option.correct for option in question.options}
    if isinstance(question, TrueFalse):
        return {str(said): said is question.answer for said in (True, False)}
    if isinstance(question, Matching):
        return {
            f"{row.id}={choice.id}": row.match == choice.id
            for row in question.options
            for choice in question.choices
        }
    return {}


__all__ = [
    "QuestionMark",
    "QuizCell",
    "asked_things",
    "drawn_for_course",
    "grade_ids",
    "load_key",
    "mark_source",
    "mark_sources",
    "notebook_cells",
    "possible_picks",
    "read_source",
    "save_key",
]
