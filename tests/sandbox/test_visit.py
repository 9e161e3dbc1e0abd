"""Jobs of one submission share a fork, as long as it holds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from autograder.data.runs import Chunk, Job, JobRun, Task
from autograder.sandbox import Sandbox

if sys.platform != "linux":
    pytest.skip("forks of a warm process are Linux's", allow_module_level=True)

PID = "import os\ndef add(a):\n    return os.getpid()\n"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(allow_unsafe=True) as found:
        yield found


def job(source: str, *calls: Any) -> Job:
    return Job("ada", (Chunk("c", source),), (Task("add", "", tuple((call,) for call in calls)),))


def outcome(run: JobRun) -> Any:
    (done,) = run.tasks[0].runs
    return done.value if done.outcome == "returned" else done.outcome


def test_jobs_of_a_visit_share_a_fork_and_visits_do_not(sandbox: Sandbox) -> None:
    with sandbox.visit() as visit:
        first, second, third = (outcome(visit.run(job(PID, number))) for number in range(3))
    with sandbox.visit() as visit:
        other = outcome(visit.run(job(PID, 1)))
    assert first == second == third != other
    assert outcome(sandbox.run(job(PID, 1))) not in (first, other)


def test_a_later_job_begins_with_no_names(sandbox: Sandbox) -> None:
    with sandbox.visit() as visit:
        visit.run(job("kept = 1\ndef add(a):\n    return kept", 1))
        later = visit.run(job("def add(a):\n    return sorted(globals().keys() & {'kept'})", 1))
    assert outcome(later) == []


def test_large_inputs_and_results_travel(sandbox: Sandbox) -> None:
    numbers = np.arange(300_000.0)
    with sandbox.visit() as visit:
        visit.run(job(PID, 1))
        found = outcome(visit.run(job("def add(a):\n    return a + 1", numbers)))
    np.testing.assert_array_equal(found, numbers + 1)


def test_what_the_first_job_prints_is_kept_and_a_later_print_does_no_harm(
    sandbox: Sandbox,
) -> None:
    source = "def add(a):\n    print('seen', a)\n    return a"
    with sandbox.visit() as visit:
        first, later = (visit.run(job(source, number)) for number in (1, 2))
    assert first.tasks[0].text == "seen 1\n"
    assert (outcome(later), later.tasks[0].text) == (2, "")


@pytest.mark.parametrize("source", ["import os\nos._exit(3)", "while True: pass"])
def test_a_job_that_does_not_end_well_leaves_no_fork_to_the_next(
    sandbox: Sandbox, source: str
) -> None:
    with sandbox.visit() as visit:
        visit.run(Job("ada", (Chunk("c", source),), (), seconds=0.3))
        assert outcome(visit.run(job("def add(a):\n    return a", 7))) == 7


def test_a_later_job_whose_fork_ends_is_run_again_in_its_own(sandbox: Sandbox) -> None:
    with sandbox.visit() as visit:
        first = outcome(visit.run(job(PID, 1)))
        died = visit.run(job("import os\ndef add(a):\n    os._exit(a)", 3))
        again = outcome(visit.run(job(PID, 1)))
    assert outcome(died) == "died"
    assert again != first


@pytest.mark.parametrize("closed", ["0", "1", "2", "3"])
def test_a_fork_that_closes_a_pipe_costs_its_own_later_jobs_a_fork(
    sandbox: Sandbox, closed: str
) -> None:
    source = f"import os\ndef add(a):\n    os.close({closed})\n    return a"
    with sandbox.visit() as visit:
        visit.run(job(source, 1))
        assert outcome(visit.run(job("def add(a):\n    return a", 7))) == 7


def test_nothing_can_be_read_from_standard_input(sandbox: Sandbox) -> None:
    with sandbox.visit() as visit:
        (run,) = visit.run(job("def add(a):\n    return input('?')", 1)).tasks[0].runs
    assert run.error == "EOFError"


def test_a_visit_needs_an_open_sandbox() -> None:
    with pytest.raises(RuntimeError, match="with"), Sandbox(allow_unsafe=True).visit():
        pass
