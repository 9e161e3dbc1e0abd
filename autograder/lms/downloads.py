"""Whose file is which in a zip of submissions: read from the names that Moodle and Canvas give.

Moodle puts each person's files into a folder ``Full name_12345_assignsubmission_file_/``, where the
number is new in each assignment. Canvas puts all files beside each other:
``lastnamefirst_LATE_12345_67890_name.ipynb``, where the first number is the person's and the second
the file's. A file that somebody uploads again becomes ``name-1.ipynb``. Either may lie in a folder,
because browsers unpack zips and people pack them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from autograder.lms.zips import Member

_MOODLE = re.compile(
    r"(?:^|/)(?P<name>[^/]*?)_(?P<number>\d+)_assign(?:submission|feedback)_(?P<plugin>[a-z]+)"
    r"(?:_?/|_)(?P<path>.+)$"
)
_CANVAS = re.compile(
    r"^(?P<name>\w+?)(?P<late>_LATE)?_(?P<number>\d+)_(?P<file>\d+)_(?P<path>[^/]+)$"
)
_CANVAS_TEXT = re.compile(r"^\w+_\d+_(?:text|link)\.html$")
_CANVAS_NOBODY = re.compile(r"^(?:LATE_)?anon_\w+$")
_AGAIN = re.compile(r"(?P<stem>.+)-(?P<count>\d+)")


@dataclass(frozen=True)
class Stray:
    """A file or a person's folder that is not collected, and why, as the rest of a sentence."""

    path: str
    reason: str


@dataclass(frozen=True)
class Upload:
    """A file that somebody submitted.

    Parameters
    ----------
    name
        Whose it is, as the LMS writes the name into that of the file.
    number
        The person's number: Canvas's own, or Moodle's for this assignment.
    path
        The file's place below the person's folder.
    order
        What comes later is larger: Canvas's number of the file.
    late
        Whether Canvas marked it as late.
    member
        The file in the zip.
    """

    name: str
    number: str
    path: PurePosixPath
    member: Member
    order: int = 0
    late: bool = False


@dataclass(frozen=True)
class Uploads:
    """The submitted files of a zip, which LMS made it, and the files that are none."""

    lms: Literal["moodle", "canvas", ""]
    files: tuple[Upload, ...]
    strays: tuple[Stray, ...]


def uploads_in(members: Iterable[Member]) -> Uploads:
    """Read whose file each is.

    ``lms`` is empty where no file has a name as Moodle or Canvas makes it.
    """
    files: list[Upload] = []
    strays: list[Stray] = []
    lms: set[Literal["moodle", "canvas"]] = set()
    for member in members:
        text = str(member.path)
        if found := _MOODLE.search(text):
            lms.add("moodle")
            if found["plugin"] != "file":
                strays.append(Stray(text, f"is no file but Moodle's “{found['plugin']}”"))
                continue
            name = " ".join(found["name"].split())
            files.append(Upload(name, found["number"], PurePosixPath(found["path"]), member))
        elif _CANVAS_NOBODY.fullmatch(member.path.stem):
            strays.append(Stray(text, "is anonymous, so nobody knows whose it is"))
        elif found := _CANVAS.match(member.path.name):
            lms.add("canvas")
            path, late = PurePosixPath(found["path"]), bool(found["late"])
            files.append(
                Upload(found["name"], found["number"], path, member, int(found["file"]), late)
            )
        elif _CANVAS_TEXT.match(member.path.name):
            strays.append(Stray(text, "is a text or a link, not a file"))
        else:
            strays.append(Stray(text, "has no name as Moodle or Canvas makes it"))
    only = next(iter(lms)) if len(lms) == 1 else ""
    return Uploads(only, tuple(files), tuple(strays))


def first_name(path: PurePosixPath) -> PurePosixPath:
    """The name that a file had when it was uploaded first.

    >>> first_name(PurePosixPath("gates-2.ipynb"))
    PurePosixPath('gates.ipynb')
    """
    found = _AGAIN.fullmatch(path.stem)
    return path.with_name(found["stem"] + path.suffix) if found else path


def renamed(files: Sequence[Upload], notebook: str) -> dict[PurePosixPath, Upload]:
    """The files of one person by the names that they get.

    A file that Canvas numbered because it was uploaded again gets back its name, where that is the
    one of the assignment. Of several, the last upload has it; the others are called older.

    Parameters
    ----------
    files
        The person's files.
    notebook
        The name of the assignment's notebook, without ``.ipynb``.
    """
    placed: dict[PurePosixPath, Upload] = {}
    for upload in sorted(files, key=lambda upload: (upload.order, str(upload.path))):
        path = upload.path
        first = first_name(path)
        if len(path.parts) == 1 and upload.order and first.stem == notebook:
            path = first
        if path in placed:
            earlier = sum(path.stem + "-older" in str(name) for name in placed) + 1
            older = path.with_name(f"{path.stem}-older-{earlier}{path.suffix}")
            placed[older] = placed.pop(path)
        placed[path] = upload
    return placed
