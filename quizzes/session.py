"""One engine behind every surface: which questions are asked, and what an answer brings."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from quizzes.drawing import DrawingError, Drawn, Functions, ask, read_drawn
from quizzes.loading import BANK, Bank, load_bank
from quizzes.marking import Marked, mark
from quizzes.models import AskedQuestion
from quizzes.progress import Progress, now
from quizzes.reading import read_answer

DRAWN = BANK / "practice" / "drawn.json"
"""Numbers of the installed bank's computed questions, drawn with the reference at hand."""


@dataclass(frozen=True)
class Session:
    """The questions of one sitting, and ``left_out``: why some of the topic are not among them."""

    questions: tuple[AskedQuestion, ...]
    left_out: tuple[str, ...] = ()

    def answer(self, question: str, given: Any) -> Marked:
        """Mark what a learner gave, in the form shown to them; raises
        `quizzes.reading.AnswerError`.
        """
        asked = self.question(question)
        return mark(asked, read_answer(asked, given))

    def question(self, name: str) -> AskedQuestion:
        """The question of this sitting with the id `name`."""
        return next(question for question in self.questions if question.id == name)


def start(
    topic: str | None = None,
    *,
    bank: Bank | None = None,
    progress: Progress | None = None,
    limit: int | None = None,
    seed: bytes | None = None,
    functions: Functions | None = None,
    drawn: Drawn | None = None,
    moment: datetime | None = None,
) -> Session:
    """Begin practising a topic, or all of them: first what is due, then what is new.

    `seed` fixes the numbers of computed questions (drawn afresh by default); `functions` are the
    course's, where it is at hand, and `drawn` holds numbers drawn beforehand (those installed by
    default). Raises `KeyError` for an unknown topic and `ValueError` for a graded one, which is
    answered in its notebook only.
    """
    bank = bank or practice_bank()
    asked = bank.topic(topic).questions if topic else bank.questions
    if any(question.use == "graded" for question in asked):
        raise ValueError(
            f"The quiz {topic or asked[0].id!r} is graded: answer it in the notebook you hand in."
        )
    seed = seed if seed is not None else secrets.token_bytes(16)
    drawn = drawn if drawn is not None else installed_drawn()
    by_id = {question.id: question for question in asked}
    order = progress.in_order(asked, moment or now()) if progress else list(by_id)
    ready: list[AskedQuestion] = []
    left_out: list[str] = []
    for name in order:
        if limit is not None and len(ready) >= limit:
            break
        try:
            ready.append(ask(by_id[name], seed, functions, drawn))
        except DrawingError as error:
            left_out.append(str(error))
    return Session(tuple(ready), tuple(left_out))


def title_of(topic: str | None, bank: Bank | None = None) -> str:
    """What stands above the questions of a topic, or of all of them."""
    return f"Quiz: {(bank or practice_bank()).topic(topic).title}" if topic else "Quiz"


@lru_cache(maxsize=1)
def practice_bank() -> Bank:
    """The practice bank that is installed with this package, read once."""
    return load_bank()


def installed_drawn(file: Path = DRAWN) -> Drawn:
    """The numbers drawn beforehand that are installed, or none."""
    return read_drawn(file) if file.is_file() else {}


def verdict(marked: Marked) -> str:
    """One line on how it went."""
    if marked.blank:
        return "Not answered."
    if marked.right:
        return "Right."
    points = f"{marked.score:.3g} of {marked.points:.3g} point{'' if marked.points == 1 else 's'}"
    return f"Partly right: {points}." if marked.share > 0 else "Not yet."


def weak_concepts(session: Session, marks: Sequence[Marked]) -> list[str]:
    """The concepts to look at again, weakest first: those on which less than all marks were
    earned.
    """
    shares: dict[str, list[float]] = {}
    for marked in marks:
        for concept in session.question(marked.question).concepts:
            shares.setdefault(concept, []).append(marked.share)
    means = {concept: sum(got) / len(got) for concept, got in shares.items()}
    return sorted(
        (concept for concept, mean in means.items() if mean < 1), key=lambda concept: means[concept]
    )
