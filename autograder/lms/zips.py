"""What may be unpacked of a zip that an LMS made of other people's files."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.data.text import clean
from autograder.submission.names import LONGEST_NAME, unwritable
from autograder.submission.source_file import LARGEST_FILE

MOST_FILES = 100_000
"""Files of one zip."""
LARGEST_GROWTH = 200
"""How many times larger than the zip the files in it may be. A notebook shrinks to a twentieth."""
SMALL = 100_000_000
"""Bytes that may always be unpacked."""

_LITTER = (".DS_Store", "__MACOSX")
"""What macOS adds to a zip that somebody unpacked and packed again."""
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


class RefusedZip(ValueError):
    """A zip that is not unpacked at all. Says what was seen and what to try."""


@dataclass(frozen=True)
class Member:
    """A file in a zip: its place there, its size in bytes and the time that the zip has for it."""

    path: PurePosixPath
    size: int
    time: datetime | None
    info: zipfile.ZipInfo


class Download:
    """A zip that was looked through before anything is unpacked.

    Attributes
    ----------
    members : tuple of Member
        The files in it.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self.members = tuple(_members(archive, name))

    def read(self, member: Member) -> bytes:
        """The bytes of a file. Raises `RefusedZip` where it is damaged."""
        try:
            with self._archive.open(member.info) as file:
                data = file.read(member.size + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
            raise RefusedZip(_damaged(self._name, f"{_shown(member.path)}: {error}")) from error
        if len(data) != member.size:
            raise RefusedZip(_damaged(self._name, f"{_shown(member.path)} has another size"))
        return data


@contextmanager
def opened(path: Path) -> Iterator[Download]:
    """Open a zip and look through it.

    Raises
    ------
    RefusedZip
        When it cannot be read, is encrypted, holds a path that leads elsewhere, a link, or files
        that together are far larger than it.
    """
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise RefusedZip(f"{path} cannot be read: {error.strerror}.") from error
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise RefusedZip(
            f"{path} is not a zip file, or it is damaged ({error}). Download it again."
        ) from error
    with archive:
        yield Download(archive, str(path))


def odd_name(path: PurePosixPath) -> str:
    """Why a file of that path is left out, as the rest of a sentence; empty where it is not."""
    if unwritable(str(path)):
        return "has a name with characters that cannot be printed"
    if any(len(part.encode("utf-8", "replace")) > LONGEST_NAME for part in path.parts):
        return f"has a name of more than {LONGEST_NAME} bytes"
    if any(part.startswith(".") for part in path.parts):
        return "is a hidden file"
    return ""


def too_large(member: Member) -> str:
    """Why a file is left out for its size, as the rest of a sentence; empty where it is not."""
    if member.size > LARGEST_FILE:
        return f"is larger than {LARGEST_FILE // 1_000_000} MB"
    return ""


def _members(archive: zipfile.ZipFile, name: str) -> Iterator[Member]:
    """The files of a zip. Raises `RefusedZip`, before any is unpacked."""
    infos = archive.infolist()
    if len(infos) > MOST_FILES:
        raise RefusedZip(f"{name} holds {len(infos):,} files; at most {MOST_FILES:,} are unpacked.")
    packed = sum(info.compress_size for info in infos)
    size = sum(info.file_size for info in infos)
    whole = Path(name).stat().st_size
    if packed > whole or size > max(SMALL, LARGEST_GROWTH * whole):
        raise RefusedZip(
            f"{name} has {whole:,} bytes, and its files would have {size:,}: no LMS packs"
            " like that. It was not unpacked. Download it again from your LMS."
        )
    taken: set[PurePosixPath] = set()
    folders: set[PurePosixPath] = set()
    for info in infos:
        text = _name(info)
        path = PurePosixPath(text)
        if why := _leads_elsewhere(text, info):
            raise RefusedZip(
                f"{name} holds {_shown(path)}, {why}. It was not unpacked: no LMS makes such a zip."
            )
        if info.is_dir() or path.name == _LITTER[0] or _LITTER[1] in path.parts:
            continue
        if path in taken or path in folders or not taken.isdisjoint(path.parents):
            raise RefusedZip(
                f"{name} holds {_shown(path)} twice, or as a file and as a folder. It was not"
                " unpacked."
            )
        taken.add(path)
        folders.update(path.parents)
        yield Member(path, info.file_size, _time(info), info)


def _leads_elsewhere(text: str, info: zipfile.ZipInfo) -> str:
    """Why an entry may not be unpacked; empty where it may."""
    if info.flag_bits & _ENCRYPTED:
        return "which is encrypted"
    if text.startswith("/") or "\\" in text or (text[1:2] == ":" and text[:1].isalpha()):
        return "which is a path of another place"
    if ".." in text.split("/"):
        return "a path that leads out of the folder"
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "which is a link or a device"
    return ""


def _name(info: zipfile.ZipInfo) -> str:
    """The path of an entry. Canvas writes UTF-8 without saying so."""
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.orig_filename


def _time(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time)
    except ValueError:
        return None


def _shown(path: PurePosixPath) -> str:
    return " ".join(clean(str(path), 120).split("\n"))


def _damaged(name: str, detail: str) -> str:
    return f"{name} is damaged ({detail}). Download it again."
