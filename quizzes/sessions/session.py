"""One sitting, whatever the surface: which questions are asked, and what an answer brings."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from quizzes.bank import practice_files
from quizzes.loading import Bank, load_files, prepared_numbers
from quizzes.sessions.marking import Marked, mark, read_answer
from quizzes.sessions.progress import Progress, now
from quizzes.types import AskedQuestion, DrawingError, Functions, PreparedNumbers, Question


@dataclass(frozen=True)
class Session:
    """The questions of one sitting; ``left_out`` says why others of the topic are missing."""

    questions: tuple[AskedQuestion, ...]
    left_out: tuple[str, ...] = ()

    def answer(self, question: str, given: Any) -> Marked:
        """Mark what a learner gave to the question with the id `question`.

        Raises
        ------
        AnswerError
            `given` is no answer to it.
        StopIteration
            There is no such question in this sitting.
        """
        asked = self.question(question)
        return mark(asked, read_answer(asked, given))

    def question(self, name: str) -> AskedQuestion:
        """Return the question of this sitting with the id `name`.

        Raises
        ------
        StopIteration
            There is none.
        """
        return next(question for question in self.questions if question.id == name)


def start(
    topic: str | None = None,
    *,
    bank: Bank | None = None,
    progress: Progress | None = None,
    limit: int | None = None,
    seed: bytes | None = None,
    functions: Functions | None = None,
    prepared: PreparedNumbers | None = None,
    moment: datetime | None = None,
) -> Session:
    """Begin to practise: due reviews first, then what is new.

    Parameters
    ----------
    topic, bank
        The topic to practise, or all topics; in this bank, or in the nearest one (`practice_bank`).
    progress, moment
        What the learner has practised, and when the sitting begins (now by default). Without
        progress the order is that of the bank.
    limit
        The most questions to ask.
    seed, functions, prepared
        As for `Question.asked`. By default numbers are drawn anew, and prepared ones are the
        nearest.

    Raises
    ------
    UnknownName
        There is no such topic.
    ValueError
        The topic is graded; its questions are answered in their notebook only.
    """
    bank = bank or practice_bank()
    chosen = bank.topic(topic).questions if topic else bank.questions
    if any(question.use == "graded" for question in chosen):
        raise ValueError(
            f"The quiz {topic or chosen[0].id!r} is graded: answer it in the notebook that you"
            " submit."
        )
    seed = seed if seed is not None else secrets.token_bytes(16)
    prepared = prepared if prepared is not None else prepared_numbers()
    by_id = {question.id: question for question in chosen}
    order = progress.in_order(chosen, moment or now()) if progress else list(by_id)
    in_order = [by_id[name] for name in order]
    return _drawn(in_order, limit, lambda question: question.asked(seed, functions, prepared))


def _drawn(
    questions: Sequence[Question], limit: int | None, draw: Callable[[Question], AskedQuestion]
) -> Session:
    """Return a sitting of the first `limit` questions that can be drawn."""
    ready: list[AskedQuestion] = []
    left_out: list[str] = []
    for question in questions:
        if limit is not None and len(ready) >= limit:
            break
        try:
            ready.append(draw(question))
        except DrawingError as error:
            left_out.append(str(error))
    return Session(tuple(ready), tuple(left_out))


def title_of(topic: str | None, bank: Bank | None = None) -> str:
    """Return the title above the questions of a topic, or of all topics."""
    return f"Quiz: {(bank or practice_bank()).topic(topic).title}" if topic else "Quiz"


def practice_bank(start: Path | None = None) -> Bank:
    """Return the nearest practice questions: of the kit, of the course, or the installed ones.

    They are read once.

    Parameters
    ----------
    start
        Where to look first; the folder in which the program runs without it.
    """
    return _read(tuple(practice_files(start)))


@lru_cache(maxsize=4)
def _read(files: tuple[Path, ...]) -> Bank:
    return load_files(files)


def weak_concepts(session: Session, marks: Sequence[Marked]) -> list[str]:
    """Return the concepts on which points were lost, weakest first."""
    shares: dict[str, list[float]] = {}
    for marked in marks:
        for concept in session.question(marked.question).concepts:
            shares.setdefault(concept, []).append(marked.share)
    means = {concept: sum(earned) / len(earned) for concept, earned in shares.items()}
    return sorted(
        (concept for concept, mean in means.items() if mean < 1), key=lambda concept: means[concept]
    )
