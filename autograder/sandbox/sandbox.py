"""`Sandbox` runs submissions on warm processes and returns what they did."""

from __future__ import annotations

import os
import queue
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING

from autograder.data.runs import Job, JobRun
from autograder.sandbox.fork import CannotStart, Starter
from autograder.sandbox.jobs import Packer
from autograder.sandbox.level import Isolation, Level, judge, refuse_unsafe
from autograder.sandbox.limits import Layers, Limits, Namespaces
from autograder.sandbox.local import LocalWorker
from autograder.sandbox.visit import Visit

if TYPE_CHECKING:
    from concurrent.futures import Future


class Sandbox:
    """Warm processes that run learner code, with one fork for each submission::

        with Sandbox(workers=2) as sandbox:
            for job_run in sandbox.run_many(jobs):
                ...

    It can be used from any thread. Whatever learner code does, nothing is raised here: the `JobRun`
    says what happened.

    Parameters
    ----------
    workers
        How many warm processes to start. None starts one for each processor.
    limits
        What one submission may use.
    allow_unsafe
        Run at isolation level C as well, because the code is your own. The `JobRun` then says C.
    layers
        Which layers to put on.
    probe
        Whether to try out what the layers stop. Without it the level is C, and there are no
        namespaces: it is for a learner's own code, which should start at once.

    Raises
    ------
    UnsafeIsolation
        On entering, at level C, unless ``allow_unsafe`` is set.
    CannotStart
        On entering, where nothing can be run at all.
    """

    def __init__(
        self,
        workers: int | None = 1,
        limits: Limits | None = None,
        *,
        allow_unsafe: bool = False,
        layers: Layers | None = None,
        probe: bool = True,
    ) -> None:
        self.probe = probe
        self.limits = limits or Limits()
        self.layers = layers or Layers()
        self.workers = workers if workers is not None else processors()
        self.allow_unsafe = allow_unsafe
        self.isolation = Isolation("C", (), ("nothing was tried",))
        self.dropped_root = ""
        self.packer = Packer()
        self._idle: queue.LifoQueue[Starter] = queue.LifoQueue()
        self._all: set[Starter] = set()
        self._missing: frozenset[str] = frozenset()
        self._open = self.aborted = False

    @property
    def level(self) -> Level:
        """The isolation level of this machine, known once the sandbox was entered."""
        return self.isolation.level

    def __enter__(self) -> Sandbox:
        started: list[Starter] = []
        try:
            started.append(self._first())
            self.layers = replace(self.layers, namespaces=started[0].namespaces)
            if self.probe:
                self.isolation = judge(started[0].ready, self.layers.namespaces)
            if not self.allow_unsafe:
                refuse_unsafe(self.isolation)
            self._missing = missing_in(started[0])
            for _ in range(self.workers - 1):
                started.append(start(self.limits, self.layers))
            for worker in started[1:]:
                self._wait_ready(worker)
        except BaseException:
            for worker in started:
                worker.close()
            raise
        if started[0].dropped_root:
            self.dropped_root = (
                "Started as root: learner code runs as user 65534 (nobody), who owns nothing."
            )
        for worker in started:
            self._idle.put(worker)
        self._all = set(started)
        self._open = True
        return self

    def _first(self) -> Starter:
        """The first warm process. Raises `CannotStart`."""
        if self.probe:
            return start_first(self.limits, self.layers)
        worker = start(self.limits, replace(self.layers, namespaces="none"))
        worker.wait_ready()
        return worker

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            self.abort()
        self.close()

    def close(self) -> None:
        """Wait until each warm process is done with what it runs, and end it."""
        if self._open:
            self._open = False
            for _ in range(self.workers):
                self._idle.get().close()
            self._all.clear()

    def abort(self) -> None:
        """End all warm processes now, whatever they run, as after Ctrl-C.

        The sandbox cannot be used afterwards.
        """
        self.aborted = True
        for worker in tuple(self._all):
            worker.abort()

    def run(self, job: Job) -> JobRun:
        """Run one submission on the next warm process that is free.

        Raises
        ------
        RuntimeError
            The sandbox is not inside its ``with`` block.
        """
        with self._visit(more=False) as visit:
            return visit.run(job)

    def visit(self) -> AbstractContextManager[Visit]:
        """A context in which jobs of one submission are run one after the other.

        They share a fork, which saves more than half of what a short job costs. What an earlier job
        has changed in it can change what a later one does: marks depend on the first alone.

        Raises
        ------
        RuntimeError
            The sandbox is not inside its ``with`` block.
        """
        return self._visit(more=True)

    @contextmanager
    def _visit(self, more: bool) -> Iterator[Visit]:
        if not self._open:
            raise RuntimeError("The sandbox is closed. Use it inside its `with` block.")
        visit = Visit(self, self._idle.get(), more)
        try:
            yield visit
        finally:
            visit.end()
            self._idle.put(visit.worker)

    def replaced(self, worker: Starter) -> Starter:
        """A new warm process in place of one that died. Raises `CannotStart`."""
        worker.close()
        fresh = start(self.limits, self.layers)
        self._all.discard(worker)
        self._all.add(fresh)
        self._wait_ready(fresh)
        return fresh

    def _wait_ready(self, worker: Starter) -> None:
        """Wait for a warm process.

        Raises `CannotStart` where it did not start, or lacks a layer that the first one had.
        """
        worker.wait_ready()
        lost = missing_in(worker) - self._missing
        if lost:
            worker.close()
            raise CannotStart(
                "Another process that runs submissions could not put on these layers:"
                f" {', '.join(sorted(lost))}. It should have the same layers as the first process."
                " Try fewer workers."
            )

    def run_many(self, jobs: Iterable[Job]) -> Iterator[JobRun]:
        """Run submissions on all warm processes, and yield each result as soon as it is there.

        ``jobs`` is read as needed.
        """
        from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

        coming = iter(jobs)
        with ThreadPoolExecutor(self.workers) as threads:
            running: set[Future[JobRun]] = set()
            more = True
            try:
                while more or running:
                    while more and len(running) <= self.workers:
                        job = next(coming, None)
                        if job is None:
                            more = False
                        else:
                            running.add(threads.submit(self.run, job))
                    if running:
                        done, running = wait(running, return_when=FIRST_COMPLETED)
                        for future in done:
                            yield future.result()
            except KeyboardInterrupt:
                self.abort()
                raise
            finally:
                for future in running:
                    future.cancel()


def start(limits: Limits, layers: Layers, probe: bool = False) -> Starter:
    """Start what starts forks, in the way that ``layers`` says. ``probe`` tries out the layers."""
    if layers.process == "local":
        return LocalWorker(limits, layers)
    if layers.process == "spawn":
        from autograder.sandbox.spawn import SpawnWorker  # a check of one's own code loads neither

        return SpawnWorker(limits, layers, probe)
    from autograder.sandbox.worker import Worker

    return Worker(limits, layers, probe)


def start_first(limits: Limits, layers: Layers) -> Starter:
    """A warm process that has tried out its layers.

    Its namespaces are made in the first way that works.

    Raises
    ------
    CannotStart
        No warm process can be started.
    OSError
        The one way of making namespaces that ``layers`` asks for is not there.
    """
    if layers.process == "spawn":
        layers = replace(layers, namespaces="none")
    ways: tuple[Namespaces, ...] = (
        ("unshare", "bwrap", "none") if layers.namespaces == "auto" else (layers.namespaces,)
    )
    for way in ways:
        try:
            worker = start(limits, replace(layers, namespaces=way), probe=True)
            worker.wait_ready()
        except (OSError, CannotStart):
            if way == ways[-1]:
                raise
            continue
        if way == ways[-1] or not worker.ready["missing"].get("namespaces"):
            return worker
        worker.close()
    raise AssertionError("the last way returns or raises")


def missing_in(worker: Starter) -> frozenset[str]:
    """The layers that a warm process reports as missing."""
    return frozenset(name for name, why in worker.ready.get("missing", {}).items() if why)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
