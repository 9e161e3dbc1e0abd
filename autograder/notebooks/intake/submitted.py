"""Submitted folders on disk: which file of a learner's folder counts."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.notebooks.intake.work import work_in
from autograder.submission.read import Submission, UnreadableSubmission, read_submission
from autograder.submission.source_file import LARGEST_FILE, naming_the_file_alone

MOST_FILES = 100
"""Files of a folder of which one may count."""
MOST_READ = 2 * LARGEST_FILE
"""Bytes of a folder that are read to know which file counts."""
MOST_NAMED = 5
"""Files that one sentence names."""


@dataclass(frozen=True)
class SubmittedFolder:
    """What one learner submitted for one notebook of an assignment.

    ``folder`` lies at ``submitted/<learner>/<assignment>/``. ``path`` is the file in it that
    counts, ``None`` where no file can be the one. ``note`` says why another file counts than one
    would expect, and ``question`` why none counts, where it is not that there is none.
    """

    learner: str
    assignment: str
    notebook: str
    folder: Path
    path: Path | None
    note: str = ""
    question: str = ""

    @property
    def names(self) -> tuple[str, str, str]:
        """The names of assignment, notebook and learner, which the gradebook has too."""
        return self.assignment, self.notebook, self.learner

    @property
    def needs_notebook(self) -> bool:
        """Whether nbgrader does not find the notebook here.

        A ``.py`` file alone was submitted, or a notebook under another name.
        """
        named = self.folder / f"{self.notebook}.ipynb"
        if self.path is None or self.path == named:
            return False
        return self.path.suffix.lower() == ".ipynb" or not is_file(named)

    @property
    def in_place_of_untouched(self) -> bool:
        """Whether a second notebook counts, because the one of the right name is untouched."""
        named = self.folder / f"{self.notebook}.ipynb"
        return (
            self.path is not None
            and self.path.suffix != ".py"
            and self.path != named
            and (is_file(named))
        )

    def contents(self) -> tuple[str, str]:
        """Digests of the file that counts and of ``timestamp.txt``."""
        content, time = (
            hashlib.sha256(content_of(path)).hexdigest()
            for path in (self.path, self.folder / "timestamp.txt")
        )
        return content, time

    def read(self, keys: Mapping[str, AnswerKey]) -> Submission:
        """Read the file that counts. Raises `UnreadableSubmission`, also where no file counts."""
        unit = self.notebook if self.notebook in keys else None
        if self.path is None:
            if _holds_nothing(self.folder):
                raise UnreadableSubmission(
                    "The folder of this submission is empty. Ask the learner to submit again."
                )
            seen = self.question or (
                f"There is no {self.notebook}.ipynb and no single .py file in the submission."
            )
            raise UnreadableSubmission(
                f"{seen} Ask the learner which file it is, and give it that name."
            )
        with naming_the_file_alone(self.path):
            found = read_submission(self.path, keys, unit, self.learner)[0]
        return replace(found, problems=(self.note, *found.problems)) if self.note else found


def find_submitted(
    folder: Path, learner: str, assignment: str, notebook: str, key: AnswerKey | None
) -> SubmittedFolder:
    """Find the file of a learner's folder that counts.

    That is the notebook of the name `notebook`, else a ``.py`` file of that name, else the only
    ``.py`` file. For a unit, a notebook under another name counts where it alone holds the cells of
    the unit. Where the notebook of that name holds nothing but stubs, the one other file that holds
    work counts: the learner's kit holds a notebook and a ``.py`` file, and JupyterLab makes copies.
    No more than `MOST_READ` bytes of other notebooks are read; a person chooses among more. Links
    are not followed, because what they lead to is not the learner's.

    Parameters
    ----------
    folder
        The learner's folder for this assignment.
    learner, assignment, notebook
        The names that nbgrader has for these.
    key
        The answer key of the unit, which knows its stubs; ``None`` for any other assignment.
    """
    found = SubmittedFolder(learner, assignment, notebook, folder, None)
    if folder.is_symlink():
        return found
    place = folder / f"{notebook}.ipynb"
    names = _visible(folder)[:MOST_FILES]
    python = _python_file(_files(folder, names, ".py"), notebook)
    copies = [path for path in _files(folder, names, ".ipynb") if path != place]
    too_much = sum(path.stat().st_size for path in copies) > MOST_READ
    if is_file(place):
        if key is None or not (copies or python):
            return replace(found, path=place)
        if work_in(place, key) != "untouched":
            others = [] if too_much else copies
            return replace(found, path=place, note=_left_aside(place, others, python, key))
        if not too_much:
            return _in_place_of_untouched(replace(found, path=place), copies, python, key)
    elif key is None or not copies:
        return replace(found, path=python)
    elif not too_much:
        return _under_another_name(found, copies, python, key)
    return replace(found, question=_question(copies))


def _in_place_of_untouched(
    found: SubmittedFolder, copies: Sequence[Path], python: Path | None, key: AnswerKey
) -> SubmittedFolder:
    """The file that counts where the notebook of the right name is as it was released."""
    written = [path for path in copies if work_in(path, key) == "written"]
    if python is not None and _may_be_meant(python, found.notebook, key):
        written.append(python)
    if len(written) > 1:
        return replace(found, path=None, question=_question(written))
    if not written:
        return found
    kind = "the .py file" if written[0] == python else written[0].name
    note = (
        f"{found.notebook}.ipynb is still as it was released, so {kind} in the same folder was"
        " graded"
    )
    return replace(found, path=written[0], note=note)


def _under_another_name(
    found: SubmittedFolder, copies: Sequence[Path], python: Path | None, key: AnswerKey
) -> SubmittedFolder:
    """The file that counts where there is no notebook of the right name."""
    work = {path: work_in(path, key) for path in copies}
    written = [path for path, state in work.items() if state == "written"]
    if len(written) > 1:
        return replace(found, question=_question(written))
    if python is not None and not written:
        return replace(found, path=python)
    mine = written or [path for path, state in work.items() if state == "untouched"]
    if not mine:
        return replace(found, question=_question(copies))
    note = f"{mine[0].name} was graded: it holds the cells of this unit under another name"
    return replace(found, path=mine[0], note=note)


def _question(paths: Sequence[Path]) -> str:
    names = ", ".join(sorted(path.name for path in paths)[:MOST_NAMED])
    return f"It is not clear which file is the submission ({names})."


def _left_aside(place: Path, copies: Sequence[Path], python: Path | None, key: AnswerKey) -> str:
    """What is said of other files that hold work too, where the notebook at `place` counts."""
    content = content_of(place)
    others = [
        path for path in (*copies, python) if path is not None and content_of(path) != content
    ]
    written = [path.name for path in others if work_in(path, key) == "written"]
    if not written:
        return ""
    names, verb = ", ".join(written[:MOST_NAMED]), "hold" if len(written) > 1 else "holds"
    be = "were" if len(written) > 1 else "was"
    return f"{place.name} was graded; {names} in the same folder, which {verb} work too, {be} not"


def _python_file(paths: Sequence[Path], notebook: str) -> Path | None:
    """The ``.py`` file that may be the submission: the one of the right name, else the only one."""
    named = next((path for path in paths if path.stem == notebook), None)
    return named or (paths[0] if len(paths) == 1 else None)


def _may_be_meant(python: Path, notebook: str, key: AnswerKey) -> bool:
    """Whether a ``.py`` file holds work, or has the right name and cannot be known."""
    state = work_in(python, key)
    return state == "written" or (python.stem == notebook and state != "untouched")


def _visible(folder: Path) -> list[str]:
    """The names in a folder in their order; none where it cannot be read."""
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError:
        return []


def _files(folder: Path, names: Sequence[str], ending: str) -> list[Path]:
    """The plain files among these names that have an ending, however it is spelled."""
    found = (folder / name for name in names if name.lower().endswith(ending))
    return [path for path in found if is_file(path)]


def _holds_nothing(folder: Path) -> bool:
    """Whether a folder is empty, but for the time of submission. A link's target is not read."""
    try:
        return not folder.is_symlink() and {*os.listdir(folder)} <= {"timestamp.txt"}
    except OSError:  # it is closed
        return False


def is_file(path: Path) -> bool:
    """Whether this is a plain file: no link to one, no pipe, no device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def same_content(first: Path, second: Path) -> bool:
    """Whether two plain files hold the same bytes."""
    return first.stat().st_size == second.stat().st_size and content_of(first) == content_of(second)


def content_of(path: Path | None) -> bytes:
    """What stands for a file's content. A file that is closed, or too large, is not read."""
    try:
        found = path.lstat() if path is not None else None
    except OSError:
        found = None
    if path is None or found is None or not stat.S_ISREG(found.st_mode):
        return b""
    if found.st_size > LARGEST_FILE or not os.access(path, os.R_OK):
        return f"{found.st_size} {found.st_mtime_ns}".encode()
    return path.read_bytes()
