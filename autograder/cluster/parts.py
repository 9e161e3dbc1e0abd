"""Runs in a file: made on one machine, judged on another.

A file of runs is a zip with one entry for each run, named after the job (`travel.job_digest`). It
holds what submissions did, no marks and no expected value.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from autograder.cluster.travel import BadRun, job_digest, pack_run, unpack_run
from autograder.data.runs import Job, JobRun, TaskRun
from autograder.sandbox import LEVELS, Level, Limits, Runner, UnsafeIsolation
from autograder.sandbox.collected import skipped

Item = TypeVar("Item")

_ABOUT = "gatewise-runs 1"
_LARGEST_ENTRY = 64 << 20


class BadPart(ValueError):
    """A part, or a file of runs, is none. Says what is wrong, and what to do."""


@dataclass(frozen=True)
class Part:
    """One of several equal parts of the work, counted from 1."""

    number: int
    of: int

    @classmethod
    def read(cls, text: str) -> Part:
        """Read a part such as ``2/8``. Raises `BadPart`.

        >>> Part.read("2/8")
        Part(number=2, of=8)
        """
        found = re.fullmatch(r"(\d{1,5})/(\d{1,5})", text.strip())
        part = cls(int(found[1]), int(found[2])) if found else cls(0, 0)
        if not 1 <= part.number <= part.of:
            raise BadPart(f"{text!r} is no part. Write it as 2/8: the second of eight.")
        return part

    def choose(self, items: Sequence[Item]) -> list[Item]:
        """The items of this part. All parts together have each item once.

        >>> Part(2, 3).choose("abcdefg")
        ['b', 'e']
        """
        return list(items[self.number - 1 :: self.of])

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"


class Recorder:
    """A `Runner` that keeps what every job did.

    Parameters
    ----------
    runner
        Runs the jobs.
    file
        The zip, open for writing.
    """

    def __init__(self, runner: Runner, file: zipfile.ZipFile) -> None:
        self._runner, self._file = runner, file
        self._kept: set[str] = set()

    @property
    def level(self) -> Level:
        """See `Runner.level`."""
        return self._runner.level

    def run(self, job: Job) -> JobRun:
        """See `Runner.run`."""
        run = self._runner.run(job)
        self._keep(job, run)
        return run

    def run_many(self, jobs: Iterable[Job]) -> Iterator[JobRun]:
        """See `Runner.run_many`."""
        sent: dict[str, Job] = {}

        def noted() -> Iterator[Job]:
            for job in jobs:
                sent[job.name] = job
                yield job

        for run in self._runner.run_many(noted()):
            self._keep(sent.pop(run.name), run)
            yield run

    def _keep(self, job: Job, run: JobRun) -> None:
        digest = job_digest(job)
        if digest not in self._kept and not run.failure:  # a fault of the grader is tried again
            self._kept.add(digest)
            self._file.writestr(digest, pack_run(run))


@contextmanager
def recorder(runner: Runner, path: Path) -> Iterator[Recorder]:
    """Keep what every job does in the file `path`, which is there once all is done."""
    draft = path.with_name(f".{path.name}.tmp")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as file:
            file.comment = f"{_ABOUT} {runner.level}".encode()
            yield Recorder(runner, file)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


class Recorded:
    """A `Runner` that runs nothing: it knows from files what jobs did elsewhere.

    A job that is in none of them fails, as a grader error.

    Parameters
    ----------
    files
        The files of runs, open for reading.
    level
        The lowest isolation level at which they were made.
    limits
        How much a job may have returned.
    """

    def __init__(
        self, files: Sequence[zipfile.ZipFile], level: Level, limits: Limits | None = None
    ) -> None:
        self.level: Level = level
        self._limits = limits or Limits()
        self._places = {
            entry.filename: (file, entry)
            for file in files
            for entry in file.infolist()
            if entry.file_size <= _LARGEST_ENTRY
        }

    def has(self, job: Job) -> bool:
        """Whether it is known what a job did."""
        return job_digest(job) in self._places

    def run(self, job: Job) -> JobRun:
        """See `Runner.run`."""
        found = self._places.get(job_digest(job))
        if found is None:
            return failed(job, "what it does is in none of the parts", self.level)
        file, entry = found
        try:
            run = unpack_run(file.read(entry), job, self._limits)
        except (BadRun, zipfile.BadZipFile, OSError, EOFError) as error:
            return failed(job, f"{file.filename} is damaged ({error})", self.level)
        if LEVELS.index(run.isolation) > LEVELS.index(self.level):
            return failed(job, f"it was run at isolation level {run.isolation}", self.level)
        return run

    def run_many(self, jobs: Iterable[Job]) -> Iterator[JobRun]:
        """See `Runner.run_many`."""
        return map(self.run, jobs)


@contextmanager
def recorded(paths: Sequence[Path], allow_unsafe: bool = False) -> Iterator[Recorded]:
    """Open files of runs.

    Parameters
    ----------
    paths
        The files that `recorder` made.
    allow_unsafe
        Whether to believe runs of a machine that isolates submissions only by limits (level C).

    Raises
    ------
    BadPart
        A file cannot be read, or is no file of runs.
    autograder.sandbox.UnsafeIsolation
        A file was made at level C, and that is not allowed.
    """
    with ExitStack() as stack:
        files = [stack.enter_context(_opened(path)) for path in paths]
        levels = [_level_of(file, path) for file, path in zip(files, paths, strict=True)]
        for level, path in zip(levels, paths, strict=True):
            if level == "C" and not allow_unsafe:
                raise UnsafeIsolation(
                    f"{path} was made on a machine that isolates submissions only by limits (level"
                    " C). Other people's submissions are run at level A or B only. Make it on"
                    " another machine; if this is your own code, use --allow-unsafe."
                )
        yield Recorded(files, max(levels))


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise BadPart(
            f"{path} cannot be read ({error}). Make it again with `gatewise course grade --part`."
        ) from error


def _level_of(file: zipfile.ZipFile, path: Path) -> Level:
    about, _, level = file.comment.decode(errors="replace").rpartition(" ")
    if about != _ABOUT or level not in LEVELS:
        raise BadPart(f"{path} is no file of runs. `gatewise course grade --part 2/8` makes one.")
    return level


def failed(job: Job, why: str, level: Level) -> JobRun:
    """The run of a job that could not be run: a grader error, which goes to a person."""
    tasks = tuple(TaskRun(task.slug, "missing", skipped(len(task.calls))) for task in job.tasks)
    return replace(JobRun(job.name, tasks, failure=why), isolation=level)
