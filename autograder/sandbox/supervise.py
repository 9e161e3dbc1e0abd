"""Run one submission: fork, read what comes back, keep the clock.

Fork again for what a stuck or dead fork left over.
"""

from __future__ import annotations

import time
from dataclasses import replace

from autograder.data.runs import Job, JobRun, Note
from autograder.sandbox.attempt import Attempt
from autograder.sandbox.collected import Collected, Fault
from autograder.sandbox.fork import Fork, Starter
from autograder.sandbox.frames import FrameReader, Step, Violation
from autograder.sandbox.jobs import Packer, Plan
from autograder.sandbox.limits import Limits

MOST_SKIPS = 2
"""How often the top level of a submission may get stuck. After that, what comes after the stuck
statement is not run."""
LEAST_GIVEN = 0.01
"""How many seconds a fork must have been kept waiting to get them back: each look takes time."""
LOOK = 0.25
"""How many seconds pass at most between two looks at a fork. Where more have passed, this process
stood still, or the whole machine did: nobody can tell whether the fork ran."""
LONG = 0.25
"""After how many seconds it is asked how long a fork was kept waiting, though it ended in time."""


class Supervision:
    """Runs one submission on a warm process.

    Parameters
    ----------
    job
        The submission, and what to call in it.
    worker
        Starts the forks.
    packer
        Packs the job for each fork.
    limits
        What the submission may use.
    more
        Whether further jobs of the same submission follow.

    Attributes
    ----------
    done : Fork or None
        A fork that has done all it was asked for, and can run a further job.
    """

    def __init__(
        self, job: Job, worker: Starter, packer: Packer, limits: Limits, more: bool = False
    ) -> None:
        self._job, self._worker, self._packer, self._limits = job, worker, packer, limits
        self._more = more
        self._began = time.monotonic()
        self._deadline = self._began + min(limits.job_seconds, job.seconds)
        self._given = 0.0
        self._collected = Collected(job, limits)
        self._stuck = 0
        self.done: Fork | None = None

    def run(self) -> JobRun:
        """Fork as often as needed.

        Raises
        ------
        WorkerDied
            The warm process is gone. The submission can be run again in a new one.
        """
        plan: Plan | None = self._whole()
        while plan is not None:
            packed, nonce = self._packer.pack(self._job, plan)
            fork = self._worker.fork(packed, self._more)
            attempt = Attempt(plan, self._collected, self._limits, self._deadline)
            reader = FrameReader(nonce, self._limits.result_bytes)
            fault = self._watch_to_the_end(attempt, reader, fork)
            plan = None if attempt.finished else self._next_plan(attempt, fault)
        return self._job_run()

    def run_in(self, fork: Fork) -> JobRun | None:
        """Run the job in a fork that is done with another one of the same submission.

        Returns ``None`` where it does not get to the end there. It can then be run as usual.
        """
        plan = self._whole()
        packed, nonce = self._packer.pack(self._job, plan, held=True)
        attempt = Attempt(plan, self._collected, self._limits, self._deadline)
        if fork.run(packed, self._limits.statement_seconds):
            self._watch(attempt, FrameReader(nonce, self._limits.result_bytes), fork)
            if attempt.finished:
                return self._job_run()
        self._collected = Collected(self._job, self._limits)
        return None

    def _whole(self) -> Plan:
        """A plan of the whole job, but for chunks that are too large."""
        too_large = {
            (index, -1) for index in range(len(self._job.chunks)) if self._too_large(index)
        }
        return Plan(tuple(range(len(self._job.tasks))), frozenset(too_large))

    def _watch_to_the_end(self, attempt: Attempt, reader: FrameReader, fork: Fork) -> Fault:
        """Watch a fork, and find out why it did not finish. One that did may go on."""
        try:
            fault = self._watch(attempt, reader, fork)
            if attempt.finished and self._more:
                self.done, ending = fork, None
                text = b"".join(data for stream, data in fork.receive(0) if stream == "text")
            else:
                ending, text = fork.end(attempt.finished)
            attempt.take_text(text)
        finally:
            if self.done is None:
                fork.close()
        attempt.keep_text()
        return fault or Fault("died", ending.explain() if ending else "")

    def _watch(self, attempt: Attempt, reader: FrameReader, fork: Fork) -> Fault | None:
        """Read until the fork is done, gone, or out of time. None says that it ended by itself."""
        fault = self._read(attempt, reader, fork)
        if fault is None and time.monotonic() - attempt.began > LONG:
            self._give(attempt, fork.waited())
        return fault

    def _read(self, attempt: Attempt, reader: FrameReader, fork: Fork) -> Fault | None:
        while True:
            seconds, why = attempt.time_left()
            looked = time.monotonic()
            received = fork.receive(min(max(seconds, 0.0), LOOK))
            self._give(attempt, time.monotonic() - looked - LOOK)
            # Text comes first: the result that arrives with it may be the last.
            for stream, data in sorted(received, reverse=True):
                if stream == "text":
                    attempt.take_text(data)
                    continue
                if not data:
                    return None
                try:
                    for event in reader.feed(data):
                        attempt.apply(event)
                except Violation:
                    return Fault("died", "it wrote something to the grader's own channel")
                if attempt.finished:
                    return None
            # It may have gone on long ago, on a machine too busy for anyone to look.
            over = seconds <= 0 and attempt.time_left()[0] <= 0
            if over and not self._give(attempt, fork.waited()):
                return Fault("timed_out", why)

    def _give(self, attempt: Attempt, seconds: float) -> bool:
        """Give a fork the time back that was taken from it. Returns whether there was any."""
        seconds = min(seconds, self._limits.waiting_seconds - self._given)
        if seconds < LEAST_GIVEN:
            return False
        attempt.give(seconds)
        self._deadline += seconds
        self._given += seconds
        return True

    def _job_run(self) -> JobRun:
        took = time.monotonic() - self._began - self._given
        return replace(self._collected.job_run(), seconds=max(took, 0.0))

    def _next_plan(self, attempt: Attempt, fault: Fault) -> Plan | None:
        """Blame what was running, and plan what is left. None says that nothing more is run."""
        plan: Plan | None = attempt.plan
        if attempt.task is not None:
            self._collected.fill(attempt.task, fault)
        elif attempt.top_done and attempt.todo:
            # It ended between two exercises. Unless the next one is blamed, this could go on
            # forever.
            self._collected.fill(attempt.todo[0], fault)
        elif not attempt.top_done and attempt.step is not None:
            plan = self._around(attempt.step, attempt, fault)
        elif not attempt.top_done:
            self._collected.failure = f"the sandbox could not begin ({fault.message})"
            return None
        if plan is None or time.monotonic() >= self._deadline:
            return None
        left = tuple(index for index in plan.tasks if not self._collected.complete(index))
        return replace(plan, tasks=left) if left else None

    def _around(self, step: Step, attempt: Attempt, fault: Fault) -> Plan | None:
        """A plan that leaves out the statement that got stuck, or all from there on."""
        plan, place = attempt.plan, (step.chunk, step.place)
        self._collected.note(
            Note(fault.kind, self._job.chunks[step.chunk].name, step.line, fault.message)
        )
        self._stuck += 1
        ran = time.monotonic() - attempt.began
        whole = fault.kind == "timed_out" and ran >= self._limits.top_level_seconds
        if self._stuck <= MOST_SKIPS and not whole and place not in plan.skip:
            return replace(plan, skip=plan.skip | {place})
        if place < plan.stop:
            return replace(plan, stop=place)
        for index in plan.tasks:  # It lies about where it is, so no plan leads around it.
            self._collected.fill(index, fault)
        return None

    def _too_large(self, index: int) -> bool:
        chunk, most = self._job.chunks[index], self._limits.source_bytes
        if len(chunk.source) <= most:
            return False
        message = f"it holds {len(chunk.source):,} characters; at most {most:,} are read"
        self._collected.note(Note("left_out", chunk.name, 0, message))
        return True
