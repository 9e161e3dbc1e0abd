"""What goes into the sandbox and what comes out of it: plain data, no opinions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from autograder.data.values import Value

Outcome = Literal["returned", "raised", "timed_out", "died", "skipped"]
Found = Literal["defined", "stub", "missing"]


@dataclass(frozen=True)
class Chunk:
    """A piece of learner source. Chunks run in order in one namespace, statement by statement.

    ``solves`` names the exercise whose function this chunk should leave bound: the function is
    taken from the namespace right after the chunk. For an exercise that no chunk solves it is
    looked up by name at the end.
    """

    name: str
    source: str
    solves: str | None = None


@dataclass(frozen=True)
class Task:
    """One exercise to run: each of ``calls`` is the positional arguments of one case."""

    slug: str
    stub: str
    calls: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Job:
    """One hand-in: its source and what to call in it."""

    name: str
    chunks: tuple[Chunk, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Run:
    """What one call did.

    ``value`` is what it returned, ``changed`` the positions of the arguments that it changed,
    ``error`` the exception's type name, ``message`` its text (escapes stripped) and ``line`` where
    it arose in the learner's source.
    """

    outcome: Outcome
    value: Value = None
    changed: tuple[int, ...] = ()
    error: str = ""
    message: str = ""
    where: str = ""
    cpu_seconds: float = 0.0


@dataclass(frozen=True)
class TaskRun:
    """What one exercise did: one `Run` a call, in order, always as many as there were calls.

    ``found`` says whether the function was there: ``stub`` means that it is still the one that was
    handed out. ``uses`` names functions of the hand-in that this one uses, itself or through
    others; by the hand-in's own word, so it may help to explain a mark and never decides one.
    """

    slug: str
    found: Found
    runs: tuple[Run, ...]
    text: str = ""
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something that a learner should know about how a chunk was read: a magic left out, an error
    at its top level.

    ``kind`` is ``left_out``, ``error`` (a statement raised or did not parse), ``timed_out`` or
    ``died``.
    """

    kind: Literal["left_out", "error", "timed_out", "died"]
    chunk: str
    line: int
    message: str


@dataclass(frozen=True)
class JobRun:
    """What a whole hand-in did. ``failure`` is set when *we* could not run it (a grader error),
    never for its own faults.

    ``cpu_seconds`` is by its own word where it ended well, and measured where it did not.
    """

    name: str
    tasks: tuple[TaskRun, ...]
    notes: tuple[Note, ...] = ()
    text: str = ""
    isolation: str = "C"
    failure: str = ""
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
