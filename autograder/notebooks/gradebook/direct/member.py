"""One process of a team: it reads, runs and marks submissions, and writes notebooks and pages.

It never writes to the gradebook.
"""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.connection import Connection
from types import TracebackType

from autograder.course.pair_files import PairFiles
from autograder.data.answer_key import AnswerKey
from autograder.grade import grade
from autograder.judge.pairs import PairMemory
from autograder.notebooks.gradebook.direct.page_writer import PageWriter
from autograder.notebooks.gradebook.direct.pages import PageRows
from autograder.notebooks.gradebook.direct.released import ReleasedNotebook
from autograder.notebooks.gradebook.direct.site import Site
from autograder.notebooks.gradebook.direct.taken import Marked, Taken, take_marked
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.notebooks.intake.ungraded import unread_grade
from autograder.notebooks.nbgrader_app import nbgrader_app
from autograder.sandbox import Layers, Sandbox
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import UnreadableSubmission


@dataclass(frozen=True)
class Setup:
    """What every process of a team gets first: the course, its notebooks, and how to grade.

    ``released`` holds what submissions share, by assignment and notebook, where the direct way is
    open. ``pages`` says whether feedback pages are written in the same run.
    """

    site: Site
    released: Mapping[tuple[str, str], ReleasedNotebook]
    follow_through: bool
    allow_unsafe: bool
    pages: bool


class Member:
    """Does the tasks of one process, inside its ``with`` block.

    Parameters
    ----------
    setup
        The course, and how to grade.
    keys
        Answer keys that are loaded already, by unit.
    say
        Receives, in a few words, the work for the whole course that takes seconds.
    """

    def __init__(
        self,
        setup: Setup,
        keys: Mapping[str, AnswerKey] | None = None,
        say: Callable[[str], None] = lambda work: None,
    ) -> None:
        self.setup, self._say = setup, say
        self._keys = dict(keys or {})
        self._stack = ExitStack()

    def __enter__(self) -> Member:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    @cached_property
    def folder(self) -> CourseFolder:
        """The course."""
        return CourseFolder(self.setup.site.root)

    @cached_property
    def sandbox(self) -> Sandbox:
        """One warm process. Raises `PermissionError` where submissions cannot be isolated."""
        return self._stack.enter_context(
            Sandbox(allow_unsafe=self.setup.allow_unsafe, layers=Layers(rehearse=False))
        )

    @cached_property
    def pairs(self) -> PairMemory:
        """Pairs of misconceptions."""
        return PairFiles(self.folder.pairs, self.folder.origin, self._say).source()

    @cached_property
    def pages(self) -> PageWriter:
        """Writes feedback pages."""
        return PageWriter(
            self.setup.site, nbgrader_app(self.setup.site.root, logging.NullHandler())
        )

    def released(self, submitted: SubmittedFolder) -> ReleasedNotebook | None:
        """What submissions for a notebook share."""
        return self.setup.released.get((submitted.assignment, submitted.notebook))

    def key(self, unit: str) -> AnswerKey:
        """The answer key of a unit."""
        if unit not in self._keys:
            self._keys[unit] = AnswerKey.load(self.folder.key_path(unit))
        return self._keys[unit]


@dataclass(frozen=True)
class GradeTask:
    """A submission to read, run and mark, whose files are then written."""

    submitted: SubmittedFolder
    digest: str

    def do(self, member: Member) -> Taken:
        """Grade it."""
        submitted, key = self.submitted, member.key(self.submitted.notebook)
        problem = ""
        try:
            submission = submitted.read({key.unit: key})
        except UnreadableSubmission as error:
            problem = str(error)
            found = unread_grade(submitted, key, problem)
        else:
            follow = member.setup.follow_through
            found = grade(submission, key, member.sandbox, follow, member.pairs)
        marked = Marked(submitted, found, problem, self.digest)
        released = member.released(submitted)
        return take_marked(member.setup.site, released, marked, member.setup.pages)


@dataclass(frozen=True)
class PageTask:
    """A feedback page to write."""

    submitted: SubmittedFolder
    rows: PageRows

    def do(self, member: Member) -> tuple[SubmittedFolder, bool]:
        """Write it. Returns whether that was done; else nbgrader has to."""
        released = member.released(self.submitted)
        done = released is not None and member.pages.write(self.submitted, released, self.rows)
        return self.submitted, done


Task = GradeTask | PageTask


def serve(member: Member, connection: Connection) -> None:
    """Do what comes through a connection until it is closed, and send back each answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    with suppress(EOFError, BrokenPipeError, ConnectionResetError), member:
        while True:
            task: Task = connection.recv()
            try:
                answer = task.do(member)
            except Exception as error:  # the other side raises it
                connection.send(error)
            else:
                connection.send(answer)


def main() -> None:
    """Be a new process of a team."""
    with Connection(int(sys.argv[1])) as connection:
        serve(Member(connection.recv()), connection)


if __name__ == "__main__":
    main()
