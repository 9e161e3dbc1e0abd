"""Put what an LMS zipped where `gatewise course grade` reads it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from autograder.lms.downloads import Stray, Upload, Uploads, first_name, renamed, uploads_in
from autograder.lms.roster import Person, Roster
from autograder.lms.zips import Download, odd_name, opened, too_large

STAMP = "timestamp.txt"
"""The file from which nbgrader reads when something was submitted."""
LARGEST_FOLDER = 100_000_000
"""Bytes of one learner's files together; nbgrader takes no more either."""
ONE_DOWNLOAD = timedelta(minutes=10)
"""An LMS writes a zip in less time: times that are closer to each other are those of writing it."""


class UnknownDownload(ValueError):
    """A zip is none of Moodle or Canvas, or its assignment is not known. Says what to try."""


@dataclass(frozen=True)
class Collected:
    """What became of a zip.

    Parameters
    ----------
    unit
        The assignment.
    placed, replaced, unchanged
        The learners whose files were written, written over others, or there already.
    kept
        The learners whose folder holds something else, which was left as it is.
    without
        The learners of the roster of whom the zip holds nothing.
    late
        The learners whom Canvas marked as late.
    stamped
        The learners whose time of submission was written.
    strays
        What matched nobody, and what was left out.
    times
        Whether the files in the zip have times that differ by more than one download takes.
    """

    unit: str
    placed: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    without: tuple[str, ...]
    late: tuple[str, ...]
    stamped: tuple[str, ...]
    strays: tuple[Stray, ...]
    times: bool


@dataclass(frozen=True)
class Wishes:
    """How to collect.

    Parameters
    ----------
    unit
        The assignment; ``None`` finds it by the names of the files.
    replace
        Write over folders that hold something else.
    zone
        The time zone in which the zip's times say when a file was submitted; ``None`` takes them
        for no times of submission.
    numbers
        The people behind Moodle's numbers in this assignment, as far as they are known.
    """

    unit: str | None = None
    replace: bool = False
    zone: ZoneInfo | None = None
    numbers: Mapping[str, Person] = field(default_factory=dict)


def collect(
    path: Path, submitted: Path, roster: Roster, units: Sequence[str], wishes: Wishes
) -> Collected:
    """Unpack a bulk download of Moodle or Canvas.

    Every file of a learner is checked before one is written, and a learner's folder appears whole
    or not at all.

    Parameters
    ----------
    path
        The zip.
    submitted
        The course's folder of submissions.
    roster
        Who takes the course.
    units
        The assignments of the course.
    wishes
        How to collect.

    Raises
    ------
    UnknownDownload
        When no file has a name as these systems make it, or the assignment is not known.
    autograder.lms.zips.RefusedZip
        When the zip may not be unpacked, or is damaged.
    """
    with opened(path) as download:
        found = uploads_in(download.members)
        if not found.lms:
            raise UnknownDownload(
                f"{path} holds no file with a name as Moodle or Canvas makes it, such as “Full"
                " name_12345_assignsubmission_file_/gates.ipynb” or"
                " “lastnamefirst_12345_67890_gates.ipynb”. Give the zip that “Download all"
                " submissions” made, as it is."
            )
        unit = wishes.unit or _unit_of(found, units, path)
        people, strays = _by_person(found, roster, wishes.numbers)
        placing = _Placing(download, submitted, unit, wishes)
        for person, files in people.items():
            placing.place(person, renamed(files, unit))
        times = sorted(
            upload.member.time for upload in found.files if upload.member.time is not None
        )
    differ = bool(times) and times[-1] - times[0] > ONE_DOWNLOAD
    outcomes = placing.outcomes
    late = {person.learner for person, files in people.items() if any(file.late for file in files)}
    return Collected(
        unit,
        tuple(sorted(outcomes["placed"])),
        tuple(sorted(outcomes["replaced"])),
        tuple(sorted(outcomes["unchanged"])),
        tuple(sorted(outcomes["kept"])),
        tuple(sorted(person.learner for person in roster.people if person not in people)),
        tuple(sorted(late)),
        tuple(sorted(placing.stamped)),
        (*found.strays, *strays, *placing.strays),
        differ,
    )


def _unit_of(found: Uploads, units: Sequence[str], path: Path) -> str:
    """The assignment whose name the files have. Raises `UnknownDownload` unless it is one."""
    stems = {
        stem
        for upload in found.files
        if upload.path.suffix.lower() in (".ipynb", ".py")
        for stem in (upload.path.stem, first_name(upload.path).stem)
    }
    named = [unit for unit in units if unit in stems]
    if len(named) == 1:
        return named[0]
    seen = f"holds files for {' and '.join(named)}" if named else "names no unit in its files"
    raise UnknownDownload(
        f"{path} {seen}. Say for which it is: gatewise course collect {path} UNIT, where UNIT is"
        f" one of {', '.join(units)}."
    )


def _by_person(
    found: Uploads, roster: Roster, numbered: Mapping[str, Person]
) -> tuple[dict[Person, list[Upload]], list[Stray]]:
    """The files of each person in the roster, and those of nobody there or of several.

    `numbered` holds the people behind Moodle's numbers, as far as they are known.
    """
    groups: dict[tuple[str, str], list[Upload]] = {}
    for upload in found.files:
        groups.setdefault((upload.name, upload.number), []).append(upload)
    people: dict[Person, list[Upload]] = {}
    numbers: dict[Person, str] = {}
    strays: list[Stray] = []
    for (name, number), files in groups.items():
        known = roster.with_id(number) if found.lms == "canvas" else numbered.get(number)
        meant = (known,) if known else roster.named(name)
        if len(meant) == 1 and numbers.setdefault(meant[0], number) == number:
            people.setdefault(meant[0], []).extend(files)
            continue
        if not meant:
            reason = "is nobody in the roster"
        elif len(meant) == 1:
            reason = f"has the name of {meant[0].learner}, as somebody else in this zip does"
        else:
            reason = f"may be {' or '.join(person.learner for person in meant)}"
        strays.append(Stray(f"{name} ({number})", reason))
    return people, strays


class _Placing:
    """Writes the files of one learner after the other."""

    def __init__(self, download: Download, submitted: Path, unit: str, wishes: Wishes) -> None:
        self.download = download
        self.submitted = submitted
        self.unit = unit
        self.wishes = wishes
        self.strays: list[Stray] = []
        self.stamped: list[str] = []
        self.outcomes: dict[str, list[str]] = {
            kind: [] for kind in ("placed", "replaced", "unchanged", "kept")
        }

    def place(self, person: Person, files: Mapping[PurePosixPath, Upload]) -> None:
        """Write a learner's files, unless the folder holds something else."""
        taken = {path: upload for path, upload in files.items() if self._fits(path, upload)}
        if not taken:
            return
        if sum(upload.member.size for upload in taken.values()) > LARGEST_FOLDER:
            size = LARGEST_FOLDER // 1_000_000
            self.strays.append(Stray(person.learner, f"submitted more than {size} MB in all"))
            return
        contents = {path: self.download.read(upload.member) for path, upload in taken.items()}
        stamp = self._stamp(taken.values())
        target = self.submitted / person.learner / self.unit
        outcome = "placed"
        if os.path.lexists(target):
            if _same(target, contents) and stamp in ("", _stamp_in(target)):
                outcome = "unchanged"
            elif _same(target, contents) and not os.path.lexists(target / STAMP):
                outcome = "unchanged"
                (target / STAMP).write_text(stamp)
                self.stamped.append(person.learner)
            else:
                outcome = "replaced" if self.wishes.replace else "kept"
        if outcome in ("placed", "replaced"):
            self._write(target, contents, taken)
            if stamp:
                self.stamped.append(person.learner)
        self.outcomes[outcome].append(person.learner)

    def _stamp(self, uploads: Iterable[Upload]) -> str:
        """What ``timestamp.txt`` should hold; empty where the zip's times say nothing."""
        times = [upload.member.time for upload in uploads if upload.member.time is not None]
        return f"{max(times)} {self.wishes.zone.key}\n" if self.wishes.zone and times else ""

    def _fits(self, path: PurePosixPath, upload: Upload) -> bool:
        reason = odd_name(path) or too_large(upload.member)
        if path.name.casefold() == STAMP and len(path.parts) == 1:
            reason = "would say when this was submitted, and the learner wrote it"
        if reason:
            self.strays.append(Stray(str(upload.member.path), reason))
        return not reason

    def _write(
        self,
        target: Path,
        contents: Mapping[PurePosixPath, bytes],
        uploads: Mapping[PurePosixPath, Upload],
    ) -> None:
        """Write a folder whole, beside its place, and move it there."""
        self.submitted.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".collect-", dir=self.submitted) as draft:
            folder = Path(draft) / "new"
            for path, data in contents.items():
                place = folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
                if (time := uploads[path].member.time) is not None:
                    seconds = time.replace(tzinfo=self.wishes.zone).timestamp()
                    os.utime(place, (seconds, seconds))
            if stamp := self._stamp(uploads.values()):
                (folder / STAMP).write_text(stamp)
            target.parent.mkdir(exist_ok=True)
            if os.path.lexists(target):
                target.rename(Path(draft) / "old")
            folder.rename(target)


def _stamp_in(target: Path) -> str:
    """What a folder's time stamp holds; empty where it has none."""
    stamp = target / STAMP
    plain = stamp.is_file() and not stamp.is_symlink()
    return stamp.read_text(encoding="utf-8", errors="replace") if plain else ""


def _same(target: Path, contents: Mapping[PurePosixPath, bytes]) -> bool:
    """Whether a folder holds just these files, whatever its time stamp says."""
    if target.is_symlink() or not target.is_dir():
        return False
    there = {
        PurePosixPath(path.relative_to(target)): path
        for path in target.rglob("*")
        if not path.is_dir() or path.is_symlink()
    }
    there.pop(PurePosixPath(STAMP), None)
    return there.keys() == contents.keys() and all(
        not path.is_symlink() and path.is_file() and path.read_bytes() == contents[place]
        for place, path in there.items()
    )
