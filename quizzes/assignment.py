"""From an instructor's own YAML to a graded quiz of one course: what learners are handed, and the
key that stays behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quizzes.drawing import Functions, number_functions
from quizzes.graded import QuizCell, asked_things, drawn_for_course, notebook_cells, save_key
from quizzes.lints import Advice, lint
from quizzes.loading import load_files
from quizzes.session import practice_bank


class NotGradable(ValueError):
    """A file cannot become a graded quiz. Says what was seen, what is needed and what to change."""


@dataclass(frozen=True)
class Assignment:
    """A quiz ready to be put into a course; ``key`` is for the instructor's side alone, and
    ``asked`` stays the same as long as answers to an earlier version of it can be marked by this
    one.
    """

    name: str
    title: str
    cells: tuple[QuizCell, ...]
    key: str
    asked: str
    points: float
    advice: tuple[Advice, ...]


def make_assignment(
    file: Path, secret: bytes, functions: Functions, misconceptions: Iterable[str] | None = None
) -> Assignment:
    """Read one graded topic and draw its numbers from the course's `secret`.

    Raises `quizzes.loading.BankError` for mistakes in the file (all of them, with their places) and
    `NotGradable` for questions whose keys learners have.
    """
    bank = load_files(
        [file], misconceptions=misconceptions, functions={**functions, **number_functions()}
    )
    [topic] = bank.topics.values()
    if topic.use != "graded":
        raise NotGradable(
            f"{file.name} is for practice: every learner's installation may hold its keys. Write"
            " questions of your own in a file with `use: graded`."
        )
    public = {question.id for question in practice_bank().questions}
    known = [question.id for question in topic.questions if question.id in public]
    if known:
        raise NotGradable(
            f"{file.name} asks {', '.join(known)}, which stands in the practice bank with its key."
            " Graded questions have to be your own, with ids of their own."
        )
    questions = drawn_for_course(topic.questions, secret, functions)
    return Assignment(
        topic.topic,
        topic.title,
        tuple(notebook_cells(questions, topic.title)),
        save_key(questions),
        asked_things(questions),
        sum(question.points for question in questions),
        tuple(lint(topic.questions)),
    )
