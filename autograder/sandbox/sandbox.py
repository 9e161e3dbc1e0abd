"""`Sandbox`: hand-ins go in, what they did comes out."""

from __future__ import annotations

import os
import queue
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from types import TracebackType

from autograder.run import Job, JobRun, Run, TaskRun
from autograder.sandbox.fork import CannotStart, Starter, WorkerDied
from autograder.sandbox.jobs import Packer
from autograder.sandbox.level import Isolation, Level, judge, refuse_unsafe
from autograder.sandbox.limits import Layers, Limits, Namespaces
from autograder.sandbox.spawn import SpawnWorker
from autograder.sandbox.supervise import Supervision
from autograder.sandbox.worker import Worker


class Sandbox:
    """Warm processes that run learner code, one fork for each hand-in.

    >>> with Sandbox(workers=2) as sandbox:        # doctest: +SKIP
    ...     for job_run in sandbox.run_many(jobs):
    ...         ...

    It may be used from any thread. What learner code does never raises here: it is in the `JobRun`. ``workers=None``
    means one for each processor. On entering it raises `UnsafeIsolation` at level C, unless ``allow_unsafe`` says that
    the code is one's own (then ``JobRun.details`` says so too), and `CannotStart` where nothing can be run at all.
    """

    def __init__(self, workers: int | None = 1, limits: Limits | None = None, *, allow_unsafe: bool = False,
                 layers: Layers | None = None) -> None:
        self.limits = limits or Limits()
        self.layers = layers or Layers()
        self.workers = workers if workers is not None else processors()
        self.allow_unsafe = allow_unsafe
        self.isolation = Isolation("C", (), ("it has not started yet",))
        self.dropped_root = ""
        self._packer = Packer()
        self._idle: queue.LifoQueue[Starter] = queue.LifoQueue()
        self._open = False

    @property
    def level(self) -> Level:
        return self.isolation.level

    def __enter__(self) -> Sandbox:
        started: list[Starter] = []
        try:
            started.append(start_first(self.limits, self.layers))
            self.layers = replace(self.layers, namespaces=started[0].namespaces)
            self.isolation = judge(started[0].ready, self.layers.namespaces)
            if not self.allow_unsafe:
                refuse_unsafe(self.isolation)
            started += [start(self.limits, self.layers) for _ in range(self.workers - 1)]
            for worker in started[1:]:
                worker.wait_ready()
        except BaseException:
            for worker in started:
                worker.close()
            raise
        if started[0].dropped_root:
            self.dropped_root = "Started as root: learner code runs as user 65534 (nobody), who owns nothing."
        for worker in started:
            self._idle.put(worker)
        self._open = True
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End all warm processes, once each is done with what it runs."""
        if self._open:
            self._open = False
            for _ in range(self.workers):
                self._idle.get().close()

    def run(self, job: Job) -> JobRun:
        """Run one hand-in on the next warm process that is free."""
        if not self._open:
            raise RuntimeError("The sandbox is closed. Use it inside its `with` block.")
        worker = self._idle.get()
        try:
            for _ in range(2):
                try:
                    run = Supervision(job, worker, self._packer, self.limits).run()
                    return self._stamped(run)
                except WorkerDied:
                    worker.close()
                    worker = start(self.limits, self.layers)
                    worker.wait_ready()
            return self._stamped(_failed(job, "the process that runs hand-ins died twice while it ran this one"))
        finally:
            self._idle.put(worker)

    def _stamped(self, run: JobRun) -> JobRun:
        details = dict(run.details)
        if self.level == "C":
            details["unsafe"] = "run at level C because it was explicitly allowed"
        return replace(run, isolation=self.level, details=details)

    def run_many(self, jobs: Iterable[Job]) -> Iterator[JobRun]:
        """Run hand-ins on all warm processes, each result as soon as it is there. ``jobs`` is read as needed."""
        coming = iter(jobs)
        with ThreadPoolExecutor(self.workers) as threads:
            running: set[Future[JobRun]] = set()
            more = True
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


def start(limits: Limits, layers: Layers, probe: bool = False) -> Starter:
    """What starts forks in the way that ``layers`` says."""
    return SpawnWorker(limits, layers, probe) if layers.process == "spawn" else Worker(limits, layers, probe)


def start_first(limits: Limits, layers: Layers) -> Starter:
    """A warm process that has probed its layers, its namespaces made in the first way that works.

    Raises `CannotStart`.
    """
    if layers.process == "spawn":
        layers = replace(layers, namespaces="none")
    ways: tuple[Namespaces, ...] = ("unshare", "bwrap", "none") if layers.namespaces == "auto" else (layers.namespaces,)
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


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _failed(job: Job, why: str) -> JobRun:
    tasks = tuple(TaskRun(task.slug, "missing", tuple(Run("skipped") for _ in task.calls)) for task in job.tasks)
    return JobRun(job.name, tasks, failure=why)
