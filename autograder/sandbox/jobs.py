"""What goes into one fork: a plan, the source, and the inputs of the exercises to run.

All of it is one file. The file is sealed before anything can read it. It holds the plan as a value,
then the arguments of each call as a value, each with its length in bytes (u32) before it.
"""

from __future__ import annotations

import os
import secrets
import struct
import sys
from dataclasses import dataclass

from autograder.data.codec import encode
from autograder.data.runs import Job, Task

if sys.platform == "linux":
    import fcntl

FOREVER = (1 << 30, 0)


@dataclass(frozen=True)
class Plan:
    """Which part of a job a fork runs.

    Attributes
    ----------
    tasks
        The exercises, by index.
    skip
        The top-level statements to leave out, as (chunk, statement); statement -1 is the chunk.
    stop
        The first top-level statement that is not run.
    """

    tasks: tuple[int, ...]
    skip: frozenset[tuple[int, int]] = frozenset()
    stop: tuple[int, int] = FOREVER


class Packer:
    """Packs jobs, and keeps the bytes of the inputs.

    All submissions of a class get the same inputs (the very same objects), so the inputs of an
    exercise are packed once.

    Parameters
    ----------
    kept
        For how many exercises the bytes are kept.
    """

    def __init__(self, kept: int = 64) -> None:
        self._kept = kept
        self._calls: dict[tuple[tuple[int, ...], ...], tuple[Task, bytes]] = {}

    def pack(self, job: Job, plan: Plan, held: bool = False) -> tuple[bytes, bytes]:
        """The bytes of one fork's job, and the nonce of 16 bytes that its frames must carry.

        The frames are held back until there are many, or until all is done, if that is asked for.
        """
        nonce = secrets.token_bytes(16)
        head = encode(
            {
                "nonce": nonce.hex(),
                "held": held,
                "chunks": [(chunk.name, chunk.source, chunk.solves) for chunk in job.chunks],
                "skip": sorted(plan.skip),
                "stop": plan.stop,
                "tasks": [
                    (index, task.slug, task.stub, len(task.calls))
                    for index, task in ((index, job.tasks[index]) for index in plan.tasks)
                ],
            }
        )
        return b"".join([head, *(self._packed(job.tasks[index]) for index in plan.tasks)]), nonce

    def _packed(self, task: Task) -> bytes:
        same = tuple(tuple(map(id, call)) for call in task.calls)
        found = self._calls.get(same)
        if found is not None:
            return found[1]
        blobs = [encode(tuple(call)) for call in task.calls]
        packed = b"".join(struct.pack("<I", len(blob)) + blob for blob in blobs)
        if len(self._calls) >= self._kept:
            self._calls.clear()
        # The task is kept as well. Otherwise a new value could get the id of one that is gone, and
        # its call the bytes of another call.
        self._calls[same] = task, packed
        return packed


def seal(data: bytes) -> int:
    """A descriptor of an unnamed file that holds ``data``. On Linux nobody can change the file."""
    if sys.platform == "linux":
        descriptor = os.memfd_create("job", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        _write_all(descriptor, data)
        every_seal = (
            fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
        )
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, every_seal)
        return descriptor
    import tempfile

    with tempfile.TemporaryFile() as file:
        _write_all(file.fileno(), data)
        return os.dup(file.fileno())


def _write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]
