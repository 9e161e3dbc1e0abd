"""Our own grader in the form of the others, at each level of isolation, and what it holds while it
runs.
"""

from __future__ import annotations

import os
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.data.runs import Chunk
from autograder.grade import mark
from autograder.sandbox import Layers, Limits, Sandbox
from autograder.sandbox.worker import Worker
from autograder.submission.read import Submission
from benchmarks.peers import material
from benchmarks.peers.graders import Grader, Result

OURS, WITHOUT_NAMESPACES, FORK_ALONE = "ours, A", "ours, B (no namespaces)", "ours, C (fork alone)"
LEVELS = {
    OURS: Layers(),
    WITHOUT_NAMESPACES: Layers(namespaces="none"),
    FORK_ALONE: Layers(limits=False, landlock=False, seccomp=False, namespaces="none"),
}


def sandbox_at(layers: Layers, stack: ExitStack, workers: int = 1) -> Sandbox:
    return stack.enter_context(Sandbox(workers, Limits(), layers=layers, allow_unsafe=True))


def grader(sandbox: Sandbox, key: AnswerKey) -> Grader:
    """The sandboxed part; comparing and scoring are timed apart. CPU is that of forks, warm process
    and this one.
    """

    def grade(name: str, answers: dict[str, str]) -> Result:
        submission = submission_of(name, answers)
        job = submission.job(key)
        before, began = time.process_time() + warm_seconds(sandbox), time.perf_counter()
        run = sandbox.run(job)
        wall = time.perf_counter() - began
        cpu = time.process_time() + warm_seconds(sandbox) - before
        began = time.perf_counter()
        marked = mark(submission, key, run)
        marking = time.perf_counter() - began
        scores = {item.slug: item.score or 0.0 for item in marked.exercises}
        return Result(wall, cpu, worker_of(sandbox).peak_kib / 1024, scores, marking=marking)

    return grade


def submission_of(name: str, answers: dict[str, str]) -> Submission:
    cells = (Chunk(f"the cell of {slug}", source, slug) for slug, source in answers.items())
    return Submission(name, "gates", (Chunk("setup", material.IMPORTS), *cells))


def worker_of(sandbox: Sandbox) -> Worker:
    worker = sandbox._idle.get()
    sandbox._idle.put(worker)
    assert isinstance(worker, Worker)
    return worker


def warm_seconds(sandbox: Sandbox) -> float:
    """CPU seconds of a warm process and of all its forks so far, the waiting one included, as the
    kernel counted.
    """
    worker = worker_of(sandbox)
    worker.settle()
    found = [worker.pid]
    for item in found:
        found += [
            int(child) for child in Path(f"/proc/{item}/task/{item}/children").read_text().split()
        ]
    return worker.cpu_seconds + sum(_scheduled(pid) for pid in found)


def _scheduled(pid: int) -> float:
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


@dataclass(frozen=True)
class Kept:
    """What is held while submissions run: memory of the trusted side and of the warm processes, and
    descriptors.
    """

    trusted_mib: float
    warm_mib: float
    descriptors: int


def kept(sandbox: Sandbox) -> Kept:
    page = os.sysconf("SC_PAGESIZE") / (1 << 20)
    workers = [worker.pid for worker in sandbox._all if isinstance(worker, Worker)]
    warm = sum(
        int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        for item in workers
        for pid in (item, *_inner(item))
    )
    own = int(Path("/proc/self/statm").read_text().split()[1])
    return Kept(own * page, warm * page, len(os.listdir("/proc/self/fd")))


def _inner(pid: int) -> list[int]:
    """With namespaces made from inside, the process that forks is a child of the one that was
    started.
    """
    children = [
        int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ]
    return [
        child
        for child in children
        if Path(f"/proc/{child}/task/{child}/children").read_text().strip()
    ]
