"""What of a hand-in's folder nbgrader must not copy: it would follow links, wait at pipes and fill
the disk.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.utils import parse_utc

from autograder.data.text import clean
from autograder.submission.course_folder import unfit, unwritable

MANY = 100
"""More odd files than these do not get into a folder by mistake."""
MOST_FILES = 1000
"""nbgrader compares each file with all the others of its folder: ten thousand would keep it busy
for an hour."""
DEEPEST = 20
LARGEST_STAMP = 1000


class TooDeep(Exception):
    """Folders are nested deeper than walking through them can follow."""


def leave_out(converter: Any) -> None:
    """Make nbgrader's converter pass over odd files and over the hand-ins that it cannot take, each
    with a line in the log.

    Its option ``CourseDirectory.ignore`` takes patterns; the whole path of a file, with its magic
    characters escaped, is one that no other file matches.
    """
    coursedir = converter.coursedir
    handed_in = os.path.join(coursedir.root, coursedir.submitted_directory, "")
    ignored = [
        pattern for pattern in coursedir.ignore if not pattern.startswith(glob.escape(handed_in))
    ]
    for place in list(converter.assignments):
        odd, reason = look_over(Path(place), coursedir)
        if reason:
            converter.log.error(
                "%s was not graded: %s Mend it, then grade again.", shown(place), reason
            )
            del converter.assignments[place]
            continue
        converter.assignments[place] = [
            path for path in converter.assignments[place] if not unwritable(os.path.basename(path))
        ]
        for path in odd:
            converter.log.warning(
                "%s is a link, no plain file, closed, very large or oddly named: it was left out",
                shown(path),
            )
            ignored.append(glob.escape(str(path)))
    coursedir.ignore = ignored


def look_over(folder: Path, coursedir: Any) -> tuple[list[Path], str]:
    """The files of a hand-in that are left out, and why it cannot go through nbgrader at all (empty
    where it can).

    Left out are links, pipes, devices, files that cannot be opened, those with control characters
    in their names, and those larger than nbgrader's ``CourseDirectory.max_file_size``. The others
    may together have its ``max_dir_size``.
    """
    if reason := unfit(folder.parent):
        return [], f"the folder {shown(folder.parent.name)} {reason}."
    if folder.is_symlink():
        return (
            [],
            f"the folder {folder.name} of this hand-in is a link; the files themselves are needed.",
        )
    stamp, odd = folder / "timestamp.txt", []
    count = size = 0
    try:
        for path in entries(folder):
            count += 1
            length = _length(path)
            if (
                length is None
                or length > int(coursedir.max_file_size) * 1000
                or unwritable(str(path.relative_to(folder)))
            ):
                odd.append(path)
            else:
                size += length
            if len(odd) > MANY or count > MOST_FILES:
                break
    except TooDeep:
        return [], f"this hand-in has folders nested more than {DEEPEST} deep."
    if len(odd) > MANY:
        return (
            [],
            (
                f"this hand-in holds more than {MANY} links, pipes, closed, very large or oddly"
                " named files."
            ),
        )
    if count > MOST_FILES:
        return [], f"this hand-in holds more than {MOST_FILES} files."
    if size > int(coursedir.max_dir_size) * 1000:
        return (
            [],
            (
                f"the files of this hand-in have more than {int(coursedir.max_dir_size) // 1000} MB"
                " together."
            ),
        )
    try:
        time_in(stamp)
    except ValueError:
        return (
            [],
            (
                "the file timestamp.txt of this hand-in holds no time. It should hold one such as"
                " 2026-11-23 18:00:00 UTC."
            ),
        )
    return odd, ""


def shown(path: str | Path) -> str:
    """A path of a hand-in on one line of a terminal."""
    return " ".join(clean(str(path)).split("\n"))


def _length(path: Path) -> int | None:
    """The bytes of a plain file that can be opened, else ``None``; files may come and go
    meanwhile.
    """
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) and os.access(path, os.R_OK) else None


def time_in(stamp: Path) -> datetime | None:
    """When something was handed in (UTC), by its ``timestamp.txt``; ``None`` where that is empty or
    not there.

    Raises `ValueError` for one that holds no time: nbgrader itself stumbles over it.
    """
    if not os.path.lexists(stamp):
        return None
    try:
        length = _length(stamp)
        text = (
            stamp.read_text(encoding="utf-8").strip()
            if length is not None and length <= LARGEST_STAMP
            else "no time"
        )
        when: datetime | None = parse_utc(text) if text else None
        if when is not None and not 1970 <= when.year < 2200:
            raise ValueError("formgrader could not bring it into another time zone")
        return when
    except Exception as error:  # whatever dateutil raises: a learner may have written anything
        raise ValueError(f"{stamp.name} holds no time") from error


def entries(folder: Path) -> Iterator[Path]:
    """All that is in a folder and is no folder itself; links are not followed. Raises `TooDeep`."""
    for place, folders, files in os.walk(folder):
        if len(Path(place).relative_to(folder).parts) > DEEPEST:
            raise TooDeep
        yield from (Path(place, name) for name in files)
        yield from (
            Path(place, name) for name in folders if os.path.islink(os.path.join(place, name))
        )
