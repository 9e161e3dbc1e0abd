"""What lies under ``submitted/`` and no assignment claims, so that nothing is passed over."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.notebooks.intake.screen import MOST_FILES, TooDeep, names_below
from autograder.notebooks.intake.submitted import (
    MOST_NAMED,
    MOST_READ,
    SubmittedFolder,
    content_of,
    is_file,
    same_content,
)
from autograder.notebooks.intake.work import work_in
from autograder.submission.course_folder import CourseFolder, learners_in, unfit_in
from autograder.submission.source_file import LARGEST_FILE, LARGEST_SOURCE
from autograder.submission.stubs import definition_in

_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")
_OF_EXCHANGE = ("timestamp.txt", "submission_secret.txt")
_OF_SYSTEMS = frozenset(
    (
        *("__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini", "venv"),
        *(".DS_Store", ".directory", ".localized", ".cache", ".config", ".env"),
        *(".idea", ".ipython", ".ipynb_checkpoints", ".jupyter"),
        *(
            ".local",
            ".mypy_cache",
            ".pytest_cache",
            ".ruff_cache",
            ".venv",
            ".virtual_documents",
            ".vscode",
        ),
    )
)
_STARTS_OF_SYSTEMS = ("._", ".git", ".nfs", ".~", ".Trash", ".Spotlight", ".fseventsd", ".sync")
"""Names that operating systems and tools leave in folders, and how such names begin."""


@dataclass(frozen=True)
class Unclaimed:
    """A file or folder that was not graded.

    It holds the path below the course's folder, and what to say of it as the rest of a sentence.
    """

    path: Path
    reason: str


def unclaimed(
    course: CourseFolder, found: Iterable[SubmittedFolder], keys: Mapping[str, AnswerKey]
) -> list[Unclaimed]:
    """Everything under ``submitted/`` that nobody graded, in the order of its paths.

    Parameters
    ----------
    course
        The course.
    found
        The submissions of this run: inside their folders, other files with work are looked for.
    keys
        The answer keys by unit, which know the stubs.
    """
    root = course.root
    listed = [*_beside_learners(root), *_beside_assignments(root)]
    by_folder: dict[Path, list[SubmittedFolder]] = {}
    for submitted in found:
        by_folder.setdefault(submitted.folder, []).append(submitted)
    given: dict[str, dict[str, _Given]] = {}
    for folder, submissions in by_folder.items():
        if folder.name not in given:
            given[folder.name] = _given(folder)
        listed += _inside(folder, submissions, keys, given[folder.name])
    return sorted(
        (Unclaimed(_below(root, item.path), item.reason) for item in listed),
        key=lambda item: os.fsencode(item.path),
    )


def _below(root: Path, path: Path) -> Path:
    return path.relative_to(root if path.is_relative_to(root) else root.resolve())


def _beside_learners(root: Path) -> Iterator[Unclaimed]:
    for path in _seen(root / "submitted"):
        if path.name.startswith(".") and path.is_dir():
            yield Unclaimed(
                path,
                "has a name that begins with a dot, which nbgrader does not see, and was not"
                " graded. If it is a learner's, rename it.",
            )
        elif not path.is_dir():
            yield Unclaimed(
                path,
                "belongs to no learner and was not graded. Put it into"
                " submitted/<learner>/<unit>/; unpack an archive first.",
            )


def _beside_assignments(root: Path) -> Iterator[Unclaimed]:
    refused = unfit_in(root / "submitted")
    for learner in learners_in(root / "submitted"):
        if learner in refused:
            continue
        for path in _seen(learner):
            if not path.is_dir():
                yield Unclaimed(
                    path,
                    "lies one level too high and was not graded. Put it into the folder of its"
                    " assignment; unpack an archive first.",
                )
            elif not (root / "source" / path.name).is_dir():
                yield Unclaimed(
                    path, "belongs to no assignment and was not graded. Is its name right?"
                )


def _seen(folder: Path) -> list[Path]:
    """What of a folder may be a submission: what systems and tools leave there is left out."""
    return sorted(path for path in folder.glob("*") if not _left_by_system(path.name))


def _left_by_system(name: str) -> bool:
    return name in _OF_SYSTEMS or name.startswith(_STARTS_OF_SYSTEMS)


def _left_by_exchange(below: Path) -> bool:
    """Whether nbgrader put a file beside a submission, or feedback that was fetched earlier."""
    return below.name in _OF_EXCHANGE or (below.parts[0] == "feedback" and below.suffix == ".html")


def _inside(
    folder: Path,
    submissions: list[SubmittedFolder],
    keys: Mapping[str, AnswerKey],
    given: Mapping[str, _Given],
) -> Iterator[Unclaimed]:
    """Files in one learner's folder of an assignment that may hold work and were not graded.

    `given` are the files that learners received, by their path below it.
    """
    if folder.is_symlink():
        return
    names = {f"{submitted.notebook}.ipynb" for submitted in submissions}
    graded = [submitted.path for submitted in submissions if submitted.path is not None]
    unit = submissions[0].notebook
    for submitted in submissions:
        if submitted.in_place_of_untouched and submitted.path is not None:
            yield Unclaimed(
                submitted.path,
                f"was graded, because {submitted.notebook}.ipynb beside it is untouched. If that"
                " is right, give it that name.",
            )
    links, others = list[Path](), list[Path]()
    left = MOST_READ
    try:
        for name in islice(names_below(os.fspath(folder)), MOST_FILES):
            if name in given and given[name].is_copied_to(os.path.join(folder, name)):
                continue
            path, below = folder / name, Path(name)
            if path in graded or any(map(_left_by_system, below.parts)):
                continue
            if not is_file(path):
                links.append(below)
                continue
            if name in names or (name in given and content_of(path) == given[name].content):
                continue
            left -= _bytes_read(path)
            if _named_as_work(path) if left < 0 else _may_hold_work(path, graded, keys, unit):
                yield Unclaimed(
                    path, "was not graded. If it holds work, submit it under the right name."
                )
            elif name not in given and not _left_by_exchange(below):
                others.append(below)
    except TooDeep:  # said already: such a submission goes to a person
        return
    if links:
        yield Unclaimed(folder, f"holds links, or no plain files ({_some(links)}): not graded.")
    key = keys.get(unit) if others and graded else None
    if key and all(work_in(path, key) == "untouched" for path in graded):
        yield Unclaimed(
            folder,
            f"holds other files ({_some(others)}), which were not graded; what was graded is as it"
            " was released.",
        )


def _some(paths: list[Path]) -> str:
    """The first few of some paths, in words."""
    more = f" and {len(paths) - MOST_NAMED} more" if len(paths) > MOST_NAMED else ""
    return ", ".join(map(str, sorted(paths)[:MOST_NAMED])) + more


class _Given:
    """A file that learners received, and what stands for its content, which is read once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def content(self) -> bytes:
        return content_of(self._path)

    def is_copied_to(self, place: str) -> bool:
        """Whether a plain file holds the same; not said of one that is closed or very large."""
        try:
            found = os.lstat(place)
            if not stat.S_ISREG(found.st_mode) or found.st_size != len(self.content):
                return False
            with open(place, "rb", buffering=0) as file:
                return file.read() == self.content
        except OSError:
            return False


def _given(folder: Path) -> dict[str, _Given]:
    """The files that learners received for an assignment, by their path below its folder."""
    root = folder.parents[2]
    return {
        name: _Given(place / name)
        for place in (root / "source" / folder.name, root / "kit" / folder.name)
        if place.is_dir()
        for name in names_below(os.fspath(place))
    }


def _bytes_read(path: Path) -> int:
    """How many bytes `_may_hold_work` may read to know what is in a file."""
    size = path.lstat().st_size
    if path.name.lower().endswith((".ipynb", ".py")):
        return size if size <= LARGEST_FILE else 0
    return min(size, LARGEST_SOURCE)


def _named_as_work(path: Path) -> bool:
    return path.name.lower().endswith((".ipynb", ".py", *_ARCHIVES))


def _may_hold_work(
    path: Path, graded: list[Path], keys: Mapping[str, AnswerKey], unit: str
) -> bool:
    name = path.name.lower()
    if any(same_content(path, other) for other in graded):
        return False
    if name.endswith(_ARCHIVES):
        return True
    key = keys.get(unit)
    if name.endswith(".py"):
        return key is not None and work_in(path, key) == "written"
    if name.endswith(".ipynb"):
        return key is None or work_in(path, key) != "untouched"
    return ".ipynb" in name or (key is not None and _looks_like_work(path, key))


def _looks_like_work(path: Path, key: AnswerKey) -> bool:
    """Whether a file with another ending holds the cells of a notebook, or functions of a unit."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_SOURCE).decode("utf-8", "replace")
    except OSError:  # it is closed
        return False
    if '"cells"' in text and '"cell_type"' in text:
        return True
    return any(
        definition_in(text, exercise.slug, exercise.stub) == "defined" for exercise in key.exercises
    )
