"""From an instructor's own YAML to a graded quiz of one course."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quizzes.graded.cells import QuizCell, notebook_cells
from quizzes.graded.keys import asked_things, drawn_for_course, save_key
from quizzes.loading import lint, load_files
from quizzes.sessions import practice_bank
from quizzes.types import Advice, Functions


class NotGradable(ValueError):
    """Raised when a file cannot become a graded quiz. Says why, and what to change."""


@dataclass(frozen=True)
class Assignment:
    """A quiz that is ready for a course.

    ``cells`` are what learners get; ``key`` is for the instructor's side alone. ``asked`` stays
    the same while answers to an earlier version can be marked by this one.
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
    """Read one graded topic, and draw its numbers from the course's secret.

    Parameters
    ----------
    file
        A YAML file with ``use: graded``.
    secret, functions
        The course's secret, and its functions by dotted name.
    misconceptions
        The slugs of the course's catalogue; without them no misconception is checked.

    Raises
    ------
    BankError
        The file holds faults; the error holds all of them with their positions.
    NotGradable
        Learners have the keys of its questions.
    DrawingError
        A computed question cannot be worked out.
    """
    bank = load_files([file], misconceptions=misconceptions, functions=functions)
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
