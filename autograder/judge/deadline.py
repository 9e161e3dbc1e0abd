"""The clock of judging: whatever a submission returned, judging it ends."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from autograder.data.answer_key import ExerciseKey
from autograder.data.misconceptions import Signature
from autograder.data.runs import TaskRun
from autograder.judge.pairs import Pair, PairSource

Item = TypeVar("Item")

JUDGING_SECONDS = 10.0
"""Seconds of computing time in which a submission must be judged. An honest one takes less than a
tenth of a second."""

computing_time: Callable[[], float] = getattr(time, "thread_time", time.perf_counter)
"""Seconds of computing time of this thread; by the clock in a browser, which counts none."""


class OutOfTime(Exception):
    """Judging a submission took longer than it may. The text says so for a person."""


class Deadline:
    """Counts the computing time of the thread that made it.

    A machine that is busy with other things takes nothing from it. It is looked at between cases
    and between signatures; what lies between two looks is limited by what a frame may hold.

    Parameters
    ----------
    seconds
        How many seconds of computing time there are.
    """

    def __init__(self, seconds: float = JUDGING_SECONDS) -> None:
        self._seconds = seconds
        self._end = math.inf if seconds == math.inf else computing_time() + seconds
        self._look_again = time.monotonic() + seconds
        """Before then it cannot be over: computing takes no less time than the clock shows."""

    def check(self) -> None:
        """Raise `OutOfTime` when the time is over."""
        now = time.monotonic()  # reading this clock costs a hundredth of reading the other
        if now < self._look_again:
            return
        left = self._end - computing_time()
        if left <= 0:
            raise OutOfTime(
                f"judging what the submission returned took more than {self._seconds:g} seconds of"
                " computing time"
            )
        self._look_again = now + left

    def over(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items, and check before each."""
        for item in items:
            self.check()
            yield item

    def wait(self, seconds: float) -> None:
        """Give back computing time that the submission has not caused."""
        self._end += seconds


NO_DEADLINE = Deadline(math.inf)
"""For a learner's own check, where nobody else waits."""


class NotCounted:
    """A `PairSource` whose time the deadline does not count.

    A table is made once for a course, for whoever needs it first.
    """

    def __init__(self, pairs: PairSource, deadline: Deadline) -> None:
        self._pairs, self._deadline = pairs, deadline

    def matching(
        self, key: ExerciseKey, run: TaskRun, among: tuple[Pair, ...] | None = None
    ) -> tuple[Signature, ...]:
        """See `PairSource.matching`."""
        began = computing_time()
        found = self._pairs.matching(key, run, among)
        self._deadline.wait(computing_time() - began)
        return found
