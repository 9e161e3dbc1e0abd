"""First attempts at graded quizzes, for item analysis: what learners answered before any feedback.

nbgrader keeps the latest submission only. The answers of the first one that was graded are
therefore kept in ``attempts/<quiz>/<learner>.json``. They are kept as source, which is never
executed and is always marked by the present key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.notebooks.intake.times import time_in
from autograder.submission.course_folder import CourseFolder

LONGEST = 8_000
"""Characters of an answer that are kept. Marking reads far fewer."""


@dataclass(frozen=True)
class FirstAttempt:
    """One learner's first attempt at a quiz.

    ``answers`` are the sources of its answer cells by name. ``adjusted`` are marks that a person
    gave instead.
    """

    learner: str
    when: datetime
    answers: Mapping[str, str]
    adjusted: Mapping[str, float] = field(default_factory=dict)


def keep_attempt(
    folder: CourseFolder,
    submitted: SubmittedFolder,
    answers: Mapping[str, str],
    stubs: Mapping[str, str],
) -> None:
    """Keep a submission as the learner's first attempt at a quiz.

    Nothing is kept where nothing was answered, or where an earlier attempt is known.

    Parameters
    ----------
    folder
        The course.
    submitted
        The submission.
    answers
        The source of each answer cell, by name.
    stubs
        The answer cells as released, by name.
    """
    answered = {
        name: answers[name][:LONGEST]
        for name, stub in stubs.items()
        if answers.get(name, stub).strip() not in ("", stub.strip())
    }
    when = _submitted_at(submitted)
    known = read_attempt(folder, submitted.notebook, submitted.learner)
    if not answered or (known is not None and known.when < when):
        return
    path = attempt_path(folder, submitted.notebook, submitted.learner)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".tmp")
    draft.write_text(
        json.dumps({"schema": 1, "when": when.isoformat(), "answers": answered}), encoding="utf-8"
    )
    draft.replace(path)


def read_attempt(folder: CourseFolder, quiz: str, learner: str) -> FirstAttempt | None:
    """The first attempt that is kept of a learner, if any."""
    try:
        data = json.loads(attempt_path(folder, quiz, learner).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return FirstAttempt(learner, datetime.fromisoformat(data["when"]), data["answers"])


def attempt_path(folder: CourseFolder, quiz: str, learner: str) -> Path:
    """Where a learner's first attempt is kept."""
    return folder.root / "attempts" / quiz / f"{learner}.json"


def _submitted_at(submitted: SubmittedFolder) -> datetime:
    """The time of submission: that of nbgrader's ``timestamp.txt``, else the file's own."""
    with suppress(ValueError):  # a learner may have written into it
        if when := time_in(submitted.folder / "timestamp.txt"):
            return when.replace(tzinfo=UTC)
    path = submitted.path or submitted.folder
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
