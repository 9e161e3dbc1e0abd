"""A warm sandbox for the tests of this folder, with limits short enough to wait for."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.data.runs import Chunk, Job, JobRun, Task
from autograder.sandbox import Limits, Sandbox, attempt, supervise
from tests.sandbox.scripted import Clock

SHORT = Limits(exercise_seconds=0.6, statement_seconds=0.6, top_level_seconds=1.5, job_seconds=4.0)


@pytest.fixture(autouse=True)
def warm_workers() -> None:
    """Every sandbox of these tests starts processes of its own."""


@pytest.fixture(scope="session")
def task() -> Callable[..., Task]:
    """``task("add", (1, 2), (3, 4))``: an exercise and its calls."""

    def make(slug: str, *calls: tuple[Any, ...], stub: str | None = None) -> Task:
        return Task(slug, stub or f"def {slug}(*args):\n    raise NotImplementedError\n", calls)

    return make


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(workers=1, limits=SHORT, allow_unsafe=True) as started:
        yield started


@pytest.fixture
def run(sandbox: Sandbox) -> Callable[..., JobRun]:
    """``run(source, task, …)`` or ``run([source, …], task, …)``: chunks are called ``cell 1``,
    ``cell 2``, …

    A source may be indented and begin on its second line, as it does here in tests.
    """

    def run_it(source: str | list[str], *tasks: Task) -> JobRun:
        sources = [source] if isinstance(source, str) else source
        chunks = tuple(
            Chunk(f"cell {number}", textwrap.dedent(text.removeprefix("\n")))
            for number, text in enumerate(sources, 1)
        )
        return sandbox.run(Job("ada", chunks, tasks))

    return run_it


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    for module in (attempt, supervise):
        monkeypatch.setattr(module, "time", stopped)
    return stopped
