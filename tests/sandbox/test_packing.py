"""The packer keeps bytes by the identity of the inputs: never for a value that is gone, and not
forever.
"""

from __future__ import annotations

import os
import sys
import weakref
from typing import Any

import numpy as np
import pytest

from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox.inside import wire
from autograder.sandbox.jobs import FOREVER, Packer, Plan, seal


def job_of(value: Any) -> Job:
    return Job("ada", (), (Task("add", "", ((value,),)),))


def argument_in(packed: bytes) -> Any:
    """The one argument of the one call of a packed job, as the fork reads it."""
    reader = wire.Reader(packed)
    reader.load()
    (argument,) = wire.Reader(reader.take(reader.number())).load()
    return argument


def test_a_new_value_never_gets_the_bytes_of_a_value_that_is_gone() -> None:
    packer = Packer(kept=1000)
    for number in range(300):  # the interpreter gives the same ids again and again
        packed, _ = packer.pack(job_of(np.full(3, float(number))), Plan((0,)))
        assert argument_in(packed).tolist() == [number] * 3


def test_inputs_are_let_go_once_there_are_too_many() -> None:
    packer = Packer(kept=2)
    arrays = [np.ones(3) for _ in range(4)]
    alive = [weakref.ref(array) for array in arrays]
    for array in arrays:
        packer.pack(job_of(array), Plan((0,)))
    del array, arrays
    assert [reference() is not None for reference in alive] == [False, False, True, True]


def test_a_plan_tells_the_fork_what_to_leave_out() -> None:
    job = Job("ada", (Chunk("c", "x", "add"), Chunk("d", "y")), (Task("add", "the stub", ()),))
    plan = Plan((0,), frozenset({(1, 2), (0, -1)}), (1, 7))
    packed, nonce = Packer().pack(job, plan)
    read = wire.Reader(packed).load()
    assert read == {
        "nonce": nonce.hex(),
        "held": False,
        "chunks": [("c", "x", "add"), ("d", "y", None)],
        "skip": [(0, -1), (1, 2)],
        "stop": (1, 7),
        "tasks": [(0, "add", "the stub", 0)],
    }
    assert len(nonce) == 16
    assert FOREVER > (1 << 20, 1 << 20)


def test_a_job_is_a_file_also_where_files_cannot_be_sealed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    descriptor = seal(b"job")
    try:
        assert os.pread(descriptor, 10, 0) == b"job"
    finally:
        os.close(descriptor)


@pytest.mark.skipif(sys.platform != "linux", reason="files are sealed on Linux")
def test_a_sealed_job_is_not_inherited_and_cannot_grow() -> None:
    descriptor = seal(b"job")
    try:
        assert not os.get_inheritable(descriptor)
        with pytest.raises(PermissionError):
            os.ftruncate(descriptor, 100)
    finally:
        os.close(descriptor)
