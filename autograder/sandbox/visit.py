"""Run jobs of one submission on a warm process, and replace the process where it dies."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Protocol

from autograder.data.runs import Job, JobRun, TaskRun
from autograder.sandbox.collected import skipped
from autograder.sandbox.fork import CannotStart, Fork, Starter, WorkerDied
from autograder.sandbox.jobs import Packer
from autograder.sandbox.level import Level
from autograder.sandbox.limits import Limits
from autograder.sandbox.supervise import Supervision


class Host(Protocol):
    """The sandbox that a visit belongs to."""

    limits: Limits
    packer: Packer
    aborted: bool

    @property
    def level(self) -> Level:
        """The isolation level of this machine."""

    def replaced(self, worker: Starter) -> Starter:
        """A new warm process in place of one that died. Raises `CannotStart`."""


class Visit:
    """One submission on one warm process.

    Parameters
    ----------
    host
        The sandbox.
    worker
        The warm process.
    more
        Whether several jobs may come, which then share a fork.
    """

    def __init__(self, host: Host, worker: Starter, more: bool) -> None:
        self.worker = worker
        self._host, self._more = host, more
        self._fork: Fork | None = None

    def run(self, job: Job) -> JobRun:
        """Run a job of the submission. Nothing is raised: the `JobRun` says what happened."""
        host = self._host
        try:
            for _ in range(2):
                try:
                    return self._stamped(self._run(job))
                except WorkerDied:
                    if host.aborted:
                        return self._stamped(_failed(job, "grading was stopped"))
                    self._replace()
                except Exception as error:
                    # A fault of the grader. It costs this submission its mark, and no other.
                    import logging

                    logging.getLogger(__name__).exception("%s could not be graded", job.name)
                    self._replace()
                    why = f"the grader failed on this submission ({type(error).__name__})"
                    return self._stamped(_failed(job, why))
            why = "the process that runs submissions died twice while it ran this one"
            return self._stamped(_failed(job, why))
        except CannotStart as error:
            return self._stamped(_failed(job, str(error)))

    def end(self) -> None:
        """End the fork that is left."""
        fork, self._fork = self._fork, None
        if fork is not None:
            with contextlib.suppress(WorkerDied):
                fork.end(True)
            fork.close()

    def _run(self, job: Job) -> JobRun:
        """Run a job in the fork that is there, else in a new one. Raises `WorkerDied`."""
        supervision = Supervision(
            job, self.worker, self._host.packer, self._host.limits, self._more
        )
        if self._fork is not None:
            run = supervision.run_in(self._fork)
            if run is not None:
                return run
            self.end()
        try:
            return supervision.run()
        finally:
            self._fork = supervision.done

    def _replace(self) -> None:
        self.end()
        self.worker = self._host.replaced(self.worker)

    def _stamped(self, run: JobRun) -> JobRun:
        return replace(run, isolation=self._host.level)


def _failed(job: Job, why: str) -> JobRun:
    tasks = tuple(TaskRun(task.slug, "missing", skipped(len(task.calls))) for task in job.tasks)
    return JobRun(job.name, tasks, failure=why)
