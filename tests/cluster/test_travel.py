"""What travels to other machines, and what is believed of what comes back."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.cluster.travel import (
    BadRun,
    job_digest,
    pack_run,
    pack_source,
    pack_tasks,
    unpack_job,
    unpack_run,
    unpack_tasks,
)
from autograder.data.answer_key import AnswerKey
from autograder.data.codec import BadFrame, decode, encode
from autograder.data.runs import Chunk, Job, JobRun, Note, Run, Task, TaskRun
from autograder.data.scene import Scene, Thing
from autograder.sandbox import Limits
from autograder.submission.read import Submission
from tests.conftest import UnitKey
from tests.notebooks.sample_class import UNIT

ARRAY = np.arange(6.0).reshape(2, 3)
JOB = Job(
    "ann",
    (Chunk("cell 1", "x = 1"), Chunk("cell 2", "def f(x): return x", "f")),
    (Task("f", "def f(x): ...", ((ARRAY, 2), (None, "text"))), Task("g", "", ())),
)
SCENE = Scene(
    "f", 2, 2, 2, 4, 9, {"x": Thing("array", (2, 3), "float64"), "p": Thing("dict", (1,))}, ("f",)
)
RUN = JobRun(
    "ann",
    (
        TaskRun(
            "f",
            "defined",
            (
                Run("returned", (ARRAY, math.nan, [1, {"a": None}]), (0,)),
                Run("raised", None, (), "ValueError", "no", "cell 2", 1, SCENE),
            ),
            "printed",
            ("g",),
        ),
        TaskRun("g", "missing", ()),
    ),
    (Note("error", "cell 1", 3, "what"),),
    "text",
    "A",
)


def test_a_job_arrives_as_it_was_sent() -> None:
    found = unpack_job(pack_source(JOB), unpack_tasks(pack_tasks(JOB.tasks)))
    assert repr(found) == repr(JOB)


def test_a_run_comes_back_as_it_was() -> None:
    took = replace(RUN, seconds=1.5)
    found = unpack_run(pack_run(took), JOB, Limits())
    assert repr(found) == repr(took)
    assert found.tasks[0].runs[1].scene == SCENE


@pytest.mark.parametrize(
    ("said", "believed"),
    [(1e9, Limits().job_seconds), (math.inf, Limits().job_seconds), (-5.0, 0.0), (math.nan, 0.0)],
)
def test_no_run_took_less_than_nothing_or_more_than_it_may(said: float, believed: float) -> None:
    assert unpack_run(pack_run(replace(RUN, seconds=said)), JOB, Limits()).seconds == believed


def test_the_name_and_the_time_of_a_job_do_not_tell_it_from_another() -> None:
    same = replace(JOB, name="bob", seconds=1.0)
    other = replace(JOB, chunks=(*JOB.chunks, Chunk("cell 3", "y = 1")))
    inputs = replace(JOB, tasks=(replace(JOB.tasks[0], calls=((ARRAY + 1, 2), (None, "text"))),))
    assert job_digest(same) == job_digest(JOB)
    assert len({job_digest(job) for job in (JOB, other, inputs)}) == 3


def leaves(value: Any) -> Iterator[bytes]:
    """The bytes of every array in a value that is worth looking for."""
    if isinstance(value, np.ndarray) and value.size > 3:
        yield np.ascontiguousarray(value).tobytes()
    elif isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from leaves(item)


def test_no_expected_value_travels(unit_key: UnitKey) -> None:
    key: AnswerKey = unit_key(UNIT)
    job = Submission("ann", UNIT, JOB.chunks).job(key)
    sent = pack_source(job) + pack_tasks(job.tasks)
    expected = {
        leaf
        for exercise in key.exercises
        for case in exercise.cases
        for leaf in leaves(case.expected)
    }
    wrong = {
        leaf
        for exercise in key.exercises
        for signature in exercise.signatures
        for run in signature.runs
        if run is not None
        for leaf in leaves(run.value)
    }
    inputs = [leaf for task in job.tasks for call in task.calls for leaf in leaves(list(call))]
    assert len(expected) > 20
    assert len(wrong) > 100
    assert all(leaf in sent for leaf in inputs), "the search finds what does travel"
    assert not [leaf for leaf in expected | wrong if leaf in sent]
    assert not [known for known in key.misconceptions if known.slug.encode() in sent]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tasks", []),
        ("tasks", [("defined", [], "", ()), ("missing", [], "", ())]),
        ("tasks", "text"),
        ("notes", [("error", "another cell", 1, "")]),
        ("notes", [("praise", "cell 1", 1, "")]),
        ("isolation", "AA"),
        ("isolation", None),
        ("failure", 3),
        ("text", ["a"]),
    ],
)
def test_a_run_of_another_form_is_refused(field: str, value: Any) -> None:
    packed: Any = decode(pack_run(RUN))
    with pytest.raises(BadRun, match="no run of this submission"):
        unpack_run(encode(packed | {field: value}), JOB, Limits())


@pytest.mark.parametrize(
    "run",
    [
        ("passed", None, (), "", "", "", 0, None),
        ("returned", None, (7,), "", "", "", 0, None),
        ("returned", None, (-1,), "", "", "", 0, None),
        ("returned", None, (True,), "", "", "", 0, None),
        ("raised", None, (), "E", "", "another cell", 0, None),
        ("raised", None, (), "E", "", "cell 2", "line", None),
        ("returned", None),
    ],
)
def test_a_call_of_another_form_is_refused(run: Any) -> None:
    packed: Any = decode(pack_run(RUN))
    found, runs, *rest = packed["tasks"][0]
    tasks = [(found, [run, runs[1]], *rest), packed["tasks"][1]]
    with pytest.raises(BadRun):
        unpack_run(encode(packed | {"tasks": tasks}), JOB, Limits())


def test_terminal_escapes_and_long_texts_are_cut() -> None:
    run = replace(RUN, failure="\x1b[31m" + "a" * 10_000, text="\x1b]0;title\x07")
    found = unpack_run(pack_run(run), JOB, Limits())
    assert "\x1b" not in found.failure + found.text
    assert len(found.failure) < 1000


def test_what_is_too_large_is_refused() -> None:
    large = Run("returned", np.zeros(1 << 20))
    run = replace(RUN, tasks=(replace(RUN.tasks[0], runs=(large, large)), RUN.tasks[1]))
    with pytest.raises(BadRun):
        unpack_run(pack_run(run), JOB, Limits(all_results_bytes=1 << 20))


def test_no_bytes_lead_to_anything_but_a_run_or_a_refusal() -> None:
    draw, whole = random.Random(1), pack_run(RUN)
    for _ in range(3000):
        data = bytearray(whole)
        for _ in range(draw.randint(1, 6)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        cut = bytes(data[: draw.choice((len(data), draw.randrange(len(data))))])
        try:
            found = unpack_run(cut, JOB, Limits())
        except BadRun:
            continue
        assert [task.slug for task in found.tasks] == ["f", "g"]


def test_bytes_that_are_no_job_are_refused() -> None:
    for data in (b"", b"N", encode([1, 2]), encode({"name": 3}), pack_tasks(JOB.tasks)):
        with pytest.raises(BadFrame):
            unpack_job(data, ())
    with pytest.raises(BadFrame):
        unpack_tasks(encode([("f", 3, [])]))
