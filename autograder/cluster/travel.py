"""Jobs and runs as bytes, for other machines.

A job holds the learner's source and the inputs of the cases; `autograder.data.runs.Job` has no
place for an expected value. What comes back may come from anyone: it is checked as strictly as what
a fork writes, and becomes a `JobRun` of the very job that was sent. Nothing is pickled.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from typing import Any, TypeVar, get_args

from autograder.data.codec import encode
from autograder.data.decoding import BadFrame, Room, decode_counted
from autograder.data.runs import Chunk, Found, Job, JobRun, Note, Outcome, Run, Task, TaskRun
from autograder.data.scene import pack_scene, read_scene
from autograder.data.text import clean
from autograder.sandbox import LEVELS, Limits
from autograder.sandbox.frames import LONGEST_NAME, LONGEST_TEXT
from autograder.sandbox.own_paths import without_own_paths

Field = TypeVar("Field")

LARGEST_JOB = 64 << 20
"""Bytes of a job with its inputs."""
_ROOM_AROUND = 4 << 20
"""Bytes of a run besides the values and the printed text."""
_NOTE_KINDS = ("left_out", "error", "timed_out", "died")


class BadRun(ValueError):
    """What came back is no run of the job that was sent. Says what is wrong."""


def pack_source(job: Job) -> bytes:
    """The learner's part of a job, as bytes: its name, its source and its time."""
    chunks = [(chunk.name, chunk.source, chunk.solves) for chunk in job.chunks]
    return encode({"name": job.name, "chunks": chunks, "seconds": job.seconds})


def pack_tasks(tasks: tuple[Task, ...]) -> bytes:
    """The part of a job that a whole class shares, as bytes: which functions get which inputs."""
    return encode([(task.slug, task.stub, task.calls) for task in tasks])


def unpack_tasks(data: bytes) -> tuple[Task, ...]:
    """The tasks that `pack_tasks` wrote. Raises `BadFrame` where the bytes are none."""
    packed: Any = decode_counted(data, Room(LARGEST_JOB))[0]
    try:
        return tuple(
            Task(_text(slug), _text(stub), tuple(map(tuple, calls))) for slug, stub, calls in packed
        )
    except (TypeError, ValueError) as error:
        raise BadFrame(f"the bytes hold no tasks ({error})") from error


def unpack_job(source: bytes, tasks: tuple[Task, ...]) -> Job:
    """The job with this source and these tasks. Raises `BadFrame` where the bytes are none."""
    packed: Any = decode_counted(source, Room(LARGEST_JOB))[0]
    try:
        return Job(
            _text(packed["name"]),
            tuple(
                Chunk(_text(name), _text(source), None if solves is None else _text(solves))
                for name, source, solves in packed["chunks"]
            ),
            tasks,
            _of(float, packed["seconds"]),
        )
    except (TypeError, ValueError, KeyError) as error:
        raise BadFrame(f"the bytes hold no job ({error})") from error


def job_digest(job: Job) -> str:
    """What stands for all of a job that decides what it does: not its name, and not its time."""
    source = pack_source(replace(job, name="", seconds=math.inf))
    parts = (hashlib.sha256(part).digest() for part in (source, pack_tasks(job.tasks)))
    return hashlib.sha256(b"".join(parts)).hexdigest()


def pack_run(run: JobRun) -> bytes:
    """What a job did, as bytes."""
    return encode(
        {
            "tasks": [_packed_task(task) for task in run.tasks],
            "notes": [(note.kind, note.chunk, note.line, note.message) for note in run.notes],
            "text": run.text,
            "isolation": run.isolation,
            "failure": run.failure,
            "seconds": run.seconds,
        }
    )


def _packed_task(task: TaskRun) -> tuple[Any, ...]:
    runs = [
        (
            *(run.outcome, run.value, run.changed, run.error, run.message, run.chunk, run.line),
            None if run.scene is None else pack_scene(run.scene),
        )
        for run in task.runs
    ]
    return task.found, runs, task.text, task.uses


def unpack_run(data: bytes, job: Job, limits: Limits) -> JobRun:
    """Read what a job did, and check it.

    Parameters
    ----------
    data
        The bytes that came back, from anyone.
    job
        The job that was sent: names of exercises and of chunks are taken from it.
    limits
        How much a job may return and print.

    Raises
    ------
    BadRun
        The bytes are no run of this job, or hold more than is allowed.
    """
    room = Room(
        limits.all_results_bytes + limits.text_bytes + _ROOM_AROUND,
        limits.all_results_parts + _ROOM_AROUND // 100,
        max(LONGEST_TEXT, 4 * limits.text_bytes),
        LONGEST_NAME,
        without_own_paths,
    )
    try:
        packed: Any = decode_counted(data, room)[0]
        tasks = tuple(
            _task_run(task, found) for task, found in zip(job.tasks, packed["tasks"], strict=True)
        )
        chunks = {chunk.name for chunk in job.chunks}
        notes = tuple(_note(item, chunks) for item in packed["notes"])
        return JobRun(
            job.name,
            tuple(_in_chunks(task, chunks) for task in tasks),
            notes,
            clean(_text(packed["text"])),
            _among(LEVELS, packed["isolation"]),
            clean(_text(packed["failure"]), 500),
            min(max(0.0, _of(float, packed["seconds"])), limits.job_seconds),
        )
    except (BadFrame, TypeError, ValueError, KeyError, AttributeError) as error:
        raise BadRun(f"what came back is no run of this submission ({error})") from error


def _task_run(task: Task, packed: Any) -> TaskRun:
    found, runs, text, uses = packed
    return TaskRun(
        task.slug,
        _among(get_args(Found), found),
        tuple(_run(run, len(arguments)) for run, arguments in zip(runs, task.calls, strict=True)),
        clean(_text(text)),
        tuple(clean(_text(name), 200) for name in uses),
    )


def _run(packed: Any, arguments: int) -> Run:
    outcome, value, changed, error, message, chunk, line, scene = packed
    places = tuple(_of(int, place) for place in changed)
    if any(not 0 <= place < arguments for place in places):
        raise ValueError("it changed an argument that it was not given")
    return Run(
        _among(get_args(Outcome), outcome),
        value,
        places,
        clean(_text(error), 100),
        clean(_text(message), 500),
        _text(chunk),
        max(0, _of(int, line)),
        None if scene is None else read_scene(scene),
    )


def _in_chunks(task: TaskRun, chunks: set[str]) -> TaskRun:
    """The run of an exercise. Raises `ValueError` where it names a chunk that there is not."""
    if any(run.chunk and run.chunk not in chunks for run in task.runs):
        raise ValueError("it names a cell that the submission does not have")
    return task


def _note(packed: Any, chunks: set[str]) -> Note:
    kind, chunk, line, message = packed
    return Note(
        _among(_NOTE_KINDS, kind),
        _among(tuple(chunks), chunk),
        max(0, _of(int, line)),
        clean(_text(message), 500),
    )


def _of(kind: type[Field], value: Any) -> Field:
    """A value of exactly this type. Raises `TypeError`."""
    if type(value) is not kind:
        raise TypeError(f"a {type(value).__name__} came in place of a {kind.__name__}")
    return value


def _text(value: Any) -> str:
    return _of(str, value)


def _among(known: tuple[Any, ...], value: Any) -> Any:
    """A value that is one of those known. Raises `ValueError`."""
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{str(value)[:20]!r} is none of {', '.join(map(str, known))[:100]}")
    return value
