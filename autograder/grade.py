"""The whole way of a mark: run → compare → diagnose → score. It reads on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.runs import Job, JobRun, Note, TaskRun
from autograder.judge.compare import Difference, compare
from autograder.judge.dependencies import point_to_dependencies
from autograder.judge.diagnose import diagnose, follows
from autograder.judge.paired_cases import pair_runs
from autograder.judge.pairs import PairSource
from autograder.judge.score import ExerciseGrade, Grade, full_marks, no_marks, score
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission

Identity = tuple[str, str]
Tag = TypeVar("Tag")


def grade(
    submission: Submission,
    key: AnswerKey,
    sandbox: Sandbox,
    follow_through: bool = True,
    pairs: PairSource | None = None,
) -> Grade:
    """Run one hand-in in the sandbox and mark it."""
    return mark(submission, key, sandbox.run(submission.job(key)), follow_through, pairs)


def grade_many(
    submissions: Iterable[tuple[Tag, Submission]],
    keys: Mapping[str, AnswerKey],
    sandbox: Sandbox,
    follow_through: bool = True,
    pairs: PairSource | None = None,
) -> Iterator[tuple[Tag, Grade]]:
    """Mark many submissions on all workers of the sandbox, each as soon as it is done.

    The order is not fixed: each submission comes with a tag of the caller's, and its grade comes
    back with the same tag.
    """
    running: dict[str, tuple[Tag, Submission]] = {}

    def jobs() -> Iterator[Job]:
        for number, (tag, submission) in enumerate(submissions):
            running[str(number)] = tag, submission
            yield replace(submission.job(keys[submission.unit]), name=str(number))

    for run in sandbox.run_many(jobs()):
        tag, submission = running.pop(run.name)
        yield tag, mark(submission, keys[submission.unit], run, follow_through, pairs)


def mark(
    submission: Submission,
    key: AnswerKey,
    run: JobRun,
    follow_through: bool = True,
    pairs: PairSource | None = None,
) -> Grade:
    """Turn what a hand-in did into marks. The hand-in is not run again; `pairs` knows two mistakes
    at once.
    """
    notes = (*submission.problems, *(_note_text(note) for note in run.notes))
    if run.failure:
        failed = tuple(
            no_marks(
                exercise,
                "grader_error",
                f"This could not be graded: {run.failure}. It is our fault, not "
                "yours, and a person will look at it.",
                "",
            )
            for exercise in key.exercises
        )
        return Grade(submission.name, key.unit, failed, run.isolation, notes, key.title)
    tasks = {task.slug: task for task in run.tasks}
    graded: list[ExerciseGrade] = []
    made: dict[str, tuple[Identity, ...]] = {}
    for exercise in key.exercises:
        upstream = _upstream(exercise, key, made) if follow_through else ()
        result, misconceptions = mark_exercise(
            exercise, key, tasks[exercise.slug], upstream, run.notes, pairs
        )
        made[exercise.slug] = misconceptions
        graded.append(result)
    return Grade(
        submission.name,
        key.unit,
        tuple(point_to_dependencies(graded, tasks)),
        run.isolation,
        notes,
        key.title,
    )


def mark_exercise(
    exercise: ExerciseKey,
    key: AnswerKey,
    run: TaskRun,
    upstream: tuple[Identity, ...] = (),
    notes: tuple[Note, ...] = (),
    pairs: PairSource | None = None,
) -> tuple[ExerciseGrade, tuple[Identity, ...]]:
    """The grade of one exercise and the mistakes that were recognised in it.

    `upstream` are the mistakes in the learner's own functions that this one builds on: where they
    explain all of it, the exercise gets its marks.
    """
    if run.found != "defined":
        return _not_attempted(exercise, run, notes), ()
    run = replace(run, runs=pair_runs(exercise.cases, run.runs))
    differences: tuple[Difference | None, ...] = tuple(
        compare(case, each, exercise.rtol, exercise.atol, exercise.returns)
        for case, each in zip(exercise.cases, run.runs, strict=True)
    )
    if all(difference is None for difference in differences):
        return score(exercise, run, differences, None), ()
    if upstream and follows(exercise, run, upstream, pairs):
        names = " and ".join(dict.fromkeys(function for _, function in upstream))
        return (
            full_marks(
                exercise,
                f"Right, given your {names}. Mend {names}, and this is right too.",
                run.text,
            ),
            upstream,
        )
    diagnosis = diagnose(exercise, run, differences, key.misconceptions, pairs)
    return score(exercise, run, differences, diagnosis), diagnosis.misconceptions


def _upstream(
    exercise: ExerciseKey, key: AnswerKey, made: Mapping[str, tuple[Identity, ...]]
) -> tuple[Identity, ...]:
    """The recognised mistakes in everything of this unit that the exercise builds on, directly or
    not.
    """
    found: list[Identity] = []
    todo = list(exercise.builds_on)
    seen: set[str] = set()
    while todo:
        slug = todo.pop(0)
        if slug in seen:
            continue
        seen.add(slug)
        found += made.get(slug, ())
        earlier = key.exercise(slug)
        todo += earlier.builds_on if earlier else ()
    return tuple(dict.fromkeys(found))


def _not_attempted(exercise: ExerciseKey, run: TaskRun, notes: tuple[Note, ...]) -> ExerciseGrade:
    broken = next((note for note in notes if note.kind != "left_out"), None)
    if run.found == "missing" and broken is not None:
        return no_marks(
            exercise,
            "timed_out" if broken.kind == "timed_out" else "raised",
            f"{exercise.slug} was never defined, because the code stopped before it:"
            f" {_note_text(broken)}",
            f"Mend {broken.chunk}, line {broken.line}, then check again.",
        )
    if run.found == "missing":
        return no_marks(
            exercise,
            "not_attempted",
            f"There is no function {exercise.slug} here.",
            f"Put back `def {exercise.slug}(…)` with this very name, in its own cell.",
        )
    return no_marks(
        exercise,
        "not_attempted",
        "Not attempted: the function is still the one that was handed out.",
        (
            f"Write {exercise.slug}: {exercise.hints[0]}"
            if exercise.hints
            else f"Write {exercise.slug}."
        ),
    )


def _note_text(note: Note) -> str:
    where = f"{note.chunk}, line {note.line}" if note.line else note.chunk
    return f"{where}: {note.message}"
