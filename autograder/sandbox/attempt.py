"""One fork of a submission: what it has reported so far, what it may report next, and its clock."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Literal

from autograder.data.runs import Note
from autograder.data.text import clean
from autograder.sandbox import frames
from autograder.sandbox.collected import Collected, job_seconds_used_up
from autograder.sandbox.frames import Begin, Call, End, Event, Remark, Step, Violation
from autograder.sandbox.jobs import Plan
from autograder.sandbox.limits import Limits
from autograder.sandbox.own_paths import without_own_paths


class Attempt:
    """One fork that runs a plan. It writes what the fork reports to `collected`.

    Parameters
    ----------
    plan
        What the fork runs.
    collected
        What is known about the submission, also from earlier forks.
    limits
        What the submission may use.
    deadline
        When the time of the whole submission ends, in seconds of `time.monotonic`.

    Attributes
    ----------
    step
        The top-level statement that began last.
    task
        The index of the exercise that runs now.
    todo
        The indices of the exercises that are still to come, with the one that runs now.
    top_done, finished
        Whether the top level is done, and whether everything is.
    began
        When the fork began, in seconds of `time.monotonic`, later by what it had to wait.
    """

    def __init__(self, plan: Plan, collected: Collected, limits: Limits, deadline: float) -> None:
        self.plan, self.collected = plan, collected
        self._limits, self._deadline = limits, deadline
        self.step: Step | None = None
        self.task: int | None = None
        self.todo = list(plan.tasks)
        self.top_done = self.finished = False
        self.began = self._since = time.monotonic()
        self._text = bytearray()
        self._ends: list[End] = []
        """What is done so far. Each end says how much of the text had been printed by then."""

    def time_left(self) -> tuple[float, str]:
        """How many seconds the fork may run until its next step.

        Also returns the message for a fork that takes longer.
        """
        limits = self._limits
        own = limits.statement_seconds if self.task is None else limits.exercise_seconds
        ends = [
            (self._deadline, job_seconds_used_up(limits)),
            (self._since + own, f"it was still running after {own:g} seconds"),
        ]
        if not self.top_done:
            why = (
                "the code outside of functions was still running after"
                f" {limits.top_level_seconds:g} seconds"
            )
            ends.append((self.began + limits.top_level_seconds, why))
        end, why = min(ends)
        return end - time.monotonic(), why

    def give(self, seconds: float) -> None:
        """Put off all its ends: the fork was kept waiting for so many seconds."""
        self.began += seconds
        self._since += seconds
        self._deadline += seconds

    def apply(self, event: Event) -> None:
        """Take in one event.

        Raises
        ------
        Violation
            The event cannot come now.
        """
        match event:
            case Remark():
                self._remark(event)
            case Step():
                self._step(event)
            case Begin():
                self._begin(event)
            case Call():
                self._call(event)
            case End(task=frames.TOP):
                _expect(not self.top_done)
                self.top_done = True
                self._end(event)
            case End(task=frames.ALL):
                _expect(self.top_done and not self.todo)
                self.finished = True
            case End():
                _expect(event.task == self.task and self.collected.complete(event.task))
                self.task = None
                self.todo.pop(0)
                self._end(event)

    def _remark(self, event: Remark) -> None:
        chunks = self.collected.job.chunks
        _expect(event.chunk < len(chunks) and not self.top_done)
        kind: Literal["error", "left_out"] = "error" if event.kind == "error" else "left_out"
        self.collected.note(Note(kind, chunks[event.chunk].name, event.line, event.message))

    def _step(self, event: Step) -> None:
        last = (-1, -1) if self.step is None else (self.step.chunk, self.step.place)
        _expect(
            event.chunk < len(self.collected.job.chunks)
            and event.place >= -1
            and not self.top_done
            and (event.chunk, event.place) > last
        )
        self.step, self._since = event, time.monotonic()

    def _begin(self, event: Begin) -> None:
        _expect(self.top_done and self.task is None and self.todo[:1] == [event.task])
        self.task, self._since = event.task, time.monotonic()
        self.collected.found[event.task] = event.found
        self.collected.uses[event.task] = event.uses
        self.collected.runs[event.task] = []

    def _call(self, event: Call) -> None:
        collected, chunks = self.collected, self.collected.job.chunks
        _expect(event.task == self.task and collected.found[event.task] == "defined")
        calls, runs = collected.job.tasks[event.task].calls, collected.runs[event.task]
        _expect(event.number == len(runs) < len(calls))
        _expect(all(place < len(calls[event.number]) for place in event.run.changed))
        _expect(-1 <= event.chunk < len(chunks))
        name = chunks[event.chunk].name if event.chunk >= 0 else ""
        runs.append(replace(event.run, chunk=name))
        collected.result_bytes += event.size
        collected.result_parts += event.parts
        _expect(collected.result_bytes <= self._limits.all_results_bytes)
        _expect(collected.result_parts <= self._limits.all_results_parts)

    def _end(self, event: End) -> None:
        self._ends.append(event)
        self._since = time.monotonic()

    def take_text(self, data: bytes) -> None:
        """Keep what the fork prints, as far as there is room for it."""
        self._text += data[: max(self._limits.text_bytes - len(self._text), 0)]

    def keep_text(self) -> None:
        """Give each piece of printed text to the exercise that was running, or to the top level."""
        running = self.task
        if running is None:
            running = frames.ALL if self.top_done else frames.TOP
        at = 0
        for end in (*self._ends, End(running, len(self._text))):
            raw = self._text[at : end.text].decode("utf-8", "replace")
            said = clean(without_own_paths(raw))
            at = max(at, end.text)
            if end.task >= 0:
                self.collected.task_texts[end.task] = said
            elif end.task == frames.TOP and len(said) > len(self.collected.top_text):
                self.collected.top_text = said


def _expect(held: bool) -> None:
    if not held:
        raise Violation("the frame cannot come now")
