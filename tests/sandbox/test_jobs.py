"""What goes into a fork: the plan, the source and the inputs, sealed."""

from __future__ import annotations

import os
import sys
from typing import Any

import numpy as np
import pytest

from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox.inside import wire
from autograder.sandbox.jobs import Packer, Plan, seal


def calls_in(packed: bytes) -> list[list[tuple[Any, ...]]]:
    """The arguments of each call, task after task, as the fork reads them."""
    reader = wire.Reader(packed)
    plan = reader.load()
    return [
        [wire.Reader(reader.take(reader.number())).load() for _ in range(count)]
        for *_, count in plan["tasks"]
    ]


def test_the_same_values_in_other_calls_are_other_calls() -> None:
    packer = Packer()
    for calls in (((1, 2),), ((1,), (2,)), ((), (1, 2)), ((2, 1),), ((1, 2),)):
        packed, _ = packer.pack(Job("ada", (), (Task("add", "", calls),)), Plan((0,)))
        assert calls_in(packed) == [list(calls)]


def test_inputs_are_packed_once_for_a_class() -> None:
    packer, array = Packer(), np.ones(3)
    job = Job("ada", (Chunk("c", "x"),), (Task("add", "", ((array,),)),))
    again = Job("bob", (Chunk("c", "y"),), (Task("add", "", ((array,),)),))
    first, nonce = packer.pack(job, Plan((0,)))
    second, other = packer.pack(again, Plan((0,)))
    assert nonce != other
    assert len(packer._calls) == 1
    assert repr(calls_in(first)) == repr(calls_in(second))


def test_new_inputs_in_the_place_of_old_ones_are_packed_as_well() -> None:
    """Inputs are known again by their ids, and an id is given again once its value is gone."""
    packer = Packer()
    for number in range(300):
        job = Job("ada", (), (Task("add", "", ((np.full(3, number),),)),))
        packed, _ = packer.pack(job, Plan((0,)))
        del job
        [[(array,)]] = calls_in(packed)
        assert np.array_equal(array, [number] * 3), f"call {number} got another call's inputs"


def test_only_the_exercises_of_the_plan_are_packed() -> None:
    job = Job("ada", (), (Task("one", "", ((1,),)), Task("two", "", ((2,), (3,)))))
    packed, _ = Packer().pack(job, Plan((1,)))
    assert calls_in(packed) == [[(2,), (3,)]]


@pytest.mark.skipif(sys.platform != "linux", reason="files are sealed on Linux")
def test_a_sealed_job_cannot_be_changed() -> None:
    descriptor = seal(b"job")
    try:
        assert os.pread(descriptor, 10, 0) == b"job"
        with pytest.raises(PermissionError, match="not permitted"):
            os.pwrite(descriptor, b"JOB", 0)
        with pytest.raises(PermissionError, match="not permitted"):
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)
