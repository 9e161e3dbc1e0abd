"""Grade a class into nbgrader's gradebook without starting a kernel or an interpreter for each
hand-in.

The sandbox marks hand-ins on all processors; each is then taken through nbgrader's own
``Autograde`` in this process, with the grade in hand, so that rows, comments, late penalties and
files are those of ``nbgrader autograde``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from autograder.course.pair_files import PairFiles
from autograder.data.answer_key import AnswerKey
from autograder.grade import grade_many
from autograder.judge.score import CriterionGrade, ExerciseGrade, Grade
from autograder.notebooks.gradebook.nbgrader_course import NbgraderCourse, NotRecorded
from autograder.notebooks.gradebook.preprocessors import keep_grade
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.notebooks.outputs import NOT_OURS, not_ours, unread_grade
from autograder.notebooks.quizzes.assignments import is_quiz, mark_quiz, quiz_path
from autograder.report.json import read_grade
from autograder.sandbox import Sandbox
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import Submission, UnreadableSubmission

Outcome = Literal["graded", "unchanged", "unreadable", "failed"]


@dataclass(frozen=True)
class Result:
    """What became of one hand-in. ``message`` says what a person has to know; ``penalty`` is for
    being late.
    """

    submitted: SubmittedFolder
    outcome: Outcome
    grade: Grade
    message: str = ""
    penalty: float = 0.0


Progress = Callable[[Result, int, int], None]


def grade_course(
    root: Path,
    unit: str | None = None,
    jobs: int | None = None,
    *,
    force: bool = False,
    follow_through: bool = True,
    allow_unsafe: bool = False,
    progress: Progress = lambda result, done, total: None,
    say: Callable[[str], None] = lambda what: None,
) -> list[Result]:
    """Grade every hand-in under ``submitted/`` (of one `unit`, or of all) into the course's
    gradebook.

    Parameters
    ----------
    jobs
        How many hand-ins run at the same time (one for each processor by default).
    force
        Grade again what has not changed since it was graded. A run that was stopped goes on where
        it was without it.
    progress
        Is told each result, how many are done, and how many there are.
    say
        Is told of work for the whole course that takes seconds.

    Raises
    ------
    autograder.submission.course_folder.NotACourse
        When `root` is no course.
    autograder.submission.course_folder.CourseBusy
        When another run grades this course.
    PermissionError
        When this machine cannot isolate hand-ins and `allow_unsafe` is not given.
    """
    folder = CourseFolder(root.resolve())
    keys = folder.load_keys()
    with folder.locked():
        return _grade_course(
            folder, keys, unit, jobs, force, follow_through, allow_unsafe, progress, say
        )


def _grade_course(
    folder: CourseFolder,
    keys: Mapping[str, AnswerKey],
    unit: str | None,
    jobs: int | None,
    force: bool,
    follow_through: bool,
    allow_unsafe: bool,
    progress: Progress,
    say: Callable[[str], None],
) -> list[Result]:
    course = NbgraderCourse(folder, keys)
    submitted_folders = [
        each
        for assignment in course.assignments(unit)
        for each in course.submitted_folders(assignment)
    ]
    switches = b"follow-through" if follow_through else b""
    stamps = {
        each: each.digest(
            switches,
            _bytes(folder.key_path(each.notebook)),
            _bytes(quiz_path(folder, each.notebook)),
        )
        for each in submitted_folders
    }
    results: list[Result] = []

    def tell(result: Result) -> None:
        results.append(result)
        progress(result, len(results), len(submitted_folders))

    todo: list[SubmittedFolder] = []
    for each in submitted_folders:
        if not force and course.unchanged(each, stamps[each]):
            tell(Result(each, "unchanged", kept_grade(folder, each)))
        else:
            todo.append(each)
    runnable = [
        each for each in todo if each.notebook in keys and not is_quiz(folder, each.notebook)
    ]
    with Sandbox(workers=jobs, allow_unsafe=allow_unsafe) if runnable else nullcontext() as sandbox:
        for each, grade, problem in chain(
            _read(todo, folder, keys, course.quiz_engine),
            _run(runnable, folder, keys, sandbox, follow_through, say) if sandbox else (),
        ):
            try:
                penalty = course.record(each, grade)
            except NotRecorded as error:
                failed = unread_grade(
                    keys.get(each.notebook),
                    each.learner,
                    each.notebook,
                    str(error),
                    grade.isolation,
                )
                keep_grade(folder, failed, each.assignment)
                tell(Result(each, "failed", failed, str(error)))
                continue
            keep_grade(folder, grade, each.assignment)
            course.remember(each, stamps[each])
            tell(Result(each, "unreadable" if problem else "graded", grade, problem, penalty))
    return results


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _read(
    todo: list[SubmittedFolder], folder: CourseFolder, keys: Mapping[str, AnswerKey], engine: str
) -> Iterator[tuple[SubmittedFolder, Grade, str]]:
    """The hand-ins of which nothing is run, quizzes first, each with its grade and what kept it
    from being read.
    """
    for each in (each for each in todo if is_quiz(folder, each.notebook)):
        yield each, *mark_quiz(folder, each, engine)
    for each in (
        each for each in todo if each.notebook not in keys and not is_quiz(folder, each.notebook)
    ):
        yield each, not_ours(each.learner, each.notebook), NOT_OURS


def _run(
    runnable: list[SubmittedFolder],
    folder: CourseFolder,
    keys: Mapping[str, AnswerKey],
    sandbox: Sandbox,
    follow_through: bool,
    say: Callable[[str], None],
) -> Iterator[tuple[SubmittedFolder, Grade, str]]:
    """The other hand-ins, each with its grade as soon as it is there, and what kept it from being
    read.
    """
    unread: list[tuple[SubmittedFolder, str]] = []

    def submissions() -> Iterator[tuple[SubmittedFolder, Submission]]:
        for each in runnable:
            try:
                yield each, each.read(keys)
            except UnreadableSubmission as error:
                unread.append((each, str(error)))

    pairs = PairFiles.of_course(folder, say).source()
    for each, grade in grade_many(submissions(), keys, sandbox, follow_through, pairs):
        yield each, grade, ""
    for each, problem in unread:
        yield (
            each,
            unread_grade(keys.get(each.notebook), each.learner, each.notebook, problem),
            problem,
        )


def kept_grade(folder: CourseFolder, each: SubmittedFolder) -> Grade:
    """The grade that the course keeps of a hand-in."""
    kept = read_grade(folder.grade_path(each.assignment, each.learner).read_text(encoding="utf-8"))
    exercises = tuple(
        ExerciseGrade(
            one.slug,
            one.status,
            one.score,
            one.max_score,
            one.message,
            one.next_step,
            tuple(CriterionGrade(**vars(part)) for part in one.criteria),
            tuple(one.misconceptions),
            one.follow_through,
        )
        for one in kept.exercises
    )
    return Grade(
        kept.submission, kept.unit or each.notebook, exercises, kept.isolation, tuple(kept.notes)
    )
