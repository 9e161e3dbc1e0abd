"""The warm processes of sandboxes, kept for the next test that wants the same.

Starting one takes a quarter of a second of computing time, and more than a hundred tests open a
sandbox for a few submissions. Each submission has a fork of its own anyway.
"""

from __future__ import annotations

import os
import select
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.sandbox.fork import WorkerDied
from autograder.sandbox.limits import Layers, Limits
from autograder.sandbox.worker import Worker

Wanted = tuple[Limits, Layers, bool]
"""What a sandbox asks for: limits, layers, and whether they are tried out."""


class KeptWorkers:
    """Lends warm processes to the sandboxes of this process, not to those of its forks."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.idle: dict[Wanted, list[KeptWorker]] = defaultdict(list)

    def lend(self, limits: Limits, layers: Layers, probe: bool = False) -> Worker:
        """Stand for the class `Worker`: one that is idle, or a new one."""
        wanted = (limits, layers, probe)
        if os.getpid() != self.owner:
            return Worker(*wanted)
        while self.idle[wanted]:
            kept = self.idle[wanted].pop()
            if kept.is_well():
                return kept
            kept.end()
        return KeptWorker(self, wanted)

    def end(self) -> None:
        """End those that are idle."""
        for kept in [kept for idle in self.idle.values() for kept in idle]:
            kept.end()
        self.idle.clear()


class KeptWorker(Worker):
    """A warm process that is given back where another would end."""

    def __init__(self, lender: KeptWorkers, wanted: Wanted) -> None:
        super().__init__(*wanted)
        self._lender, self._wanted, self._may_stay = lender, wanted, True

    def is_well(self) -> bool:
        """Whether it waits for work: it says nothing, and has not ended."""
        return not select.select([self._control], [], [], 0)[0] and self._process.poll() is None

    def wait_ready(self) -> None:
        """Wait until it is warm, unless it is."""
        if not self.ready:
            super().wait_ready()

    def abort(self) -> None:
        """End it now; it is not lent again."""
        self._may_stay = False
        super().abort()

    def close(self) -> None:
        """Give it back, where it is fit to be lent again."""
        if not self._may_stay or not self.ready or os.getpid() != self._lender.owner:
            self.end()
            return
        try:
            self.settle()
        except WorkerDied:
            self.end()
            return
        self.cpu_seconds, self.peak_kib = 0.0, 0
        self._lender.idle[self._wanted].append(self)

    def end(self) -> None:
        """End it."""
        self._may_stay = False
        super().close()


@pytest.fixture(scope="session")
def kept_workers() -> Iterator[KeptWorkers]:
    kept = KeptWorkers()
    yield kept
    kept.end()


@pytest.fixture(autouse=True)
def warm_workers(kept_workers: KeptWorkers, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the sandboxes of a test take processes that are warm."""
    monkeypatch.setattr("autograder.sandbox.sandbox.Worker", kept_workers.lend)
