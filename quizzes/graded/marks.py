"""Marks for the answer cells of a graded quiz; nothing in a cell is executed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quizzes.graded.cells import answer_stub
from quizzes.graded.keys import grade_ids
from quizzes.graded.source import plainly_typed, read_source, untouched
from quizzes.sessions import Marked, mark, read_answer
from quizzes.text import in_words, to_plain
from quizzes.types import AnswerError, AskedQuestion, NoSuchAnswer


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
    """Mark the source of one answer cell, which is called `name`; see `mark_sources`.

    A cell that is not as it was handed out, and in which no answer can be read, goes to a person.
    """
    if untouched(source, answer_stub(question)):
        return _not_attempted(question, name)
    try:
        given = read_source(source)
        answer = read_answer(question, given)
    except AnswerError as error:
        why = f"could not be read. {error} For example: {question.example()}"
        if isinstance(error, NoSuchAnswer):
            message = f"The answer {why}"
            return QuestionMark(name, question.id, "wrong", 0.0, question.points, message)
        return _for_a_person(question, name, why)
    if given is None or given is ...:
        return _for_a_person(question, name, "does not stand behind `answer =`.")
    if answer is None:
        return _not_attempted(question, name)
    marked = mark(question, answer)
    if not marked.right and (signs := _unusual(question, source)):
        return _for_a_person(question, name, f"holds {signs}, which may mean other signs.")
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


def _not_attempted(question: AskedQuestion, name: str) -> QuestionMark:
    return QuestionMark(name, question.id, "not_attempted", 0.0, question.points, "Not answered.")


def _for_a_person(question: AskedQuestion, name: str, why: str) -> QuestionMark:
    """Return no mark for an answer that a person has to read."""
    message = f"The answer {why} A person will look at it."
    return QuestionMark(name, question.id, "grader_error", None, question.points, message)


def _unusual(question: AskedQuestion, source: str) -> str:
    """Return the signs of an answer that neither a plain keyboard nor the question has."""
    code = "\n".join(line.partition("#")[0] for line in plainly_typed(source).splitlines())
    known = question.model_dump_json()
    return " ".join(
        f"U+{ord(sign):04X}"
        for sign in dict.fromkeys(code)
        if not sign.isascii() and sign not in known
    )


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
