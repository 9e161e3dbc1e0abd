"""What of a hand-in's folder nbgrader must not copy: it would follow links, wait at pipes and fill the disk."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from nbgrader.utils import parse_utc

from autograder.notebooks.handin import is_file

MANY = 100
"""More odd files than these do not get into a folder by mistake."""
LARGEST_STAMP = 1000


def leave_out(converter: Any) -> None:
    """Make nbgrader's converter pass over odd files and over the hand-ins that it cannot take, each with a line in the log.

    Its option ``CourseDirectory.ignore`` takes patterns; the whole path of a file, with its magic characters escaped, is
    one that no other file matches.
    """
    coursedir = converter.coursedir
    handed_in = os.path.join(coursedir.root, coursedir.submitted_directory, "")
    ignored = [pattern for pattern in coursedir.ignore if not pattern.startswith(glob.escape(handed_in))]
    for place in list(converter.assignments):
        odd = odd_files(Path(place), coursedir)
        if reason := refusal(Path(place), odd):
            converter.log.error("%s was not graded: %s Mend it, then grade again.", place, reason)
            del converter.assignments[place]
            continue
        for path in odd:
            converter.log.warning("%s is a link, no plain file, or very large: it was left out", path)
            ignored.append(glob.escape(str(path)))
    coursedir.ignore = ignored


def odd_files(folder: Path, coursedir: Any) -> list[Path]:
    """Links, pipes, devices and files larger than nbgrader's ``CourseDirectory.max_file_size``, up to one more than `MANY`."""
    largest = int(coursedir.max_file_size) * 1000
    return list(islice((path for path in entries(folder) if not is_file(path) or path.stat().st_size > largest), MANY + 1))


def refusal(folder: Path, odd: list[Path]) -> str:
    """Why a hand-in cannot go through nbgrader at all; empty where it can."""
    stamp = folder / "timestamp.txt"
    if folder.is_symlink():
        return f"the folder {folder.name} of this hand-in is a link; the files themselves are needed."
    if len(odd) > MANY:
        return f"this hand-in holds more than {MANY} links, pipes or very large files."
    if stamp in odd or not _holds_time(stamp):
        return "the file timestamp.txt of this hand-in holds no time. It should hold one such as 2026-11-23 18:00:00 UTC."
    return ""


def _holds_time(stamp: Path) -> bool:
    """nbgrader stumbles over a ``timestamp.txt`` that holds no time; an empty one, or none, is no matter."""
    try:
        if not os.path.lexists(stamp):
            return True
        text = stamp.read_text(encoding="utf-8").strip() if stamp.stat().st_size <= LARGEST_STAMP else "no time"
        if text:
            parse_utc(text)
    except (ValueError, OverflowError, OSError):
        return False
    return True


def entries(folder: Path) -> Iterator[Path]:
    """All that is in a folder and is no folder itself; links are not followed."""
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in files)
        yield from (Path(place, name) for name in folders if Path(place, name).is_symlink())
