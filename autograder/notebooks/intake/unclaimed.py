"""What lies under ``submitted/`` and no assignment claims, so that nothing is passed over."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.notebooks.intake.screen import MOST_FILES, TooDeep, entries
from autograder.notebooks.intake.submitted import SubmittedFolder, is_file, same_content
from autograder.notebooks.intake.work import work_in
from autograder.submission.course_folder import CourseFolder, learners_in, unfit_in

_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")
_OF_SYSTEMS = frozenset({"__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini", "venv"})
"""Names that operating systems and tools leave in folders."""


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
    for folder, submissions in by_folder.items():
        listed += _inside(folder, submissions, keys)
    return sorted(
        (Unclaimed(_below(root, item.path), item.reason) for item in listed),
        key=lambda item: os.fsencode(item.path),
    )


def _below(root: Path, path: Path) -> Path:
    return path.relative_to(root if path.is_relative_to(root) else root.resolve())


def _beside_learners(root: Path) -> Iterator[Unclaimed]:
    for path in _seen(root / "submitted"):
        if not path.is_dir():
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
    """What of a folder may be a submission: hidden files and those of systems are left out."""
    return sorted(path for path in folder.glob("*") if not _left_by_system(path.name))


def _left_by_system(name: str) -> bool:
    return name.startswith(".") or name in _OF_SYSTEMS


def _inside(
    folder: Path, submissions: list[SubmittedFolder], keys: Mapping[str, AnswerKey]
) -> Iterator[Unclaimed]:
    """Files in one learner's folder of an assignment that may hold work and were not graded."""
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
    try:
        for path in islice(entries(folder), MOST_FILES):
            parts = path.relative_to(folder).parts
            if path in graded or (len(parts) == 1 and path.name in names):
                continue
            if not any(map(_left_by_system, parts)) and _may_hold_work(path, graded, keys, unit):
                yield Unclaimed(
                    path, "was not graded. If it holds work, submit it under the right name."
                )
    except TooDeep:  # said already: such a submission goes to a person
        return


def _may_hold_work(
    path: Path, graded: list[Path], keys: Mapping[str, AnswerKey], unit: str
) -> bool:
    name = path.name.lower()
    if not is_file(path) or any(same_content(path, other) for other in graded):
        return False
    if name.endswith(_ARCHIVES):
        return True
    if name.endswith(".py"):
        key = keys.get(unit)
        return key is not None and work_in(path, key) == "written"
    if not name.endswith(".ipynb"):
        return ".ipynb" in name
    key = keys.get(unit)
    return key is None or work_in(path, key) != "untouched"
