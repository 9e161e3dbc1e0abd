"""What is known so far about one submission, over all forks that run a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from autograder.data.runs import Found, Job, JobRun, Note, Run, TaskRun
from autograder.sandbox.limits import Limits

MOST_NOTES = 200


@dataclass(frozen=True)
class Fault:
    """Why a fork did not finish. ``message`` explains it, with the submission as ``it``."""

    kind: Literal["timed_out", "died"]
    message: str


class Collected:
    """Collects what the forks of one submission report, and turns it into a `JobRun`.

    ``found``, ``uses``, ``runs`` and ``task_texts`` are by the index of the exercise.
    ``result_bytes`` and ``result_parts`` are the size of all results so far. ``failure`` is the
    `JobRun`'s.
    """

    def __init__(self, job: Job, limits: Limits) -> None:
        self.job, self._limits = job, limits
        self.found: dict[int, Found] = {}
        self.uses: dict[int, tuple[str, ...]] = {}
        self.runs: dict[int, list[Run]] = {}
        self.task_texts: dict[int, str] = {}
        self.top_text = ""
        self.result_bytes = self.result_parts = 0
        self.failure = ""
        self._notes: dict[Note, None] = {}

    def note(self, note: Note) -> None:
        """Keep a note once, and at most `MOST_NOTES` of them.

        Each fork runs the top level again and reports the same notes again.
        """
        if len(self._notes) < MOST_NOTES:
            self._notes[note] = None

    def complete(self, task: int) -> bool:
        """Whether an exercise is done: it was not found, or all its calls have an outcome."""
        wanted = len(self.job.tasks[task].calls)
        return (
            self.found.get(task, "defined") != "defined" or len(self.runs.get(task, ())) == wanted
        )

    def fill(self, task: int, fault: Fault) -> None:
        """Blame an exercise: ``fault`` is the outcome of all its calls that have none yet."""
        self.found[task] = "defined"
        runs = self.runs.setdefault(task, [])
        missing = len(self.job.tasks[task].calls) - len(runs)
        runs += [Run(fault.kind, message=fault.message)] * missing

    def job_run(self) -> JobRun:
        """All that is known. What was never reached has used up the time of the submission."""
        for index in range(len(self.job.tasks)):
            if not self.complete(index):
                self.fill(index, Fault("timed_out", job_seconds_used_up(self._limits)))
        return JobRun(
            self.job.name,
            tuple(self._task_run(index) for index in range(len(self.job.tasks))),
            tuple(self._notes),
            self.top_text,
            failure=self.failure,
        )

    def _task_run(self, index: int) -> TaskRun:
        task, found = self.job.tasks[index], self.found.get(index, "defined")
        return TaskRun(
            task.slug,
            found,
            tuple(self.runs.get(index, ())) if found == "defined" else skipped(len(task.calls)),
            self.task_texts.get(index, ""),
            self.uses.get(index, ()),
        )


def job_seconds_used_up(limits: Limits) -> str:
    """The message for a submission that has no time left as a whole."""
    return f"the whole submission had {limits.job_seconds:g} seconds and used them up"


def skipped(count: int) -> tuple[Run, ...]:
    """The runs of ``count`` calls that were not made."""
    return (Run("skipped"),) * count
