"""The story of a mark: run, compare, diagnose, score, explain. It reads on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import Difference
from autograder.data.grades import ExerciseGrade, Explanation, Grade
from autograder.data.misconceptions import Identity
from autograder.data.runs import Chunk, Job, JobRun, Note, TaskRun, sources_of
from autograder.judge import messages
from autograder.judge.compare import compare
from autograder.judge.deadline import NO_DEADLINE, Deadline, NotCounted, OutOfTime
from autograder.judge.dependencies import dependencies
from autograder.judge.diagnose import diagnose
from autograder.judge.explaining import follows
from autograder.judge.laboratory import Laboratory, NoLaboratory
from autograder.judge.paired_cases import pair_runs
from autograder.judge.pairs import NoPairs, PairSource
from autograder.judge.score import full_marks, no_marks, score
from autograder.laboratory import SandboxLaboratory
from autograder.sandbox import Runner, RunnerGone, Sandbox
from autograder.submission.read import Submission
from autograder.submission.stubs import similar_function

Tag = TypeVar("Tag")


def grade(
    submission: Submission,
    key: AnswerKey,
    sandbox: Sandbox,
    follow_through: bool = True,
    pairs: PairSource | None = None,
) -> Grade:
    """Run one submission in the sandbox and mark it."""
    with sandbox.visit() as visit:
        run = visit.run(submission.job(key))
        laboratory = SandboxLaboratory(submission, key, visit)
        return mark(submission, key, run, follow_through, pairs, laboratory=laboratory)


def grade_many(
    submissions: Iterable[tuple[Tag, Submission]],
    keys: Mapping[str, AnswerKey],
    sandbox: Runner,
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
        key = keys[submission.unit]
        laboratory = SandboxLaboratory(submission, key, sandbox)
        yield tag, mark(submission, key, run, follow_through, pairs, laboratory=laboratory)


def mark(
    submission: Submission,
    key: AnswerKey,
    run: JobRun,
    follow_through: bool = True,
    pairs: PairSource | None = None,
    deadline: Deadline | None = None,
    laboratory: Laboratory | None = None,
) -> Grade:
    """Turn what a submission did into marks, without running it again.

    Parameters
    ----------
    submission, key, run
        The submission, the answer key of its unit, and what the sandbox saw.
    follow_through
        Whether an exercise that is right given an earlier misconception of the same submission gets
        its marks.
    pairs
        Where signatures of two misconceptions at once come from.
    deadline
        When judging has to end: in `JUDGING_SECONDS` by default. What takes longer goes to a
        person.
    laboratory
        Runs the submission again, to find where a wrong function goes wrong. By default nothing
        is run again. No mark depends on it.
    """
    notes = (*submission.problems, *map(messages.note_text, run.notes))
    slugs = [exercise.slug for exercise in key.exercises]
    if run.failure:
        exercises = _for_a_person(key, messages.explain_grader_error(run.failure))
    elif _nothing_found(submission, slugs, run):
        said = messages.explain_nothing_found(slugs)
        notes = (said.message, *notes)
        exercises = _for_a_person(key, said)
    else:
        judge = _Judge(
            key,
            pairs or NoPairs(),
            deadline or Deadline(),
            follow_through,
            laboratory or NoLaboratory(),
        )
        spellings = submission.other_spellings(slugs)
        try:
            elsewhere = messages.explain_elsewhere(submission.text_cells, spellings)
            exercises = judge.mark_all(run, elsewhere)
        except OutOfTime as error:
            exercises = _for_a_person(key, messages.explain_grader_error(str(error)))
    return Grade(submission.name, key.unit, exercises, run.isolation, notes, key.title)


def _for_a_person(key: AnswerKey, said: Explanation) -> tuple[ExerciseGrade, ...]:
    """The grades where a person has to look at all of a submission."""
    return tuple(no_marks(exercise, "grader_error", said) for exercise in key.exercises)


@dataclass(frozen=True)
class _Judge:
    """What the exercises of one submission are marked with."""

    key: AnswerKey
    pairs: PairSource
    deadline: Deadline
    follow_through: bool
    laboratory: Laboratory

    def mark_all(self, run: JobRun, other: Mapping[str, Explanation]) -> tuple[ExerciseGrade, ...]:
        """The grades of all exercises; a person looks at those in `other`. Raises `OutOfTime`."""
        tasks = {task.slug: task for task in run.tasks}
        counted = NotCounted(self.pairs, self.deadline)
        graded: list[ExerciseGrade] = []
        made: dict[str, tuple[Identity, ...]] = {}
        for exercise in self.key.exercises:
            slug = exercise.slug
            if slug in other and tasks[slug].found != "defined":
                graded.append(no_marks(exercise, "grader_error", other[slug]))
                continue
            upstream = _upstream(exercise, self.key, made) if self.follow_through else ()
            result, made[slug] = mark_exercise(
                exercise,
                self.key,
                tasks[slug],
                upstream,
                run.notes,
                counted,
                self.deadline,
                self.laboratory,
            )
            graded.append(result)
        return _with_dependencies(graded, tasks)


def mark_exercise(
    exercise: ExerciseKey,
    key: AnswerKey,
    run: TaskRun,
    upstream: tuple[Identity, ...] = (),
    notes: tuple[Note, ...] = (),
    pairs: PairSource | None = None,
    deadline: Deadline = NO_DEADLINE,
    laboratory: Laboratory | None = None,
) -> tuple[ExerciseGrade, tuple[Identity, ...]]:
    """The grade of one exercise and the misconceptions that were recognised in it.

    `upstream` are the misconceptions in the learner's own functions that this one builds on: where
    they explain all of it, the exercise gets its marks. Raises
    `autograder.judge.deadline.OutOfTime`.
    """
    if run.found != "defined":
        chunks = () if laboratory is None else laboratory.chunks
        similar = _similar(exercise, key, chunks) if run.found == "missing" else None
        return _not_attempted(exercise, run, notes, similar), ()
    run = replace(run, runs=pair_runs(exercise.cases, run.runs))
    differences = tuple(
        compare(case, case_run, exercise.tolerance, exercise.returns)
        for case, case_run in deadline.over(zip(exercise.cases, run.runs, strict=True))
    )
    if not any(differences):
        return score(exercise, differences, None, messages.RIGHT), ()
    if upstream and follows(exercise, run, upstream, pairs, deadline):
        functions = [identity.function for identity in upstream]
        return full_marks(exercise, messages.explain_follow_through(functions)), upstream
    diagnosis = diagnose(exercise, run, differences, key.misconceptions, pairs, deadline)
    named = diagnosis.identities  # a later exercise may follow through: no closer look changes it
    if laboratory is not None:
        diagnosis = _looked_closer(exercise, key, differences, diagnosis, laboratory)
        diagnosis = _with_cause(exercise, run, diagnosis, laboratory)
    said = messages.explain(exercise.slug, diagnosis, run.uses)
    hints = () if diagnosis.is_about_python else exercise.hints
    said = replace(said, hints=(*said.hints, *hints))
    return score(exercise, differences, diagnosis, said), named


def _looked_closer(
    exercise: ExerciseKey,
    key: AnswerKey,
    differences: tuple[Difference | None, ...],
    diagnosis: Diagnosis,
    laboratory: Laboratory,
) -> Diagnosis:
    """The diagnosis with a place, where one is found. Raises nothing but `RunnerGone`."""
    from autograder.judge.closer_look import look_closer  # much to load, for wrong functions alone

    try:
        return look_closer(exercise, key.recorded, differences, diagnosis, laboratory)
    except RunnerGone:
        raise
    except Exception:  # a fault of ours costs this submission a sentence, and no mark
        import logging

        logging.getLogger(__name__).exception("no place was found in %s", exercise.slug)
        return diagnosis


def _with_cause(
    exercise: ExerciseKey, run: TaskRun, diagnosis: Diagnosis, laboratory: Laboratory
) -> Diagnosis:
    """The diagnosis with the reason for the exception that it shows, if it shows one."""
    if diagnosis.difference.kind != "raised":
        return diagnosis
    from autograder.judge.exceptions import find_cause

    place = next(index for index, case in enumerate(exercise.cases) if case is diagnosis.case)
    sources = sources_of(laboratory.chunks)
    cause = find_cause(exercise, diagnosis.case, run.runs[place], sources)
    return replace(diagnosis, cause=cause)


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


def _nothing_found(submission: Submission, slugs: Sequence[str], run: JobRun) -> bool:
    """Whether no function of the unit is there, for no error that would have kept it away.

    An error at the top level, or a chunk too long to be read, can keep only a function away that
    the text would define.
    """
    if submission.text_cells or any(task.found != "missing" for task in run.tasks):
        return False
    stopped = any(note.kind != "left_out" or not note.line for note in run.notes)
    return not (stopped and submission.defines_any(slugs))


def _similar(exercise: ExerciseKey, key: AnswerKey, chunks: Sequence[Chunk]) -> str | None:
    """A function with a name close to that of an exercise whose function is missing."""
    source = "\n".join(chunk.source for chunk in chunks)
    return similar_function(source, exercise.slug, [other.slug for other in key.exercises])


def _not_attempted(
    exercise: ExerciseKey, run: TaskRun, notes: tuple[Note, ...], similar: str | None
) -> ExerciseGrade:
    blocking = next((note for note in notes if note.kind != "left_out"), None)
    said = messages.explain_not_attempted(exercise, run, blocking, similar)
    if run.found != "missing" or blocking is None:
        return no_marks(exercise, "not_attempted", said)
    return no_marks(exercise, "timed_out" if blocking.kind == "timed_out" else "raised", said)
