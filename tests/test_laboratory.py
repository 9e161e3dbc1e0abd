"""Running a submission again in the sandbox: recorded, or with one statement changed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from autograder.data.runs import Chunk, Job, JobRun
from autograder.judge.edits.candidates import candidates
from autograder.judge.edits.place import find_place
from autograder.judge.edits.variants import PRELUDE, caller, opened
from autograder.laboratory import SandboxLaboratory
from autograder.sandbox import Sandbox
from autograder.submission.read import Submission
from tests.judge.made import case, exercise, unit

A = np.array([[0.25, -1.5], [0.75, 2.0]])
CASE = case(A, inputs={"x": A})
KEY = unit(exercise(CASE))
SOURCE = "def f(x):\n    y = x * 3\n    return y - 1\n"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(allow_unsafe=True) as running:
        yield running


def laboratory(sandbox: Sandbox, source: str = SOURCE, seconds: float = 3.0) -> SandboxLaboratory:
    work = Submission("ada", "unit", (Chunk("work.py", source),))
    return SandboxLaboratory(work, KEY, sandbox, seconds)


def test_a_trace_names_the_learners_lines(sandbox: Sandbox) -> None:
    trace = laboratory(sandbox).trace("f", CASE)
    assert trace is not None
    (output,) = [event for _, event in trace.outputs]
    assert {site.line for site in trace.sites if site.chunk == "work.py"} == {2, 3}
    values = trace.events[output].values
    assert values is not None
    np.testing.assert_allclose(values, (A * 3 - 1).ravel())


def test_a_submission_that_raises_has_no_trace(sandbox: Sandbox) -> None:
    broken = "def f(x):\n    raise ValueError\n"
    assert laboratory(sandbox, broken).trace("f", CASE) is None
    assert laboratory(sandbox, "def g(:").trace("f", CASE) is None


def test_all_changes_run_in_one_job(sandbox: Sandbox) -> None:
    bench = laboratory(sandbox)
    place = find_place(SOURCE, 3)
    assert place is not None
    tried = tuple(candidates(place))
    opening = opened(bench.chunks[0], place)
    assert opening is not None
    chunk = opening.filled(tried)
    calls = [(number, CASE) for number in range(-1, len(tried))]
    runs = bench.attempt("f", (PRELUDE, chunk, caller("f")), calls)
    assert runs is not None
    np.testing.assert_allclose(runs[0].value[0], A * 3 - 1)  # type: ignore[index, arg-type]
    plus = next(n for n, one in enumerate(tried, 1) if one.edit.belongs == "+")
    np.testing.assert_allclose(runs[plus].value[0], A * 3 + 1)  # type: ignore[index, arg-type]


def test_a_run_that_never_ends_costs_its_own_seconds_and_no_more(sandbox: Sandbox) -> None:
    endless = "def f(x):\n    return [0 for _ in iter(int, 1)]\n"
    bench = laboratory(sandbox, endless, seconds=0.2)
    assert bench.trace("f", CASE) is None
    assert laboratory(sandbox).trace("f", CASE) is not None


def test_when_all_seconds_are_used_nothing_is_run(sandbox: Sandbox) -> None:
    bench = laboratory(sandbox)
    bench._left = 0.0
    assert bench.trace("f", CASE) is None
    assert bench.attempt("f", (PRELUDE, caller("f")), [(0, CASE)]) is None


class Slow:
    """A runner whose runs take twelve seconds each, by its own count."""

    def __init__(self) -> None:
        self.allowed: list[float] = []

    def run(self, job: Job) -> JobRun:
        self.allowed.append(job.seconds)
        return JobRun(job.name, (), failure="nothing came of it", seconds=12.0)


def test_what_runs_take_by_the_sandboxs_count_is_used_up() -> None:
    slow = Slow()
    work = Submission("ada", "unit", (Chunk("work.py", SOURCE),))
    bench = SandboxLaboratory(work, KEY, slow)
    for _ in range(5):
        assert bench.trace("f", CASE) is None
    assert slow.allowed == [10.0, 10.0, 6.0]
