"""Check a learner's files again and again in one warm sandbox."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType

from autograder.data.answer_key import AnswerKey, Case, ExerciseKey
from autograder.data.grades import ExerciseGrade, Grade
from autograder.data.runs import JobRun, Run, Task, TaskRun
from autograder.grade import mark
from autograder.laboratory import SandboxLaboratory
from autograder.learner.afterwards import Calls, with_afterwards
from autograder.learner.pairs import KitPairs
from autograder.sandbox import Layers, Sandbox
from autograder.sandbox.local import can_fork_here
from autograder.submission.read import Submission


@dataclass(frozen=True)
class Checked:
    """One file checked for one unit: what the sandbox saw, and the grade.

    The grade says what the learner printed in the case that is shown, where something was.
    """

    submission: Submission
    key: AnswerKey
    run: JobRun
    grade: Grade

    def exercise(self, slug: str) -> ExerciseGrade:
        """The grade of one exercise of the unit. Raises `StopIteration` for any other."""
        return next(result for result in self.grade.exercises if result.slug == slug)

    def task(self, slug: str) -> TaskRun:
        """What one exercise of the unit did. Raises `StopIteration` for any other."""
        return next(task for task in self.run.tasks if task.slug == slug)


class Checker:
    """A sandbox for a learner's own code::

        with Checker() as checker:
            checked = checker.check(submission, key)

    Parameters
    ----------
    once
        Whether a single check is wanted: the code then runs in a fork of this process, where that
        can be, and no warm process has to be started.

    Raises
    ------
    autograder.sandbox.CannotStart
        On entering, where nothing can be run.
    """

    def __init__(self, once: bool = False) -> None:
        layers = Layers(process="local") if once and can_fork_here() else Layers()
        self._sandbox = Sandbox(workers=1, allow_unsafe=True, probe=False, layers=layers)

    def __enter__(self) -> Checker:
        self._sandbox.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._sandbox.__exit__(kind, error, trace)

    def check(self, submission: Submission, key: AnswerKey, folder: Path) -> Checked:
        """Run a file on the visible cases of its unit, and mark it.

        Parameters
        ----------
        submission, key
            What was read from the file, and the public key of its unit.
        folder
            Where the files that came with the key are.
        """
        with self._sandbox.visit() as visit:
            run = visit.run(submission.job(key))
            laboratory = SandboxLaboratory(submission, key, visit, in_a_class=False)
            graded = mark(submission, key, run, pairs=KitPairs(folder), laboratory=laboratory)
        return Checked(submission, key, run, self._with_text(submission, key, run, graded))

    def with_afterwards(self, checked: Checked, slug: str) -> Checked:
        """What was checked, with what comes after passing in one exercise."""
        exercise = checked.key.exercise(slug)
        assert exercise is not None

        def run(calls: Calls) -> tuple[Run, ...]:
            task = Task(slug, exercise.stub, tuple(tuple(call.values()) for call in calls))
            job = replace(checked.submission.job(_only(exercise)), tasks=(task,))
            return self._sandbox.run(job).tasks[0].runs

        found = with_afterwards(checked.exercise(slug), exercise, run)
        exercises = tuple(found if item.slug == slug else item for item in checked.grade.exercises)
        return replace(checked, grade=replace(checked.grade, exercises=exercises))

    def one_case(self, submission: Submission, exercise: ExerciseKey, case: Case) -> TaskRun:
        """Run one case of one exercise alone: what is printed is then printed by this case."""
        task = Task(exercise.slug, exercise.stub, (tuple(case.inputs.values()),))
        job = replace(submission.job(_only(exercise)), tasks=(task,))
        return self._sandbox.run(job).tasks[0]

    def _with_text(
        self, submission: Submission, key: AnswerKey, run: JobRun, graded: Grade
    ) -> Grade:
        """The grade with what each failing exercise printed in the case that is shown."""
        printed = {task.slug for task in run.tasks if task.text.strip()}
        exercises = []
        for result in graded.exercises:
            exercise = key.exercise(result.slug)
            if result.slug in printed and result.diagnosis is not None and exercise is not None:
                text = self.one_case(submission, exercise, result.diagnosis.case).text
                result = replace(result, printed=text)
            exercises.append(result)
        return replace(graded, exercises=tuple(exercises))


def _only(exercise: ExerciseKey) -> AnswerKey:
    return AnswerKey("", "", (exercise,), ())
