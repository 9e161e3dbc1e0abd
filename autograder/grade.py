"""The story of a mark: run, compare, diagnose, score, explain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.grades import ExerciseGrade, Explanation, Grade
from autograder.data.misconceptions import Identity
from autograder.data.runs import Job, JobRun, Note, TaskRun
from autograder.judge import messages
from autograder.judge.compare import compare
from autograder.judge.dependencies import dependencies
from autograder.judge.diagnose import diagnose
from autograder.judge.explaining import follows
from autograder.judge.paired_cases import pair_runs
from autograder.judge.pairs import PairSource
from autograder.judge.score import full_marks, no_marks, score
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission

Tag = TypeVar("Tag")


def grade(
    submission: Submission,
    key: AnswerKey,
    sandbox: Sandbox,
    follow_through: bool = True,
    pairs: PairSource | None = None,
) -> Grade:
    """Run one submission in the sandbox and mark it.

    Parameters
    ----------
    submission, key
        The submission and the answer key of its unit.
    sandbox
        Runs it.
    follow_through, pairs
        As for `mark`.
    """
    return mark(submission, key, sandbox.run(submission.job(key)), follow_through, pairs)


def grade_many(
    submissions: Iterable[tuple[Tag, Submission]],
    keys: Mapping[str, AnswerKey],
    sandbox: Sandbox,
    follow_through: bool = True,
    pairs: PairSource | None = None,
) -> Iterator[tuple[Tag, Grade]]:
    """Run many submissions on all workers of a sandbox and mark them.

    Parameters
    ----------
    submissions
        Submissions, each with a tag of the caller's own. They are read as workers become free.
    keys
        The answer keys by unit.
    sandbox
        Runs them.
    follow_through, pairs
        As for `mark`.

    Yields
    ------
    tag
        The tag that came with the submission.
    grade : Grade
        Its grade. Grades come as they are done, in no fixed order.
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
    """Turn what a submission did into marks.

    Parameters
    ----------
    submission, key, run
        The submission, the answer key of its unit, and what the sandbox saw.
    follow_through
        Whether an exercise that is right given an earlier misconception of the same submission gets
        its marks.
    pairs
        Where signatures of two misconceptions at once come from (nowhere by default).

    Returns
    -------
    Grade
        With no score where the sandbox failed or no function of the unit was found.
    """
    notes = (*submission.problems, *map(messages.note_text, run.notes))
    problem = _problem(submission, key, run)
    if problem is not None:
        notes = notes if run.failure else (problem.message, *notes)
        failed = tuple(no_marks(exercise, "grader_error", problem) for exercise in key.exercises)
        return Grade(submission.name, key.unit, failed, run.isolation, notes, key.title)
    tasks = {task.slug: task for task in run.tasks}
    in_text = dict(submission.text_cells)
    graded: list[ExerciseGrade] = []
    made: dict[str, tuple[Identity, ...]] = {}
    for exercise in key.exercises:
        if exercise.slug in in_text and tasks[exercise.slug].found != "defined":
            said = messages.explain_text_cell(exercise.slug, in_text[exercise.slug])
            graded.append(no_marks(exercise, "grader_error", said))
            continue
        upstream = _upstream(exercise, key, made) if follow_through else ()
        result, identities = mark_exercise(
            exercise, key, tasks[exercise.slug], upstream, run.notes, pairs
        )
        made[exercise.slug] = identities
        graded.append(result)
    exercises = _with_dependencies(graded, tasks)
    return Grade(submission.name, key.unit, exercises, run.isolation, notes, key.title)


def mark_exercise(
    exercise: ExerciseKey,
    key: AnswerKey,
    run: TaskRun,
    upstream: tuple[Identity, ...] = (),
    notes: tuple[Note, ...] = (),
    pairs: PairSource | None = None,
) -> tuple[ExerciseGrade, tuple[Identity, ...]]:
    """Mark one exercise.

    Parameters
    ----------
    exercise, key
        The exercise and the answer key of its unit.
    run
        What its function did.
    upstream
        Misconceptions in the learner's own functions that this one builds on. Where they explain
        all of it, the exercise gets its marks.
    notes
        What happened at the top level of the submission.
    pairs
        As for `mark`.

    Returns
    -------
    grade : ExerciseGrade
        The grade.
    identities : tuple of Identity
        The misconceptions that were recognised, or inherited.
    """
    if run.found != "defined":
        return _not_attempted(exercise, run, notes), ()
    run = replace(run, runs=pair_runs(exercise.cases, run.runs))
    differences = tuple(
        compare(case, case_run, exercise.tolerance, exercise.returns)
        for case, case_run in zip(exercise.cases, run.runs, strict=True)
    )
    if not any(differences):
        return score(exercise, differences, None, messages.RIGHT), ()
    if upstream and follows(exercise, run, upstream, pairs):
        functions = [identity.function for identity in upstream]
        return full_marks(exercise, messages.explain_follow_through(functions)), upstream
    diagnosis = diagnose(exercise, run, differences, key.misconceptions, pairs)
    said = messages.explain(exercise.slug, diagnosis)
    return score(exercise, differences, diagnosis, said), diagnosis.identities


def _upstream(
    exercise: ExerciseKey, key: AnswerKey, made: Mapping[str, tuple[Identity, ...]]
) -> tuple[Identity, ...]:
    """The recognised misconceptions in everything of this unit that the exercise builds on."""
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


def _with_dependencies(
    graded: list[ExerciseGrade], tasks: Mapping[str, TaskRun]
) -> tuple[ExerciseGrade, ...]:
    """The grades, where those that other functions may explain say which to fix first."""
    found = dependencies(graded, tasks)
    return tuple(
        (
            replace(result, explanation=messages.with_dependencies(result.explanation, found[slug]))
            if (slug := result.slug) in found
            else result
        )
        for result in graded
    )


def _problem(submission: Submission, key: AnswerKey, run: JobRun) -> Explanation | None:
    """Why a person has to look at the whole submission, if one has to."""
    if run.failure:
        return messages.explain_grader_error(run.failure)
    if _nothing_found(submission, key, run):
        return messages.explain_nothing_found([exercise.slug for exercise in key.exercises])
    return None


def _nothing_found(submission: Submission, key: AnswerKey, run: JobRun) -> bool:
    """Whether no function of the unit is there, and nothing explains it.

    An error at the top level, or a chunk that is too long to be read, explains it only where the
    text would define a function of the unit.
    """
    if submission.text_cells or any(task.found != "missing" for task in run.tasks):
        return False
    stopped = any(note.kind != "left_out" or not note.line for note in run.notes)
    slugs = [exercise.slug for exercise in key.exercises]
    return not (stopped and submission.defines_any(slugs))


def _not_attempted(exercise: ExerciseKey, run: TaskRun, notes: tuple[Note, ...]) -> ExerciseGrade:
    blocking = next((note for note in notes if note.kind != "left_out"), None)
    said = messages.explain_not_attempted(exercise, run, blocking)
    if run.found != "missing" or blocking is None:
        return no_marks(exercise, "not_attempted", said)
    return no_marks(exercise, "timed_out" if blocking.kind == "timed_out" else "raised", said)
