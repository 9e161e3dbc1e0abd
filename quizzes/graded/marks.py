"""Marks for the answer cells of a graded quiz; nothing in a cell is executed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quizzes.graded.keys import grade_ids
from quizzes.graded.source import LONGEST_SOURCE, read_source
from quizzes.sessions import Marked, mark, read_answer
from quizzes.text import in_words, to_plain
from quizzes.types import AnswerError, AskedQuestion, UnclearAnswer


@dataclass(frozen=True)
class QuestionMark:
    """The mark of one answer.

    ``message`` may be shown to the learner; ``picked`` (ids) is for the analysis only. Where a
    person has to read the answer, the status is ``"grader_error"`` and there is no score.
    """

    grade_id: str
    question: str
    status: Literal["passed", "wrong", "not_attempted", "grader_error"]
    score: float | None
    max_score: float
    message: str
    misconceptions: tuple[str, ...] = ()
    picked: tuple[str, ...] = ()


def mark_sources(
    questions: Sequence[AskedQuestion], sources: Mapping[str, str], *, explain: bool = False
) -> list[QuestionMark]:
    """Mark the answer cells of one submission.

    Parameters
    ----------
    questions
        The questions with their keys.
    sources
        The source of each answer cell by its name (see `grade_ids`). A question without a cell was
        not attempted.
    explain
        Let messages say what the author replies to each pick, which may give the key away. Without
        it they say how much was right and what to look at again.
    """
    return [
        mark_source(question, sources.get(name, ""), name, explain=explain)
        for name, question in zip(grade_ids(questions), questions, strict=True)
    ]


def mark_source(
    question: AskedQuestion, source: str, name: str = "question-1", *, explain: bool = False
) -> QuestionMark:
    """Mark the source of one answer cell, which is called `name`; see `mark_sources`."""
    try:
        answer = read_answer(question, read_source(source))
    except AnswerError as error:
        message = f"The answer could not be read. {error} For example: {question.example()}"
        if isinstance(error, UnclearAnswer) or not _typed_plainly(source):
            message = f"{message} A person will look at it."
            return QuestionMark(name, question.id, "grader_error", None, question.points, message)
        return QuestionMark(name, question.id, "wrong", 0.0, question.points, message)
    marked = mark(question, answer)
    if answer is None:
        return QuestionMark(name, question.id, "not_attempted", 0.0, marked.points, "Not answered.")
    return QuestionMark(
        name,
        question.id,
        "passed" if marked.right else "wrong",
        marked.score,
        marked.points,
        _message(question, marked, explain),
        marked.misconceptions,
        question.picks(answer),
    )


def _typed_plainly(source: str) -> bool:
    """Return whether the lines of an answer hold nothing but signs of a plain keyboard."""
    code = [line.partition("#")[0] for line in source.splitlines()]
    return len(source) > LONGEST_SOURCE or "".join(code).isascii()


def _message(question: AskedQuestion, marked: Marked, explain: bool) -> str:
    parts = [marked.verdict()]
    if not marked.right:
        parts.append(f"Look again at: {in_words(question.concepts)}.")
    if explain:
        parts += [
            f"{to_plain(note.about)}: {to_plain(note.feedback)}"
            for note in marked.notes
            if note.chosen
        ]
    return " ".join(parts)
