"""Submitted folders on disk: which file of a learner's folder counts."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.submission.read import Submission, UnreadableSubmission, read_submission
from autograder.submission.source_file import LARGEST_FILE, read_source
from autograder.submission.stubs import definition_in


@dataclass(frozen=True)
class SubmittedFolder:
    """What one learner submitted for one notebook of an assignment.

    ``folder`` lies at ``submitted/<learner>/<assignment>/``. ``path`` is the file in it that
    counts, ``None`` where no file can be the one. ``note`` says why another file counts than one
    would expect.
    """

    learner: str
    assignment: str
    notebook: str
    folder: Path
    path: Path | None
    note: str = ""

    @property
    def needs_notebook(self) -> bool:
        """Whether nbgrader finds no notebook here, because a ``.py`` file alone was submitted."""
        python = self.path is not None and self.path.suffix == ".py"
        return python and not is_file(self.folder / f"{self.notebook}.ipynb")

    def digest(self, *more: bytes) -> str:
        """A name for exactly this content, submitted at this time and graded with `more`."""
        parts = [_content(self.path), _content(self.folder / "timestamp.txt"), *more]
        return hashlib.sha256(
            b"\0".join(hashlib.sha256(part).digest() for part in parts)
        ).hexdigest()

    def read(self, keys: Mapping[str, AnswerKey]) -> Submission:
        """Read the file that counts. Raises `UnreadableSubmission`, also where no file counts."""
        unit = self.notebook if self.notebook in keys else None
        if self.path is None:
            raise UnreadableSubmission(
                f"There is no {self.notebook}.ipynb and no single .py file in the submission. Ask"
                " the learner which file it is, and give it that name."
            )
        with naming_the_file_alone(self.path):
            found = read_submission(self.path, keys, unit, self.learner)[0]
        return replace(found, problems=(self.note, *found.problems)) if self.note else found


def find_submitted(
    folder: Path, learner: str, assignment: str, notebook: str, key: AnswerKey | None
) -> SubmittedFolder:
    """Find the file of a learner's folder that counts.

    That is the notebook of the name `notebook`, else a ``.py`` file of that name, else the only
    ``.py`` file. Where the notebook holds nothing but stubs and there is a ``.py`` file too, the
    ``.py`` file counts: the learner's kit holds both, and a learner may submit the whole folder.
    Links are not followed, because what they lead to is not the learner's.

    Parameters
    ----------
    folder
        The learner's folder for this assignment.
    learner, assignment, notebook
        The names that nbgrader has for these.
    key
        The answer key of the unit, which knows its stubs; ``None`` for any other assignment.
    """
    place = folder / f"{notebook}.ipynb"
    plain = sorted(path for path in folder.glob("*.py") if is_file(path))
    python = next(
        (path for path in plain if path.stem == notebook), plain[0] if len(plain) == 1 else None
    )
    if folder.is_symlink():
        return SubmittedFolder(learner, assignment, notebook, folder, None)
    if not is_file(place):
        return SubmittedFolder(learner, assignment, notebook, folder, python)
    if python is None or key is None:
        return SubmittedFolder(learner, assignment, notebook, folder, place)
    if _notebook_holds_stubs_alone(place, key):
        note = (
            f"{place.name} is still as it was released, so the .py file in the same folder was"
            " graded"
        )
        return SubmittedFolder(learner, assignment, notebook, folder, python, note)
    note = ""
    if python.stem == notebook and not _file_holds_stubs_alone(python, key):
        note = (
            f"{place.name} was graded; {python.name} in the same folder, which holds work too, was"
            " not"
        )
    return SubmittedFolder(learner, assignment, notebook, folder, place, note)


@contextmanager
def naming_the_file_alone(path: Path) -> Iterator[None]:
    """Let messages about a file give its name without its folders.

    Learners read these messages and have no use for the folders of the grader's machine.
    """
    try:
        yield
    except UnreadableSubmission as error:
        raise UnreadableSubmission(str(error).replace(str(path), path.name)) from error


def is_file(path: Path) -> bool:
    """Whether this is a plain file: no link to one, no pipe, no device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _content(path: Path | None) -> bytes:
    """What stands for a file's content. A file that is closed, or too large, is not read."""
    if path is None or not is_file(path):
        return b""
    found = path.stat()
    if found.st_size > LARGEST_FILE or not os.access(path, os.R_OK):
        return f"{found.st_size} {found.st_mtime_ns}".encode()
    return path.read_bytes()


def _notebook_holds_stubs_alone(path: Path, key: AnswerKey) -> bool:
    try:
        chunks = read_submission(path, {key.unit: key}, key.unit)[0].chunks
    except UnreadableSubmission:
        return False
    stubs = {exercise.slug: exercise.stub for exercise in key.exercises}
    found = [
        definition_in(chunk.source, chunk.solves, stubs[chunk.solves])
        for chunk in chunks
        if chunk.solves is not None
    ]
    return bool(found) and set(found) == {"stub"}


def _file_holds_stubs_alone(path: Path, key: AnswerKey) -> bool:
    try:
        text = read_source(path)
    except UnreadableSubmission:
        return False
    return all(
        definition_in(text, exercise.slug, exercise.stub) == "stub" for exercise in key.exercises
    )
