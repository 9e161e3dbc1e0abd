"""What goes into the sandbox and what comes out of it, as plain data without any judgement."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from autograder.data.scene import Scene
from autograder.data.values import Value

Outcome = Literal["returned", "raised", "timed_out", "died", "skipped"]
Found = Literal["defined", "stub", "missing"]


@dataclass(frozen=True)
class Chunk:
    """A piece of learner source. Chunks run in order in one namespace, statement by statement.

    ``solves`` names the exercise whose function this chunk should define: the function is taken
    from the namespace right after the chunk. The function of an exercise that no chunk solves is
    looked up by name at the end.
    """

    name: str
    source: str
    solves: str | None = None


def sources_of(chunks: Iterable[Chunk]) -> dict[str, str]:
    """The source of each cell or file, by its name.

    The chunks of one file have one name, and each begins with empty lines down to its place.
    """
    found: dict[str, list[str]] = {}
    for chunk in chunks:
        lines = found.setdefault(chunk.name, [])
        for number, line in enumerate(chunk.source.split("\n")):
            if number == len(lines):
                lines.append(line)
            elif line:
                lines[number] = line
    return {name: "\n".join(lines) for name, lines in found.items()}


@dataclass(frozen=True)
class Task:
    """One exercise to run. Each of ``calls`` holds the positional arguments of one case."""

    slug: str
    stub: str
    calls: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Job:
    """One submission: its source and what to call in it.

    ``seconds`` is the most that it may take, where that is less than what the sandbox allows.
    """

    name: str
    chunks: tuple[Chunk, ...]
    tasks: tuple[Task, ...]
    seconds: float = math.inf


@dataclass(frozen=True)
class Run:
    """What one call did.

    ``value`` is what it returned and ``changed`` the positions of the arguments that it changed.
    For an exception, ``error`` is the name of its type, ``message`` its text without terminal
    escapes, and ``chunk`` and ``line`` the place in the learner's source where it arose: the name
    of the chunk and the line in it, counted from 1. ``chunk`` is empty and ``line`` is 0 where
    that place is not known. ``scene`` says more of that place. For a call that did not end,
    ``message`` says why.
    """

    outcome: Outcome
    value: Value = None
    changed: tuple[int, ...] = ()
    error: str = ""
    message: str = ""
    chunk: str = ""
    line: int = 0
    scene: Scene | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class TaskRun:
    """What one exercise did: one `Run` for each call, in the order of the calls.

    ``found`` says whether the function was there: ``stub`` means that it is still the stub that
    learners start from. ``text`` is what the function printed. ``uses`` names functions of the
    submission that this one uses, directly or through others. The submission reports ``uses``
    itself, so it may help to explain a mark and never decides one.
    """

    slug: str
    found: Found
    runs: tuple[Run, ...]
    text: str = ""
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something that a learner should know about how a chunk was read.

    ``kind`` is ``left_out`` (such as a notebook command), ``error`` (a statement raised or did not
    parse), ``timed_out`` or ``died``.
    """

    kind: Literal["left_out", "error", "timed_out", "died"]
    chunk: str
    line: int
    message: str


@dataclass(frozen=True)
class JobRun:
    """What a whole submission did. ``text`` is what it printed outside of the exercises.

    ``failure`` is set when *we* could not run the submission (a grader error), never for a fault of
    the submission. ``seconds`` is how long it took, without what it was kept waiting.
    """

    name: str
    tasks: tuple[TaskRun, ...]
    notes: tuple[Note, ...] = ()
    text: str = ""
    isolation: str = "C"
    failure: str = ""
    seconds: float = field(default=0.0, compare=False)
