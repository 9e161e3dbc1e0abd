"""First attempts at graded quizzes, which item analysis is about: what a learner answered before
any feedback.

nbgrader keeps the latest hand-in only, so the answers of the first one that was graded are kept
beside it, in ``attempts/<quiz>/<learner>.json``: as source, which nobody executes and which is
marked by the key as it is now.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from autograder.notebooks.intake.screen import time_in
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.submission.course_folder import CourseFolder

LONGEST = 8_000
"""Characters of an answer that are kept: far more than are read of one, so that the rest decides
nothing."""


@dataclass(frozen=True)
class FirstAttempt:
    """The answer cells of one learner's first attempt, by name; ``adjusted`` are marks that a
    person gave instead.
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
    """Remember what was answered, unless an earlier attempt is known or nothing was answered at
    all.
    """
    given = {
        name: answers[name][:LONGEST]
        for name, stub in stubs.items()
        if answers.get(name, stub).strip() not in ("", stub.strip())
    }
    when = _handed_in_at(submitted)
    known = read_attempt(folder, submitted.notebook, submitted.learner)
    if not given or (known is not None and known.when < when):
        return
    path = attempt_path(folder, submitted.notebook, submitted.learner)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".tmp")
    draft.write_text(
        json.dumps({"schema": 1, "when": when.isoformat(), "answers": given}), encoding="utf-8"
    )
    draft.replace(path)


def read_attempt(folder: CourseFolder, quiz: str, learner: str) -> FirstAttempt | None:
    """The attempt that is kept of a learner, if any."""
    try:
        data = json.loads(attempt_path(folder, quiz, learner).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return FirstAttempt(learner, datetime.fromisoformat(data["when"]), data["answers"])


def attempt_path(folder: CourseFolder, quiz: str, learner: str) -> Path:
    """Where a learner's first attempt is kept."""
    return folder.root / "attempts" / quiz / f"{learner}.json"


def _handed_in_at(submitted: SubmittedFolder) -> datetime:
    """When it was handed in: by nbgrader's ``timestamp.txt``, else by the file's own date."""
    with suppress(ValueError):  # a learner may have written into it; the file's date will do
        if when := time_in(submitted.folder / "timestamp.txt"):
            return when.replace(tzinfo=UTC)
    path = submitted.path or submitted.folder
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
