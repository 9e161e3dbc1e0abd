"""`gatewise course report`: gather what the class page shows, write it, and keep it current."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.notebooks.gradebook.counted import course_marks
from autograder.notebooks.gradebook.people import names_of_people
from autograder.notebooks.intake.submitted import find_submitted
from autograder.report.class_report import Look, Material, Question, write_report
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import UnreadableSubmission

if TYPE_CHECKING:
    from autograder.data.answer_key import AnswerKey
    from autograder.data.runs import Chunk

LONGEST_PROMPT = 300
"""Characters of a question's text that the report shows."""
_DRAWN = re.compile(r"\{\{.*?\}\}")
"""The place of a number that is drawn for each learner anew."""


def write_class_report(root: Path, out: Path, look: Look) -> Path:
    """Write the class page of a course to `out` and return that path.

    Parameters
    ----------
    root
        The course's folder.
    out
        The file to write.
    look
        Who it is for.

    Raises
    ------
    autograder.submission.course_folder.NotACourse
        When the folder is no course, or holds no grades.
    autograder.notebooks.gradebook.trouble.CourseTrouble
        When the gradebook cannot be read.
    quizzes.BankError
        When the practice questions of the course have mistakes.
    """
    folder = CourseFolder(root)
    keys = folder.load_keys()
    material = Material(
        course_marks(root),
        questions_about(folder.kit.resolve()),
        _sources(folder, keys),
        names_of_people(root),
    )
    return write_report(folder, out, material, look)


@cache
def questions_about(kit: Path) -> Mapping[str, Sequence[Question]]:
    """The practice questions in which each misconception can be picked, by its slug.

    Parameters
    ----------
    kit
        The learners' kit, which holds the questions of the course.

    Raises
    ------
    quizzes.BankError
        When the questions have mistakes.
    """
    from quizzes import load_files, to_plain
    from quizzes.bank import practice_files

    found: dict[str, dict[str, Question]] = {}
    for topic in load_files(practice_files(kit)).topics.values():
        for question in topic.questions:
            prompt = " ".join(to_plain(_DRAWN.sub("…", question.prompt)).split())
            if len(prompt) > LONGEST_PROMPT:
                prompt = prompt[: LONGEST_PROMPT - 1] + "…"
            for reply in question.replies():
                if reply.misconception:
                    entry = Question(topic.topic, question.id, prompt)
                    found.setdefault(reply.misconception, {})[question.id] = entry
    return {slug: tuple(questions.values()) for slug, questions in found.items()}


def _sources(
    folder: CourseFolder, keys: Mapping[str, AnswerKey]
) -> Callable[[str, str], Sequence[Chunk]]:
    """Where the source that a learner submitted is read."""

    def read(unit: str, learner: str) -> Sequence[Chunk]:
        place = folder.root / "submitted" / learner / unit
        if unit not in keys or not place.is_dir():
            return ()
        try:
            submitted = find_submitted(place, learner, unit, unit, keys[unit])
            return submitted.read(keys).chunks
        except (UnreadableSubmission, OSError):
            return ()

    return read
