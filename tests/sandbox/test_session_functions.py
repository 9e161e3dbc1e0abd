"""Which of a submission's functions is taken for an exercise, and when it counts as written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from autograder.data.runs import Chunk, Job, JobRun, Run
from autograder.sandbox import Sandbox

Runner = Callable[..., JobRun]
Tasks = Callable[..., Any]


def only(job_run: JobRun) -> Run:
    (run,) = job_run.tasks[0].runs
    return run


def test_the_function_is_taken_right_after_the_chunk_that_solves_it(
    sandbox: Sandbox, task: Tasks
) -> None:
    first, second = "def add(a):\n    return 'solution'", "def add(a):\n    return 'later'"
    chunks = (Chunk("cell 1", first, "add"), Chunk("cell 2", second))
    assert only(sandbox.run(Job("ada", chunks, (task("add", (1,)),)))).value == "solution"
    chunks = (Chunk("cell 1", first), Chunk("cell 2", second))
    assert only(sandbox.run(Job("ada", chunks, (task("add", (1,)),)))).value == "later"
    chunks = (Chunk("cell 1", "pass", "add"), Chunk("cell 2", second))
    assert only(sandbox.run(Job("ada", chunks, (task("add", (1,)),)))).value == "later"


STUB = "def add(*args):\n    raise NotImplementedError"
MINE = "def add(a):\n    return 'mine'"


@pytest.mark.parametrize(
    ("before", "own", "after", "value"),
    [
        ("", STUB, MINE, "mine"),
        (MINE, STUB, "", "mine"),
        (MINE, STUB, "def add(a):\n    return 'last'", "last"),
        ("", STUB, f"{MINE}\nadd = add(1)", "mine"),
        (MINE, f"{MINE[:-6]}'own'", STUB, "own"),
        (f"{MINE}\n{STUB}", "", "", "mine"),
        ("", f"{MINE}\n{STUB}", "", "mine"),
    ],
)
def test_a_function_written_beside_its_untouched_stub_is_found(
    sandbox: Sandbox, task: Tasks, before: str, own: str, after: str, value: str
) -> None:
    """Wherever it was written, in a notebook and in a file, by itself and when another function
    calls it.
    """
    caller = "def twice(a):\n    return add(a) * 2"
    tasks = task("add", (1,)), task("twice", (1,))
    for solves in ("add", None):
        chunks = (
            Chunk("cell 1", before),
            Chunk("cell 2", own, solves),
            Chunk("cell 3", after),
            Chunk("cell 4", caller),
        )
        done = sandbox.run(Job("ada", chunks, tasks))
        assert [run.value for item in done.tasks for run in item.runs] == [value, value * 2]


def test_a_stub_alone_stays_a_stub(sandbox: Sandbox, task: Tasks) -> None:
    chunks = (Chunk("cell 1", STUB, "add"), Chunk("cell 2", "add = None"))
    assert sandbox.run(Job("ada", chunks, (task("add", (1,)),))).tasks[0].found == "stub"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("", "missing"),
        ("add = 3", "missing"),
        ("def add(a, b):\n    raise NotImplementedError", "stub"),
        ("def add(a, b):\n    'doc'\n    # todo\n    raise NotImplementedError('x')", "stub"),
        ("def add(a: int, b) -> int:\n    ...", "stub"),
        ("def add(a, b):\n    pass", "stub"),
        (
            "def add(a, b):\n    'another doc'\n    result = None  # write this\n    return result",
            "stub",
        ),
        ("def add(a, b):\n    result = 1\n    return result", "defined"),
        ("add = lambda a, b: None", "defined"),
        ("class add:\n    def __init__(self, a, b): pass", "defined"),
        ("import functools\nadd = functools.partial(max)", "defined"),
        ("def add(a, b):\n    raise ValueError", "defined"),
        ("if True:\n    def add(a, b):\n        pass", "stub"),
    ],
)
def test_whether_a_function_was_written_is_told(
    run: Runner, task: Tasks, source: str, found: str
) -> None:
    stub = "def add(a, b):\n    'doc'\n    result = None\n    return result\n"
    made = run(source, task("add", (1, 2), (3, 4), stub=stub)).tasks[0]
    assert made.found == found
    assert len(made.runs) == 2
    assert (made.runs[0].outcome == "skipped") == (found != "defined")
