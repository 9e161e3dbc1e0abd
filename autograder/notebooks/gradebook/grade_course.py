"""Grade a class into nbgrader's gradebook.

No kernel and no interpreter is started for a submission.

The sandbox runs submissions on all processors. Their grades then go into the gradebook by the
direct way (`autograder.notebooks.gradebook.direct`), or through nbgrader's own ``Autograde``
(`autograder.notebooks.gradebook.recorder`) where a course or a submission needs that.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from autograder.batch import DEFAULT_OPTIONS, GradingOptions
from autograder.data.grades import Grade
from autograder.notebooks.gradebook.counted import counted_marks
from autograder.notebooks.gradebook.direct.direct import DirectWay
from autograder.notebooks.gradebook.direct.feedback_pages import FeedbackPages
from autograder.notebooks.gradebook.direct.taken import Taken
from autograder.notebooks.gradebook.direct.team import Team
from autograder.notebooks.gradebook.graded import begin_again, graded_before, note_keys
from autograder.notebooks.gradebook.kept_grades import keep_grade, kept_grade
from autograder.notebooks.gradebook.key_parts import KeyParts
from autograder.notebooks.gradebook.marking import Marking
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse
from autograder.notebooks.gradebook.penalties import renew_penalty
from autograder.notebooks.gradebook.recorder import NotRecorded, Recorder
from autograder.notebooks.gradebook.stamps import Stamps, due_dates
from autograder.notebooks.gradebook.trouble import check_gradebook, plain_trouble
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.notebooks.intake.times import doubt, time_in
from autograder.notebooks.intake.ungraded import unread_grade
from autograder.report.counted import CountedMarks
from autograder.submission.course_folder import CourseFolder

Outcome = Literal["graded", "unchanged", "unreadable", "failed"]


@dataclass(frozen=True)
class Result:
    """What became of one submission.

    ``message`` says what a person has to know, and is empty where there is nothing. ``penalty`` is
    for being late, in points. ``counted`` are the marks that the gradebook holds, ``None`` where it
    could not take the submission. ``doubt`` says why the time of submission needs a look.
    """

    submitted: SubmittedFolder
    outcome: Outcome
    grade: Grade
    message: str = ""
    penalty: float = 0.0
    counted: CountedMarks | None = None
    doubt: str = ""
    converters: str = ""
    before: CountedMarks | None = None

    @property
    def needs_person(self) -> bool:
        """Whether a person has to decide about it; a mark by hand is such a decision."""
        if self.outcome == "failed" or self.counted is None:
            return self.outcome == "failed" or self.grade.needs_person
        return self.counted.score is None


Progress = Callable[[Result, int, int], None]
"""Receives each result, how many are done, and how many there are."""
Say = Callable[[str], None]
"""Receives, in a few words, the work for the whole course that takes seconds."""


def grade_course(
    root: Path,
    unit: str | None = None,
    options: GradingOptions = DEFAULT_OPTIONS,
    progress: Progress = lambda result, done, total: None,
    say: Say = lambda work: None,
) -> list[Result]:
    """Grade every submission under ``submitted/`` into the course's gradebook.

    A run that was stopped goes on where it was: what has not changed since it was graded is left
    alone, unless `options` forces it.

    Parameters
    ----------
    root
        The course's directory.
    unit
        Grade the submissions for this unit only.
    options
        How to grade.
    progress, say
        Called with what happens, for a display.

    Returns
    -------
    One result for each submission, in the order in which they were done.

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
    with opened_course(root) as course:
        submitted_folders = course.submitted_folders(unit)
        return grade_submissions(course, submitted_folders, options, progress, say)


@contextmanager
def opened_course(root: Path, write: bool = True) -> Iterator[NbgraderCourse]:
    """Open a course to grade it, and keep other runs out meanwhile.

    Raises what `grade_course` raises about course and gradebook; trouble with gradebook or disk
    becomes `CourseTrouble` for as long as the course is open. Without `write`, nothing is written.
    """
    folder = CourseFolder(root.resolve())
    keys = folder.load_keys()
    with plain_trouble(f"sqlite:///{folder.gradebook}"), folder.locked(write):
        course = NbgraderCourse(folder, keys)
        with plain_trouble(course.coursedir.db_url):
            check_gradebook(course.coursedir.db_url, write)
            if write:
                course.make_table()
            yield course


def grade_submissions(
    course: NbgraderCourse,
    submitted_folders: list[SubmittedFolder],
    options: GradingOptions,
    progress: Progress,
    say: Say,
) -> list[Result]:
    """Grade submissions for a course that is open; see `grade_course`."""
    results: list[Result] = []
    with course.gradebook() as gradebook:
        before = counted_marks(gradebook.db)
    course.update_points(say)
    with closing(_results(course, submitted_folders, options, say)) as found:
        for result in found:
            results.append(result)
            progress(result, len(results), len(submitted_folders))
    return [
        replace(result, before=before.get(result.submitted.names[1:]))
        for result in _with_marks(course, results)
    ]


def _with_marks(course: NbgraderCourse, results: list[Result]) -> list[Result]:
    """The results with the marks that count, and with doubts about their times."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with course.gradebook() as gradebook:
        marks, dates = counted_marks(gradebook.db), due_dates(gradebook.db)
    return [
        result
        if result.outcome == "failed"
        else _with_mark(
            result,
            marks.get((result.submitted.notebook, result.submitted.learner)),
            doubt(
                time_in(result.submitted.folder / "timestamp.txt"),
                dates.of(result.submitted),
                now,
                dates.recorded.get((result.submitted.assignment, result.submitted.learner)),
            ),
        )
        for result in results
    ]


def _with_mark(result: Result, counted: CountedMarks | None, about_time: str) -> Result:
    penalty = counted.penalty if counted else 0.0
    return replace(result, counted=counted, penalty=penalty, doubt=about_time)


def _results(
    course: NbgraderCourse,
    submitted_folders: list[SubmittedFolder],
    options: GradingOptions,
    say: Say,
) -> Generator[Result, None, None]:
    """What becomes of each submission: first those that have not changed, then the others."""
    with closing(Recorder(course)) as recorder:
        todo: dict[SubmittedFolder, str] = {}
        same: list[SubmittedFolder] = []
        with Session(recorder.engine) as session:
            stamps = Stamps(course, options, due_dates(session))
            before, marks = graded_before(session), counted_marks(session)
            for submitted in submitted_folders:
                basis, known = stamps.of(submitted), before.get(submitted.names)
                if (
                    known is not None
                    and not options.force
                    and course.results_are_there(submitted)
                    and not stamps.causes(session, submitted, known.basis, basis)
                ):
                    same.append(submitted)
                else:
                    todo[submitted] = basis.text()
            new_keys = stamps.keys(session)
        for submitted in same:
            renew_penalty(course, submitted, marks.get(submitted.names[1:]))
            yield Result(submitted, "unchanged", kept_grade(course.folder, submitted))
        way = DirectWay(course, recorder.engine, recorder.autograde)
        marking = Marking(course, way, options, say)
        if not (todo or options.feedback):
            return
        with marking.team([] if options.runner else todo) as team:
            yield from _graded(recorder, marking, team, todo, new_keys)
        if options.feedback:
            say("writing feedback pages")
            FeedbackPages(course, recorder.engine, way).write(marking.team, submitted_folders)


def _graded(
    recorder: Recorder,
    marking: Marking,
    team: Team,
    todo: dict[SubmittedFolder, str],
    keys: Mapping[str, KeyParts],
) -> Generator[Result, None, None]:
    """What becomes of the submissions that are graded."""
    way = marking.way
    with Session(recorder.engine) as session:
        before = graded_before(session)
        begin_again(session, [known.place for item in todo if (known := before.get(item.names))])
        note_keys(session, keys)
        session.commit()
    with closing(marking.taken(team, todo)) as all_taken:
        for taken in all_taken:
            for done in way.add(taken):
                yield _recorded(recorder, way, done)
    for done in way.flush():
        yield _recorded(recorder, way, done)


def _recorded(recorder: Recorder, way: DirectWay, taken: Taken) -> Result:
    """The result of a submission. One that the direct way left out goes through the converters."""
    marked, course = taken.marked, recorder.course
    submitted, grade, problem = marked.submitted, marked.grade, marked.problem
    why = taken.refused
    if taken.rows is None and not why:
        keep_grade(course.folder, submitted, grade)
        try:
            recorder.record(submitted, grade, marked.digest)
        except NotRecorded as error:
            why = str(error)
    if why:
        key = course.keys.get(submitted.notebook)
        failed = unread_grade(submitted, key, why, grade.isolation)
        keep_grade(course.folder, submitted, failed)
        return Result(submitted, "failed", failed, why)
    return Result(
        submitted,
        "unreadable" if problem else "graded",
        grade,
        problem,
        converters=", ".join(way.obstacles),
    )
