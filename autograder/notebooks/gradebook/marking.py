"""Mark the submissions of a class, in this process or on a team of processes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass

from autograder.batch import GradingOptions
from autograder.course.pair_files import PairFiles
from autograder.data.grades import Grade
from autograder.grade import grade_many
from autograder.notebooks.gradebook.direct.direct import DirectWay
from autograder.notebooks.gradebook.direct.member import GradeTask, Member, Setup
from autograder.notebooks.gradebook.direct.taken import Marked, Taken
from autograder.notebooks.gradebook.direct.team import SMALLEST_SHARE, Team
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.notebooks.intake.ungraded import NOT_OURS, not_ours, unread_grade
from autograder.notebooks.quizzes.assignments import is_quiz
from autograder.notebooks.quizzes.marking import ENGINE, mark_quiz
from autograder.sandbox import Sandbox
from autograder.sandbox.sandbox import processors
from autograder.submission.read import Submission, UnreadableSubmission

Unrecorded = tuple[SubmittedFolder, Grade, str]
"""A submission, its grade, and what kept it from being read (empty where nothing did)."""


@dataclass(frozen=True)
class Marking:
    """Marks submissions of one course, and writes their files.

    ``say`` receives, in a few words, the work for the whole course that takes seconds.
    """

    course: NbgraderCourse
    way: DirectWay
    options: GradingOptions
    say: Callable[[str], None]

    def team(self, submissions: Collection[SubmittedFolder]) -> Team:
        """The processes that share the work; none where it is too little for that."""
        options = self.options
        jobs = options.jobs or processors()
        released = {
            (submitted.assignment, submitted.notebook): found
            for submitted in submissions
            if (found := self.way.released(submitted)) is not None
        }
        setup = Setup(self.way.site, released, options.follow_through, options.allow_unsafe)
        size = min(jobs, len(submissions) // SMALLEST_SHARE)
        return Team(size, Member(setup, self.course.keys, self.say))

    def taken(
        self, team: Team, todo: Mapping[SubmittedFolder, str]
    ) -> Generator[Taken, None, None]:
        """Mark submissions: first those of which nothing is run, then the others as they are done.

        Parameters
        ----------
        team
            The processes that share the work.
        todo
            The submissions, with the digest of each.
        """
        run = [submitted for submitted in todo if self._is_run(submitted)]
        for submitted in (submitted for submitted in todo if not self._is_run(submitted)):
            yield Taken(Marked(submitted, *self._not_run(submitted), todo[submitted]))
        yield from team.do(GradeTask(submitted, todo[submitted]) for submitted in run)

    def grades(self, todo: Iterable[SubmittedFolder]) -> Generator[Unrecorded, None, None]:
        """Mark submissions without writing anything, each as soon as it is done."""
        run: list[SubmittedFolder] = []
        for submitted in todo:
            if self._is_run(submitted):
                run.append(submitted)
            else:
                yield submitted, *self._not_run(submitted, keep=False)
        if run:
            jobs, unsafe = self.options.jobs, self.options.allow_unsafe
            with Sandbox(workers=jobs, allow_unsafe=unsafe) as sandbox:
                yield from self._run(run, sandbox)

    def _is_run(self, submitted: SubmittedFolder) -> bool:
        """Whether it is for a unit, and not for a quiz or an instructor's own assignment."""
        course = self.course
        return submitted.notebook in course.keys and not is_quiz(course.folder, submitted.notebook)

    def _not_run(self, submitted: SubmittedFolder, keep: bool = True) -> tuple[Grade, str]:
        """The grade of a submission of which nothing is run, and what kept it from being read."""
        course = self.course
        if is_quiz(course.folder, submitted.notebook):
            engine = str(course.app.config.GradeInSandbox.get("quizzes", ENGINE))
            return mark_quiz(course.folder, submitted, engine, keep)
        return not_ours(submitted), NOT_OURS

    def _run(
        self, submissions: Iterable[SubmittedFolder], sandbox: Sandbox
    ) -> Generator[Unrecorded, None, None]:
        """Run and mark submissions; those that cannot be read come last."""
        course = self.course
        unread: list[Unrecorded] = []

        def readable() -> Iterator[tuple[SubmittedFolder, Submission]]:
            for submitted in submissions:
                try:
                    yield submitted, submitted.read(course.keys)
                except UnreadableSubmission as error:
                    key = course.keys[submitted.notebook]
                    unread.append((submitted, unread_grade(submitted, key, str(error)), str(error)))

        files = PairFiles(course.folder.pairs, course.folder.origin, self.say, keep=False)
        for submitted, grade in grade_many(
            readable(), course.keys, sandbox, self.options.follow_through, files.source()
        ):
            yield submitted, grade, ""
        yield from unread
