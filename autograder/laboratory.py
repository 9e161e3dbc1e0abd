"""Run a submission again in the sandbox: recorded, or with one statement changed.

Nothing that comes back decides a mark. It tells where the numbers leave the truth, and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from autograder.data.answer_key import AnswerKey, Case
from autograder.data.runs import Chunk, Job, JobRun, Run, Task
from autograder.data.trace import Trace
from autograder.submission.read import Submission

if TYPE_CHECKING:
    from autograder.tracing.wrap import Wrapped

JOB_SECONDS = 10.0
"""Seconds that running a submission again may take, as the sandbox counts them: without what it was
kept waiting. An honest one takes a hundredth of that."""
ALL_SECONDS = 30.0
"""Seconds that all of this may take for one submission. After that nothing is run again. What is
tried is limited by a count (`autograder.judge.edits.trying.MOST_WORK`)."""


class Runner(Protocol):
    """Runs jobs of a submission: a sandbox, or a visit to it."""

    def run(self, job: Job) -> JobRun:
        """Run a job."""


class SandboxLaboratory:
    """A `autograder.judge.laboratory.Laboratory` in the sandbox, for one submission.

    Parameters
    ----------
    submission, key
        The submission, and the answer key of its unit.
    sandbox
        Where it runs.
    job_seconds
        How long one run may take, in seconds.
    in_a_class
        Whether many submissions wait, or one learner for a check.
    """

    def __init__(
        self,
        submission: Submission,
        key: AnswerKey,
        sandbox: Runner,
        job_seconds: float = JOB_SECONDS,
        in_a_class: bool = True,
    ) -> None:
        self.in_a_class = in_a_class
        self._submission, self._key, self._sandbox = submission, key, sandbox
        self._job_seconds, self._left = job_seconds, ALL_SECONDS
        self._wrapped: dict[str, Wrapped] = {}

    patient = False

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """The learner's source."""
        return self._submission.chunks

    def trace(self, slug: str, case: Case) -> Trace | None:
        """See `autograder.judge.laboratory.Laboratory.trace`."""
        from autograder.tracing.job import trace_job, trace_of
        from autograder.tracing.wrap import wrap

        wrapped = self._wrapped.get(slug)
        if wrapped is None:
            wrapped = self._wrapped[slug] = wrap(self.chunks, slug)
        tasks = [exercise.task() for exercise in self._key.exercises]
        inputs = tuple(case.inputs.values())
        job = trace_job(self._submission.name, wrapped, tasks, slug, inputs)
        run = self._timed(job)
        return None if run is None or run.failure else trace_of(run, wrapped)

    def attempt(
        self, slug: str, chunks: Sequence[Chunk], calls: Sequence[tuple[int, Case]]
    ) -> tuple[Run, ...] | None:
        """See `autograder.judge.laboratory.Laboratory.attempt`."""
        from autograder.judge.edits.variants import ATTEMPT

        inputs = tuple((number, *case.inputs.values()) for number, case in calls)
        return self._run(tuple(chunks), Task(ATTEMPT, "", inputs))

    def _run(self, chunks: tuple[Chunk, ...], task: Task) -> tuple[Run, ...] | None:
        """Run one task of ours on source that belongs to the learner.

        The exercises come along without calls, so that each name means the function that counts.
        """
        names = tuple(replace(exercise.task(), calls=()) for exercise in self._key.exercises)
        run = self._timed(Job(self._submission.name, chunks, (*names, task)))
        if run is None or run.failure:
            return None
        done = run.tasks[-1]
        return done.runs if len(done.runs) == len(task.calls) else None

    def _timed(self, job: Job) -> JobRun | None:
        """Run a job in the time that is left; ``None`` where there is none.

        The way to another machine and back counts as little as a busy processor.
        """
        if self._left <= 0:
            return None
        run = self._sandbox.run(replace(job, seconds=min(self._job_seconds, self._left)))
        self._left -= run.seconds
        return run
