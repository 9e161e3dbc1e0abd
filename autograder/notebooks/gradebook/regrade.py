"""Grade a class again after a course was changed, and find out whose marks moved, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from autograder.batch import DEFAULT_OPTIONS, GradingOptions
from autograder.data.grades import Grade
from autograder.notebooks.gradebook.causes import Cause
from autograder.notebooks.gradebook.counted import RecordedMarks, recorded_marks
from autograder.notebooks.gradebook.direct.direct import DirectWay
from autograder.notebooks.gradebook.direct.feedback_pages import FeedbackPages
from autograder.notebooks.gradebook.grade_course import (
    Progress,
    Result,
    Say,
    grade_submissions,
    opened_course,
)
from autograder.notebooks.gradebook.graded import OUTDATED, graded_before, note_pages
from autograder.notebooks.gradebook.marking import Marking
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse
from autograder.notebooks.gradebook.penalties import LatePenalties, penalties_in
from autograder.notebooks.gradebook.recorder import Recorder
from autograder.notebooks.gradebook.run_and_mark import (
    Unrecorded,
    is_run,
    not_run,
    run_and_mark,
)
from autograder.notebooks.gradebook.stamps import DueDates, Stamps, due_dates
from autograder.notebooks.intake.submitted import SubmittedFolder

NO_MARKS = RecordedMarks(())


@dataclass(frozen=True)
class Regrade:
    """What a regrade does to one submission.

    Parameters
    ----------
    submitted
        The submission.
    causes
        Why it is graded again.
    before, after
        Its marks in the gradebook before and afterwards.
    problem
        Why it could not be graded again, empty where it was.
    """

    submitted: SubmittedFolder
    causes: tuple[Cause, ...]
    before: RecordedMarks
    after: RecordedMarks
    problem: str = ""

    @property
    def moved(self) -> bool:
        """Whether the mark that counts is another one."""
        return self.before.counted.text != self.after.counted.text

    @property
    def exercises(self) -> list[tuple[str, float | None, float | None]]:
        """The exercises whose marks moved, with the mark before and afterwards.

        ``None`` stands for a mark that a person has to give.
        """
        was = {cell.slug: None if cell.undecided else cell.score for cell in self.before.cells}
        now = {cell.slug: None if cell.undecided else cell.score for cell in self.after.cells}
        return [
            (slug, was.get(slug), now.get(slug))
            for slug in dict.fromkeys([*was, *now])
            if was.get(slug) != now.get(slug)
        ]


@dataclass(frozen=True)
class Regraded:
    """What a regrade did, or would do.

    ``regrades`` are by learner. ``unaffected`` counts the other submissions that were graded
    before, and ``waiting`` those that are new or were submitted again: no regrade is meant for
    them.
    """

    regrades: tuple[Regrade, ...]
    unaffected: int
    waiting: int
    results: tuple[Result, ...] = ()


def regrade_course(
    root: Path,
    unit: str | None = None,
    options: GradingOptions = DEFAULT_OPTIONS,
    progress: Progress = lambda result, done, total: None,
    say: Say = lambda work: None,
) -> Regraded:
    """Grade again what a change of the course concerns, and nothing else.

    Marks and comments by hand stay as they are. A feedback page that was there is written anew.

    Parameters
    ----------
    root
        The course's directory.
    unit
        Only this unit.
    options
        How to grade; ``dry_run`` writes nothing.
    progress, say
        Called with what happens, for a display. A dry run reports no progress.

    Raises
    ------
    autograder.submission.course_folder.NotACourse
        When `root` is no course, or has no such unit.
    autograder.submission.course_folder.CourseBusy
        When another run grades this course.
    autograder.notebooks.gradebook.trouble.CourseTrouble
        When gradebook or disk keep this from going on. What was graded is kept.
    PermissionError
        When this machine cannot isolate submissions and `options` do not allow that.
    """
    with (
        opened_course(root, write=not options.dry_run) as course,
        closing(Recorder(course)) as recorder,
    ):
        work = _Work(course, recorder, options, say)
        folders = course.submitted_folders(unit, release=False)
        concerned, waiting = work.concerned(folders)
        before = work.marks()
        if options.dry_run:
            course.update_points(say, keep=False)
            after, results = work.tried(concerned, before), []
        else:
            work.note_pages(concerned)
            results = work.grade(list(concerned), progress)
            work.renew_pages(folders)
            after = work.marks()
        problems = {
            result.submitted: result.message for result in results if result.outcome == "failed"
        }
    regrades = [
        Regrade(
            submitted,
            found,
            before.get(submitted.names[1:], NO_MARKS),
            after.get(submitted.names[1:], NO_MARKS),
            problems.get(submitted, ""),
        )
        for submitted, found in concerned.items()
    ]
    regrades.sort(key=lambda item: (item.submitted.learner, item.submitted.names))
    unaffected = len(folders) - len(concerned) - waiting
    return Regraded(tuple(regrades), unaffected, waiting, tuple(results))


Marks = Mapping[tuple[str, str], RecordedMarks]
"""What the gradebook holds, by notebook and learner."""


@dataclass(frozen=True)
class _Work:
    """The steps of a regrade of one open course."""

    course: NbgraderCourse
    recorder: Recorder
    options: GradingOptions
    say: Say

    def concerned(
        self, folders: Sequence[SubmittedFolder]
    ) -> tuple[dict[SubmittedFolder, tuple[Cause, ...]], int]:
        """The submissions that a change concerns, with what it is; and how many are waiting."""
        found: dict[SubmittedFolder, tuple[Cause, ...]] = {}
        waiting = 0
        with Session(self.recorder.engine) as session:
            stamps = Stamps(self.course, self.options, due_dates(session))
            before = graded_before(session)
            for submitted in folders:
                known = before.get(submitted.names)
                if known is None:
                    waiting += 1
                    continue
                now = stamps.of(submitted)
                causes = stamps.causes(session, submitted, known.basis, now)
                if any(cause.kind == "submission" for cause in causes):
                    waiting += 1
                elif causes or self.options.force:
                    found[submitted] = causes
        return found, waiting

    def marks(self) -> Marks:
        """What the gradebook holds now."""
        with Session(self.recorder.engine) as session:
            return recorded_marks(session)

    def note_pages(self, submissions: Iterable[SubmittedFolder]) -> None:
        """Note which of these have a feedback page, so that a stopped run can be gone on with."""
        site = self.way().site
        with Session(self.recorder.engine) as session:
            before = graded_before(session)
            outdated = [
                known.place
                for submitted in submissions
                if (known := before.get(submitted.names)) is not None
                and (site.feedback(submitted) / f"{submitted.notebook}.html").is_file()
            ]
            note_pages(session, dict.fromkeys(outdated, OUTDATED))
            session.commit()

    def grade(self, submissions: list[SubmittedFolder], progress: Progress) -> list[Result]:
        """Grade submissions into the gradebook."""
        if not submissions:
            return []
        options = replace(self.options, force=True, feedback=False)
        return grade_submissions(self.course, submissions, options, progress, self.say)

    def renew_pages(self, folders: Sequence[SubmittedFolder]) -> None:
        """Write the feedback pages anew that were there, or all where that was asked for."""
        with Session(self.recorder.engine) as session:
            before = graded_before(session)
        paged = [
            submitted
            for submitted in folders
            if (known := before.get(submitted.names)) is not None
            and (self.options.feedback or known.page == OUTDATED)
        ]
        if paged:
            self.say("writing feedback pages")
            way = self.way()
            team_for = Marking(self.course, way, self.options, self.say).team
            FeedbackPages(self.course, self.recorder.engine, way).write(team_for, paged)

    def way(self) -> DirectWay:
        """The direct way into the gradebook as it is now."""
        return DirectWay(self.course, self.recorder.engine, self.recorder.autograde)

    def tried(self, submissions: Iterable[SubmittedFolder], before: Marks) -> Marks:
        """The marks that submissions would get. Nothing is written."""
        with Session(self.recorder.engine) as session:
            dates = due_dates(session)
        penalties = LatePenalties(self.recorder.autograde.exporter)
        has_penalties = penalties_in(self.course.app.config)
        found: dict[tuple[str, str], RecordedMarks] = {}
        for submitted, grade, _ in self._graded(list(submissions)):
            place = submitted.names[1:]
            marks = with_grade(before.get(place, NO_MARKS), grade)
            seconds = _seconds_late(submitted, dates)
            if has_penalties:
                late = penalties.of(submitted.learner, marks.total, seconds) if seconds else 0.0
                marks = replace(marks, penalty=float(late or 0.0))
            found[place] = marks
        return found

    def _graded(self, submissions: Sequence[SubmittedFolder]) -> Iterator[Unrecorded]:
        """Mark submissions. Nothing is written."""
        run = [submitted for submitted in submissions if is_run(self.course, submitted)]
        for submitted in submissions:
            if not is_run(self.course, submitted):
                yield not_run(self.course, submitted, keep=False)
        if run:
            yield from run_and_mark(self.course, self.options, run, self.say, keep=False)


def with_grade(marks: RecordedMarks, grade: Grade) -> RecordedMarks:
    """The marks of a submission after it got this grade; marks by hand stay."""
    graded = {exercise.slug: exercise for exercise in grade.exercises}
    cells = tuple(
        cell.graded(exercise.score, exercise.max_score)
        if (exercise := graded.get(cell.slug)) is not None
        else cell
        for cell in marks.cells
    )
    return replace(marks, cells=cells)


def _seconds_late(submitted: SubmittedFolder, dates: DueDates) -> float:
    """By how many seconds a submission is late, 0 where it is not."""
    due = dates.of(submitted)
    when = dates.recorded.get((submitted.assignment, submitted.learner))
    return max(0.0, (when - due).total_seconds()) if due and when else 0.0
