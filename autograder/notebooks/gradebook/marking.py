"""Mark the submissions of a class, in this process or on a team of processes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping
from dataclasses import dataclass

from autograder.batch import GradingOptions
from autograder.notebooks.gradebook.direct.direct import DirectWay
from autograder.notebooks.gradebook.direct.member import GradeTask, Member, Setup
from autograder.notebooks.gradebook.direct.taken import Marked, Taken, take_marked
from autograder.notebooks.gradebook.direct.team import SMALLEST_SHARE, Team
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse
from autograder.notebooks.gradebook.run_and_mark import is_run, not_run, run_and_mark
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.sandbox.sandbox import processors


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
        setup = Setup(
            self.way.site,
            released,
            options.follow_through,
            options.allow_unsafe,
            options.feedback,
        )
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
        run = [submitted for submitted in todo if is_run(self.course, submitted)]
        for submitted in (item for item in todo if not is_run(self.course, item)):
            yield Taken(Marked(*not_run(self.course, submitted), todo[submitted]))
        if self.options.runner is None or not run:
            yield from team.do(GradeTask(submitted, todo[submitted]) for submitted in run)
            return
        for submitted, grade, problem in run_and_mark(self.course, self.options, run, self.say):
            marked = Marked(submitted, grade, problem, todo[submitted])
            released = self.way.released(submitted)
            yield take_marked(self.way.site, released, marked, self.options.feedback)
