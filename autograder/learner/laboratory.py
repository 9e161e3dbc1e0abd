"""Run a learner's function again in their own kernel: recorded, or with one statement changed.

All of it works on copies of their namespace, prints nothing and ends in time.
"""

from __future__ import annotations

import contextlib
import io
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from autograder.course.run_locally import call_recorded, fresh
from autograder.data.answer_key import Case
from autograder.data.runs import Chunk, Run
from autograder.data.trace import Trace
from autograder.judge.deadline import Deadline, OutOfTime
from autograder.judge.edits.variants import ATTEMPT
from autograder.learner.own_source import chunks_of
from autograder.tracing.job import trace_here
from autograder.tracing.wrap import wrap

SECONDS = 5.0
"""Seconds of computing time that all of it may take for one check. What is tried is limited by a
count (`autograder.judge.edits.trying.MOST_WORK`), and takes a tenth of that."""
_PATIENCE = 4
"""How many times as long it may take by the clock, on a machine that is busy or code that waits."""


class KernelLaboratory:
    """A `autograder.judge.laboratory.Laboratory` in this process, for one function of the learner.

    Parameters
    ----------
    function
        The learner's function.
    seconds
        How much computing time all runs may take, `SECONDS` by default.
    """

    def __init__(self, function: Callable[..., Any], seconds: float | None = None) -> None:
        self._space: dict[str, Any] = getattr(function, "__globals__", {})
        self._function = function
        self._seconds = SECONDS if seconds is None else seconds
        self._deadline: Deadline | None = None
        self._waits_until = 0.0
        self._chunks: tuple[Chunk, ...] | None = None

    patient = True
    in_a_class = False

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """The learner's source, as far as the function uses it."""
        if self._chunks is None:
            self._chunks = chunks_of(self._function)
        return self._chunks

    def trace(self, slug: str, case: Case) -> Trace | None:
        """See `autograder.judge.laboratory.Laboratory.trace`."""
        if not self.chunks or not self._time_left():
            return None
        with self._quietly(), np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            arguments = [fresh(value) for value in case.inputs.values()]
            try:
                wrapped = wrap((*self.chunks, *self._alias(slug)), slug)
                return trace_here(wrapped, dict(self._space), slug, arguments)
            except Exception:  # the learner's own code may raise anything
                return None

    def attempt(
        self, slug: str, chunks: Sequence[Chunk], calls: Sequence[tuple[int, Case]]
    ) -> tuple[Run, ...] | None:
        """See `autograder.judge.laboratory.Laboratory.attempt`."""
        if not self.chunks or not self._time_left():
            return None
        with self._quietly():
            space = dict(self._space)
            try:
                for chunk in (*chunks, *self._alias(slug)):
                    exec(compile(chunk.source, chunk.name, "exec", dont_inherit=True), space)
                attempt = space[ATTEMPT]
            except Exception:  # the learner's own code may raise anything
                return None
            return tuple(
                _call(partial(attempt, number), case) if self._time_left() else Run("skipped")
                for number, case in calls
            )

    def _alias(self, slug: str) -> tuple[Chunk, ...]:
        """What gives the function the exercise's name, where it has another."""
        name = getattr(self._function, "__name__", slug)
        return () if name == slug else (Chunk("the exercise's name", f"{slug} = {name}\n"),)

    @contextlib.contextmanager
    def _quietly(self) -> Iterator[None]:
        """Drop what is printed."""
        silent = io.StringIO()
        with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
            yield

    def _time_left(self) -> bool:
        """Whether there is computing time left, and time by the clock. Both begin when asked."""
        if self._deadline is None:
            self._deadline = Deadline(self._seconds)
            self._waits_until = time.monotonic() + _PATIENCE * self._seconds
        try:
            self._deadline.check()
        except OutOfTime:
            return False
        return time.monotonic() < self._waits_until


def _call(attempt: Callable[..., Any], case: Case) -> Run:
    try:
        found = call_recorded(attempt, case.inputs, changes=case.judge == "inputs")
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # too many turns, or whatever a change leads to
        return Run("raised", error=type(error).__name__)
    changed = tuple(place + 1 for place in found.changed)  # the number comes before the inputs
    return Run(found.outcome, found.value, changed, found.error, found.message)
