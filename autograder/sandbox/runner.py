"""What runs submissions: a `Sandbox` on this machine, or what leads to one elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from autograder.data.runs import Job, JobRun
from autograder.sandbox.level import Level


class RunnerGone(RuntimeError):
    """Nothing can be run any more, through no fault of a submission. Says why in a sentence."""


class Runner(Protocol):
    """Runs jobs. Whatever learner code does, nothing is raised: the `JobRun` says what happened.

    `RunnerGone` is raised where no job at all can be run.
    """

    @property
    def level(self) -> Level:
        """The lowest isolation level at which jobs are run."""

    def run(self, job: Job) -> JobRun:
        """Run one job, and wait for it."""

    def run_many(self, jobs: Iterable[Job]) -> Iterator[JobRun]:
        """Run jobs side by side, and yield each result as soon as it is there.

        ``jobs`` is read as needed. Each job has a name of its own.
        """


OpenRunner = Callable[[], AbstractContextManager[Runner]]
"""Opens a runner, for as long as a ``with`` block lasts."""
