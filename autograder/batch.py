"""Grade a list of files: each ends with its grades, or with a problem for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.grade import grade_many
from autograder.judge.pairs import PairSource
from autograder.sandbox import OpenRunner, Runner, Sandbox
from autograder.submission.read import Submission, UnreadableSubmission, read_submission
from autograder.submission.source_file import naming_the_file_alone


@dataclass(frozen=True)
class GradingOptions:
    """How to grade many submissions.

    Parameters
    ----------
    jobs
        How many submissions run at the same time (one for each processor by default).
    force
        Grade again what has not changed since it was graded.
    follow_through
        Credit answers that are correct given an earlier misconception of the same submission.
    allow_unsafe
        Run submissions although this machine isolates them only by limits (level C).
    feedback
        Write the feedback pages of a course too.
    dry_run
        Say what a regrade would change, and write nothing.
    runner
        Opens what runs submissions; a sandbox on this machine by default.
    """

    jobs: int | None = None
    force: bool = False
    follow_through: bool = True
    allow_unsafe: bool = False
    feedback: bool = False
    dry_run: bool = False
    runner: OpenRunner | None = None

    def open_runner(self) -> AbstractContextManager[Runner]:
        """Open what runs submissions.

        Raises `PermissionError` where it cannot isolate them and that is not allowed.
        """
        if self.runner is not None:
            return self.runner()
        return Sandbox(workers=self.jobs, allow_unsafe=self.allow_unsafe)


DEFAULT_OPTIONS = GradingOptions()


@dataclass(frozen=True)
class NamedFile:
    """A file to grade, and what to call its submission."""

    name: str
    path: Path


@dataclass(frozen=True)
class Graded:
    """What became of one file: its grades, one for each unit, or why it could not be read.

    ``isolation`` is the level at which the others of its run were graded.
    """

    name: str
    grades: tuple[Grade, ...] = ()
    problem: str = ""
    isolation: str = ""


def grade_files(
    files: Sequence[NamedFile],
    keys: Mapping[str, AnswerKey],
    unit: str | None = None,
    options: GradingOptions = DEFAULT_OPTIONS,
    pairs: PairSource | None = None,
) -> Iterator[Graded]:
    """Grade files on all workers.

    Parameters
    ----------
    files
        The files.
    keys
        The answer keys by unit.
    unit
        Read every file for this unit only.
    options
        How to grade.
    pairs
        Knows what two misconceptions at once lead to.

    Yields
    ------
    The results in the order of `files`, each as soon as it and those before it are done.

    Raises
    ------
    PermissionError
        When this machine cannot isolate submissions and `options` do not allow that.
    """
    with options.open_runner() as sandbox:
        results = _InOrder(files, sandbox.level)
        graded = grade_many(
            _submissions(results, keys, unit), keys, sandbox, options.follow_through, pairs
        )
        for (number, name), grade in graded:
            results.grades[number][name] = grade
            yield from results.done()
        yield from results.done()


class _InOrder:
    """Results of files, given in the order of the files.

    ``grades`` holds for each file that was read its units and their grades, ``None`` for a grade
    that is not there yet.
    """

    def __init__(self, files: Sequence[NamedFile], isolation: str) -> None:
        self.files = files
        self.isolation = isolation
        self.grades: dict[int, dict[str, Grade | None]] = {}
        self.problems: dict[int, str] = {}
        self._next = 0

    def done(self) -> Iterator[Graded]:
        """The next results, as far as they are there."""
        while self._next < len(self.files) and (result := self._result(self._next)) is not None:
            self.grades.pop(self._next, None)
            self._next += 1
            yield result

    def _result(self, number: int) -> Graded | None:
        name = self.files[number].name
        if number in self.problems:
            return Graded(name, (), self.problems[number], self.isolation)
        if number not in self.grades:
            return None
        grades = self.grades[number].values()
        there = tuple(grade for grade in grades if grade is not None)
        return Graded(name, there, "", self.isolation) if len(there) == len(grades) else None


def _submissions(
    results: _InOrder, keys: Mapping[str, AnswerKey], unit: str | None
) -> Iterator[tuple[tuple[int, str], Submission]]:
    """Read the files, each only when a worker needs the next one."""
    for number, file in enumerate(results.files):
        try:
            with naming_the_file_alone(file.path):  # results go to learners
                found = read_submission(file.path, keys, unit, file.name)
        except UnreadableSubmission as error:
            results.problems[number] = str(error)
            continue
        results.grades[number] = dict.fromkeys(submission.unit for submission in found)
        for submission in found:
            yield (number, submission.unit), submission
