"""A course's practice questions go in; what learners get of them comes out, topic by topic.

The questions are read by the package ``quizzes`` in a process of the course, because computed
questions call functions of its reference.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.declaration import Declaration
from autograder.course.process import run_in_course

QUESTIONS = "quiz-questions"
"""The folder with questions in a kit, and in each unit's folder."""
BANK = Path("quizzes", "bank", "practice")
"""Where the practice questions of a course are, below its root."""
NUMBERS = "drawn.json"
"""The file with drawn numbers beside questions."""


@dataclass(frozen=True)
class PracticeQuestions:
    """The practice questions of a course as learners get them.

    Parameters
    ----------
    topics
        The YAML file of each topic, by the topic's name.
    numbers
        The drawn numbers of all computed questions, as JSON.
    """

    topics: Mapping[str, bytes] = field(default_factory=dict)
    numbers: bytes = b""

    def write(self, folder: Path, topics: Iterable[str]) -> None:
        """Write some topics, and the drawn numbers, into the folder `QUESTIONS` of a folder.

        Nothing is written for no topics.
        """
        chosen = list(topics)
        if not chosen:
            return
        target = folder / QUESTIONS
        target.mkdir(parents=True, exist_ok=True)
        for topic in chosen:
            (target / f"{topic}.yaml").write_bytes(self.topics[topic])
        (target / NUMBERS).write_bytes(self.numbers)


def practice_questions(root: Path, declared: Declaration) -> PracticeQuestions:
    """Prepare the practice questions of a course for learners.

    Parameters
    ----------
    root
        The course's root. Its questions are in ``quizzes/bank/practice/``.
    declared
        What the course declares: which functions computed questions may call.

    Returns
    -------
    PracticeQuestions
        Empty for a course without a bank.

    Raises
    ------
    autograder.course.discover.CourseError
        A question has a mistake. Says the first one with file, line and column.
    """
    if not any((root / BANK).glob("*.yaml")):
        return PracticeQuestions()
    with tempfile.TemporaryDirectory(prefix="gatewise-") as folder:
        lines: list[str] = []
        request = {"functions": declared.questions.functions, "out": folder}
        run_in_course(root, "quizzes", request, lines.append)
        topics = {
            name: (Path(folder) / f"{name}.yaml").read_bytes() for name in json.loads(lines[-1])
        }
        return PracticeQuestions(topics, (Path(folder) / NUMBERS).read_bytes())
