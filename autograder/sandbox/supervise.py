"""Run one hand-in: fork, read what comes back, keep the clock, fork again for what a stuck or dead
fork left over.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Literal

from autograder.data.runs import Found, Job, JobRun, Note, Run, TaskRun
from autograder.data.text import clean
from autograder.sandbox.fork import Fork, Starter
from autograder.sandbox.frames import (
    ALL,
    TOP,
    Begin,
    Call,
    End,
    Event,
    FrameReader,
    Remark,
    Step,
    Violation,
)
from autograder.sandbox.jobs import FOREVER, Packer, Plan
from autograder.sandbox.limits import Limits

MOST_SKIPS = 2
"""A hand-in's top level may get stuck this often; after that, what comes after the stuck statement
is not run."""
MOST_NOTES = 200

Fault = Literal["timed_out", "died"]


@dataclass
class Attempt:
    """One fork: where it is, and what it must send next."""

    plan: Plan
    began: float
    step: Step | None = None
    task: int | None = None
    todo: list[int] = field(default_factory=list)
    top_done: bool = False
    finished: bool = False
    since: float = 0.0
    cpu_seconds: float = 0.0
    text: bytearray = field(default_factory=bytearray)
    ends: list[End] = field(default_factory=list)
    """What is done so far: each says how much of `text` had been printed by then."""


class Supervision:
    """Everything known so far about one hand-in."""

    def __init__(self, job: Job, worker: Starter, packer: Packer, limits: Limits) -> None:
        self.job, self.worker, self.packer, self.limits = job, worker, packer, limits
        self.began = time.monotonic()
        self.deadline = self.began + limits.job_seconds
        self.found: dict[int, Found] = {}
        self.uses: dict[int, tuple[str, ...]] = {}
        self.runs: dict[int, list[Run]] = {}
        self.task_texts: dict[int, str] = {}
        self.top_text = ""
        self.notes: dict[Note, None] = {}
        self.cpu_seconds = 0.0
        self.result_bytes = 0
        self.failure = ""

    def run(self) -> JobRun:
        """Fork as often as needed. Raises `WorkerDied`."""
        left = list(range(len(self.job.tasks)))
        skip = {(index, -1) for index in range(len(self.job.chunks)) if self._too_large(index)}
        stop = FOREVER
        stuck = 0
        while True:
            attempt = Attempt(Plan(tuple(left), frozenset(skip), stop), time.monotonic())
            fault, message = self._attempt(attempt)
            if attempt.finished or self.failure:
                break
            if attempt.task is not None:
                self._fill(attempt.task, fault, message)
            elif attempt.step is not None and not attempt.top_done:
                place = (attempt.step.chunk, attempt.step.place)
                self._note(Note(fault, self.job.chunks[place[0]].name, attempt.step.line, message))
                stuck += 1
                whole = (
                    fault == "timed_out"
                    and time.monotonic() - attempt.began >= self.limits.top_level_seconds
                )
                if stuck > MOST_SKIPS or whole or place in skip:
                    if place >= stop:  # it lies about where it is, and so cannot be led around it
                        for index in left:
                            self._fill(index, fault, message)
                        break
                    stop = place
                else:
                    skip.add(place)
            elif not attempt.top_done:
                self.failure = f"the sandbox could not begin ({message})"
                break
            elif attempt.todo:
                # It ended between two exercises. Blame the next one, or this could go on forever.
                self._fill(attempt.todo[0], fault, message)
            left = [index for index in left if not self._complete(index)]
            if not left or time.monotonic() >= self.deadline:
                break
        return self._job_run()

    # --- one fork ---

    def _attempt(self, attempt: Attempt) -> tuple[Fault, str]:
        attempt.todo = list(attempt.plan.tasks)
        packed, nonce = self.packer.pack(self.job, attempt.plan)
        fork = self.worker.fork(packed)
        try:
            fault, message = self._watch(
                attempt, FrameReader(nonce, self.limits.result_bytes), fork
            )
            ending, text = fork.end(attempt.finished)
            self._take_text(attempt, text)
        finally:
            fork.close()
        self.cpu_seconds += ending.cpu_seconds if ending else attempt.cpu_seconds
        self._keep_text(attempt)
        return fault, message or (ending.told() if ending else "")

    def _watch(self, attempt: Attempt, reader: FrameReader, fork: Fork) -> tuple[Fault, str]:
        """Read until the fork is done, gone, or out of time."""
        attempt.since = attempt.began = time.monotonic()
        while True:
            seconds, why = self._time_left(attempt)
            if seconds <= 0:
                return "timed_out", why
            for stream, data in sorted(
                fork.receive(seconds), reverse=True
            ):  # text first: a result may be the last
                if stream == "text":
                    self._take_text(attempt, data)
                    continue
                if not data:
                    return "died", ""
                try:
                    for event in reader.feed(data):
                        self._apply(attempt, event)
                except Violation:
                    return "died", "it wrote something to the grader's own channel"
                if attempt.finished:
                    return "died", ""

    def _time_left(self, attempt: Attempt) -> tuple[float, str]:
        now, limits = time.monotonic(), self.limits
        ends = [
            (
                self.deadline,
                f"the whole hand-in had {limits.job_seconds:g} seconds and used them up",
            )
        ]
        own = limits.exercise_seconds if attempt.task is not None else limits.statement_seconds
        ends.append((attempt.since + own, f"it was still running after {own:g} seconds"))
        if attempt.task is None:
            ends.append(
                (
                    attempt.began + limits.top_level_seconds,
                    (
                        "the code outside of functions was still running after"
                        f" {limits.top_level_seconds:g} seconds"
                    ),
                )
            )
        end, why = min(ends)
        return end - now, why

    def _apply(self, attempt: Attempt, event: Event) -> None:
        """Take in one event. Raises `Violation` if it cannot come now."""
        if isinstance(event, Remark):
            self._expect(event.chunk < len(self.job.chunks) and not attempt.top_done)
            kind: Literal["error", "left_out"] = "error" if event.kind == "error" else "left_out"
            self._note(Note(kind, self.job.chunks[event.chunk].name, event.line, event.message))
        elif isinstance(event, Step):
            last = (-1, -1) if attempt.step is None else (attempt.step.chunk, attempt.step.place)
            self._expect(
                event.chunk < len(self.job.chunks)
                and event.place >= -1
                and not attempt.top_done
                and (event.chunk, event.place) > last
            )
            attempt.step, attempt.since = event, time.monotonic()
        elif isinstance(event, Begin):
            self._expect(
                attempt.top_done and attempt.task is None and attempt.todo[:1] == [event.task]
            )
            attempt.task, attempt.since = event.task, time.monotonic()
            self.found[event.task], self.uses[event.task] = event.found, event.uses
            self.runs[event.task] = []
        elif isinstance(event, Call):
            self._expect(event.task == attempt.task and self.found.get(event.task) == "defined")
            calls = self.job.tasks[event.task].calls
            self._expect(
                event.number == len(self.runs[event.task]) < len(calls)
                and all(place < len(calls[event.number]) for place in event.run.changed)
            )
            self.runs[event.task].append(event.run)
            self.result_bytes += event.size
            self._expect(self.result_bytes <= self.limits.all_results_bytes)
        else:
            self._end(attempt, event)

    def _end(self, attempt: Attempt, event: End) -> None:
        attempt.ends.append(event)
        if event.task == TOP:
            self._expect(not attempt.top_done)
            attempt.top_done, attempt.since = True, time.monotonic()
        elif event.task == ALL:
            self._expect(attempt.top_done and attempt.task is None and not attempt.todo)
            attempt.finished, attempt.cpu_seconds = True, event.cpu_seconds
        else:
            complete = (
                len(self.job.tasks[event.task].calls)
                if self.found.get(event.task) == "defined"
                else 0
            )
            self._expect(event.task == attempt.task and len(self.runs[event.task]) == complete)
            attempt.todo.pop(0)
            attempt.task, attempt.since = None, time.monotonic()

    @staticmethod
    def _expect(held: bool) -> None:
        if not held:
            raise Violation("the frame cannot come now")

    # --- text ---

    def _take_text(self, attempt: Attempt, data: bytes) -> None:
        attempt.text += data[: max(self.limits.text_bytes - len(attempt.text), 0)]

    def _keep_text(self, attempt: Attempt) -> None:
        """Give each piece of text to the exercise that was running when it was printed, or to the
        top level.
        """
        running = attempt.task if attempt.task is not None else ALL if attempt.top_done else TOP
        at = 0
        for end in (*attempt.ends, End(running, len(attempt.text))):
            said = clean(attempt.text[at : end.text].decode("utf-8", "replace"))
            at = max(at, end.text)
            if end.task == TOP and len(said) > len(self.top_text):
                self.top_text = said
            elif end.task >= 0:
                self.task_texts[end.task] = said

    # --- what is left over ---

    def _too_large(self, index: int) -> bool:
        chunk = self.job.chunks[index]
        if len(chunk.source) <= self.limits.source_bytes:
            return False
        self._note(
            Note(
                "left_out",
                chunk.name,
                0,
                f"it holds {len(chunk.source):,} characters; at most "
                f"{self.limits.source_bytes:,} are read",
            )
        )
        return True

    def _note(self, note: Note) -> None:
        if len(self.notes) < MOST_NOTES:
            self.notes[note] = None

    def _complete(self, task: int) -> bool:
        wanted = len(self.job.tasks[task].calls)
        return (
            self.found.get(task, "defined") != "defined" or len(self.runs.get(task, ())) == wanted
        )

    def _fill(self, task: int, fault: Fault, message: str) -> None:
        self.found[task] = "defined"
        runs = self.runs.setdefault(task, [])
        missing = len(self.job.tasks[task].calls) - len(runs)
        runs += [Run(fault, message=message)] * missing

    def _job_run(self) -> JobRun:
        for index in range(len(self.job.tasks)):
            if self.found.setdefault(index, "defined") == "defined":
                self._fill(
                    index,
                    "timed_out",
                    f"the whole hand-in had {self.limits.job_seconds:g} seconds and used them up",
                )
        tasks = tuple(
            TaskRun(
                task.slug,
                self.found[index],
                (
                    tuple(self.runs.get(index, ()))
                    if self.found[index] == "defined"
                    else _skipped(len(task.calls))
                ),
                self.task_texts.get(index, ""),
                self.uses.get(index, ()),
            )
            for index, task in enumerate(self.job.tasks)
        )
        return JobRun(
            self.job.name,
            tasks,
            tuple(self.notes),
            self.top_text,
            failure=self.failure,
            wall_seconds=time.monotonic() - self.began,
            cpu_seconds=self.cpu_seconds,
        )


def _skipped(count: int) -> tuple[Run, ...]:
    return (Run("skipped"),) * count
