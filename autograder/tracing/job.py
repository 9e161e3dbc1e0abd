"""The job that records one call of a submission, and the same in this process."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import Any

from autograder.data.chunks import whole
from autograder.data.runs import Chunk, Job, JobRun, Task
from autograder.data.trace import Trace
from autograder.data.values import Value
from autograder.tracing import parts, recorder
from autograder.tracing.decode import read_trace
from autograder.tracing.snippets import STORED, TURN, TURNS, VALUE
from autograder.tracing.wrap import Wrapped

CALLED = "_gatewise_traced"
"""The function that the job calls: with the name of the learner's function, then its arguments."""
_RECORDER = "_gatewise_recorder"


def trace_job(
    name: str, wrapped: Wrapped, tasks: Sequence[Task], slug: str, arguments: Sequence[Value]
) -> Job:
    """The job that calls one function of a submission under a recorder.

    Parameters
    ----------
    name
        What to call the job.
    wrapped
        The submission's chunks, wrapped.
    tasks
        The exercises of the unit. None of them is called, but which definition of a function counts
        depends on them.
    slug
        The function to call.
    arguments
        What to call it with.
    """
    front, behind = _around(wrapped)
    chunks = [
        whole(chunk) if together else chunk
        for chunk, together in zip(wrapped.chunks, wrapped.at_once, strict=True)
    ]
    settled = tuple(Task(task.slug, task.stub, ()) for task in tasks)
    return Job(
        name,
        (whole(Chunk(_RECORDER, front)), *chunks, Chunk(CALLED, behind)),
        (*settled, Task(CALLED, "", ((slug, *arguments),))),
    )


def trace_of(run: JobRun, wrapped: Wrapped) -> Trace | None:
    """The trace in what a `trace_job` did; ``None`` where there is none."""
    for task in run.tasks:
        if task.slug == CALLED and task.runs and task.runs[0].outcome == "returned":
            return read_trace(task.runs[0].value, wrapped)
    return None


def trace_here(
    wrapped: Wrapped, namespace: dict[str, Any], slug: str, arguments: Sequence[Any]
) -> Trace | None:
    """The trace of one call in this process, for code that is trusted or the learner's own.

    Parameters
    ----------
    wrapped
        The source, wrapped.
    namespace
        The names that it runs with. It is changed.
    slug
        The function to call.
    arguments
        What to call it with, which it may change.

    Returns
    -------
    Trace or None
        ``None`` where the function is not there, or where what was recorded makes no sense. What
        the source raises is raised.
    """
    watching = start(wrapped, namespace)
    for chunk in wrapped.chunks:
        exec(compile(chunk.source, chunk.name, "exec", dont_inherit=True), namespace)
    function = namespace.get(slug)
    return read_trace(watching.call(function, list(arguments)), wrapped) if function else None


def start(
    wrapped: Wrapped, namespace: dict[str, Any], watching: recorder.Recorder | None = None
) -> recorder.Recorder:
    """Bind the names that wrapped source calls to a recorder of this process, a new one or this."""
    watching = watching or recorder.Recorder(*_tables(wrapped))
    namespace[VALUE], namespace[STORED] = watching.value, watching.stored
    namespace[TURNS], namespace[TURN] = watching.turns, watching.turn
    return watching


def _tables(wrapped: Wrapped) -> tuple[list[str], list[list[int]], list[str], list[str]]:
    return (
        [site.kind for site in wrapped.sites],
        [list(site.parts) for site in wrapped.sites],
        [site.operation if site.kind == "call" else "" for site in wrapped.sites],
        [chunk.name for chunk in wrapped.chunks],
    )


@cache
def _code() -> tuple[str, str]:
    """The source of the recorder, in two pieces."""
    return _source(parts), _source(recorder)


def _around(wrapped: Wrapped) -> tuple[str, str]:
    """The source that comes before a submission's chunks, and the one that comes after them."""
    first, second = _code()
    front = (
        f"{_RECORDER} = {{'__name__': {_RECORDER!r}}}\n"
        f"exec(compile({first!r}, {_RECORDER!r}, 'exec'), {_RECORDER})\n"
        f"exec(compile({second!r}, {_RECORDER!r}, 'exec'), {_RECORDER})\n"
        f"{_RECORDER} = {_RECORDER}['Recorder']{_tables(wrapped)!r}\n"
        f"{VALUE}, {STORED} = {_RECORDER}.value, {_RECORDER}.stored\n"
        f"{TURNS}, {TURN} = {_RECORDER}.turns, {_RECORDER}.turn\n"
    )
    behind = (
        f"def {CALLED}(name, *arguments):\n"
        f"    return {_RECORDER}.call(globals()[name], list(arguments))\n"
    )
    return front, behind


def _source(module: ModuleType) -> str:
    """The source of a module without what it imports of ours, which is there already."""
    tree = ast.parse(inspect.getsource(module))
    tree.body = [
        node
        for node in tree.body
        if not (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("autograder"))
    ]
    return ast.unparse(tree)
