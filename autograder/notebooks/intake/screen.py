"""Screen a submitted folder for what nbgrader must not copy.

nbgrader would follow links, wait at pipes and fill the disk.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.data.text import clean
from autograder.notebooks.intake.times import UnclearTime, time_in
from autograder.submission.course_folder import learners_in, looks_like, unfit
from autograder.submission.names import alike, unwritable

MOST_LEFT_OUT = 100
"""Files that are left out of a submission. More than these do not get into a folder by mistake."""
MOST_FILES = 1000
"""Files of a submission. nbgrader compares each with all others of its folder: ten thousand would
take it an hour."""
DEEPEST = 20
"""Levels of folders inside a submission."""


class TooDeep(Exception):
    """Folders are nested deeper than `DEEPEST`."""


@dataclass(frozen=True)
class Screened:
    """What of a submitted folder is left out, and why nbgrader cannot take it at all.

    ``reason`` is a sentence, empty where nbgrader can take the folder.
    """

    left_out: tuple[Path, ...] = ()
    reason: str = ""


def leave_out(converter: Any) -> None:
    """Make an nbgrader converter ignore the submissions and files that it must not take.

    Each is named in the converter's log. The option ``CourseDirectory.ignore`` takes patterns: the
    whole path of a file, with its special characters escaped, is a pattern that matches no other
    file.
    """
    coursedir = converter.coursedir
    own_times(coursedir)
    submitted = os.path.join(coursedir.root, coursedir.submitted_directory, "")
    ignored = [
        pattern for pattern in coursedir.ignore if not pattern.startswith(glob.escape(submitted))
    ]
    twins = alike(path.name for path in learners_in(Path(submitted)))
    for place in list(converter.assignments):
        screened = screen(Path(place), coursedir)
        learner = Path(place).parent.name
        twin = looks_like(twins.get(learner, ""))
        reason = screened.reason or (f"the folder {shown(learner)} {twin}." if twin else "")
        if reason:
            converter.log.error(
                "%s was not graded: %s Fix it, then grade again.", shown(place), reason
            )
            del converter.assignments[place]
            continue
        converter.assignments[place] = [
            path for path in converter.assignments[place] if not unwritable(os.path.basename(path))
        ]
        for path in screened.left_out:
            converter.log.warning(
                "%s was left out: it is a link, not a plain file, closed, very large, or has a name"
                " that cannot be printed",
                shown(path),
            )
            ignored.append(glob.escape(str(path)))
    coursedir.ignore = ignored


def screen(folder: Path, coursedir: Any) -> Screened:
    """Find what is left out of a submitted folder, and whether nbgrader can take the rest.

    Left out are links, pipes, devices, files that cannot be opened, files with control characters
    in their names, and files larger than nbgrader's ``CourseDirectory.max_file_size`` (kB). The
    others may together have its ``max_dir_size`` (kB).
    """
    if reason := unfit(folder.parent):
        return Screened(reason=f"the folder {shown(folder.parent.name)} {reason}.")
    if folder.is_symlink():
        return Screened(
            reason=f"the folder {folder.name} of this submission is a link; the files themselves"
            " are needed."
        )
    left_out: list[Path] = []
    count = size = 0
    root = os.fspath(folder)
    try:
        for below in names_below(root):
            count += 1
            length = _length(os.path.join(root, below))
            if length is None or length > int(coursedir.max_file_size) * 1000 or unwritable(below):
                left_out.append(folder / below)
            else:
                size += length
            if len(left_out) > MOST_LEFT_OUT or count > MOST_FILES:
                break
    except TooDeep:
        reason = f"this submission has folders nested more than {DEEPEST} deep."
    else:
        reason = _too_much(len(left_out), count, size, int(coursedir.max_dir_size) * 1000)
    reason = reason or _no_time(folder / "timestamp.txt")
    return Screened(reason=reason) if reason else Screened(tuple(left_out))


def _too_much(left_out: int, count: int, size: int, largest: int) -> str:
    """What is too much of a submission, as a sentence; empty where nothing is."""
    if left_out > MOST_LEFT_OUT:
        return (
            f"this submission holds more than {MOST_LEFT_OUT} files that are links, pipes, closed,"
            " very large, or have names that cannot be printed."
        )
    if count > MOST_FILES:
        return f"this submission holds more than {MOST_FILES} files."
    if size > largest:
        return f"the files of this submission are larger than {largest // 1_000_000} MB together."
    return ""


def _no_time(stamp: Path) -> str:
    """What is wrong with a ``timestamp.txt``, as a sentence; empty where nothing is."""
    try:
        time_in(stamp)
    except UnclearTime as error:
        return (
            f"the file {stamp.name} of this submission {error}. It should hold a time such as"
            " 2026-11-23 18:00:00 UTC."
        )
    return ""


def own_times(coursedir: Any) -> None:
    """Make nbgrader read the times of submissions as we do.

    Its own reader guesses: it leaves out AM and PM and zones that it does not know, and puts
    today's date where one is missing. A file of which that could be wrong goes to a person.
    """
    coursedir.get_existing_timestamp = lambda place: time_in(Path(place) / "timestamp.txt")


def shown(path: str | Path) -> str:
    """A path of a submission, as one line that a terminal can print."""
    return " ".join(clean(str(path)).split("\n"))


def _length(path: str) -> int | None:
    """The bytes of a plain file that can be opened, else ``None``.

    A file may come or go at any time, and one that is gone gives ``None`` too.
    """
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) and os.access(path, os.R_OK) else None


def entries(folder: Path) -> Iterator[Path]:
    """Everything in a folder and below it that is no folder; links are not followed.

    Raises `TooDeep`.
    """
    root = os.fspath(folder)
    return (Path(root, below) for below in names_below(root))


def names_below(folder: str) -> Iterator[str]:
    """The paths of `entries`, as they are below the folder. Raises `TooDeep`."""
    for place, folders, files in os.walk(folder):
        below = "" if place == folder else os.path.relpath(place, folder)
        if below.count(os.sep) >= DEEPEST:
            raise TooDeep
        yield from (os.path.join(below, name) for name in files)
        yield from (
            os.path.join(below, name)
            for name in folders
            if os.path.islink(os.path.join(place, name))
        )
