"""Grading on a Dask cluster: a real scheduler and workers as processes on loopback."""

from __future__ import annotations

import shutil
import signal
import threading
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.cluster.dask import MISSING, Cluster, cluster

if MISSING:
    pytest.skip(MISSING, allow_module_level=True)

from autograder.batch import GradingOptions
from autograder.cli import app
from autograder.cluster.scheduler import ClusterRunner, ClusterTrouble, on_cluster
from autograder.notebooks.gradebook.grade_course import grade_course
from autograder.sandbox import Level
from autograder.submission.course_folder import CourseFolder
from tests.notebooks.both_ways import assert_equal
from tests.notebooks.sample_class import RIGHT, TANH
from tests.notebooks.test_marks_that_count import submit

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # of Dask, about a busy machine
]
WORKERS_SECONDS = 180
"""How long workers may take to start on a machine that others use too."""


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("dask"), workers=2) as found:
        yield found


def wait_for_workers(dask: Cluster, count: int) -> None:
    """Wait until so many workers are there."""
    from distributed import Client

    with Client(dask.address, set_as_default=False, timeout=60) as client:
        client.wait_for_workers(count, timeout=WORKERS_SECONDS)


class LowerLevel(ClusterRunner):
    """Finds that one worker isolates less than the other."""

    def _ask(self, addresses: list[str]) -> None:
        super()._ask(addresses)
        self._levels[min(self._levels)] = "C"


def test_marks_are_those_of_one_machine_though_a_worker_is_killed(
    submitted: CourseFolder, dask: Cluster, tmp_path: Path
) -> None:
    for number in range(12):
        submit(submitted, f"more{number:02}", RIGHT | ({"forget_gate": TANH} if number % 2 else {}))
    calm = shutil.copytree(submitted.root, tmp_path / "calm")
    grade_course(calm, options=GradingOptions(jobs=1, feedback=True))
    wait_for_workers(dask, 2)
    done = threading.Event()

    def kill_soon() -> None:
        """Kill one worker as soon as the first submission is graded, and start another."""
        while not done.is_set() and not list((submitted.root / "autograded").glob("*")):
            time.sleep(0.05)
        dask.workers[0].send_signal(signal.SIGKILL)
        dask.start_worker()

    killer = threading.Thread(target=kill_soon)
    killer.start()
    arguments = ["course", "grade", str(submitted.root), "--feedback"]
    try:
        run = CliRunner().invoke(app, [*arguments, "--scheduler", dask.address])
    finally:
        done.set()
        killer.join()
    assert isinstance(run.exception, SystemExit), repr(run.exception)
    assert run.exit_code == 1, run.output  # gus needs a person
    assert dask.workers[0].wait(60) == -signal.SIGKILL
    assert_equal(calm, submitted.root)


def test_a_worker_below_the_wanted_level_gets_nothing(
    submitted: CourseFolder, dask: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_workers(dask, 2)
    with on_cluster(dask.address) as runner:
        both = runner.workers()
        assert len(both) == 2
        lower = LowerLevel(runner._client, "B")
        assert lower.workers() == both[1:]
        with pytest.raises(ClusterTrouble, match="level A or better"):
            Nowhere(runner._client, "A").workers()


def test_the_scheduler_itself_is_asked_for_its_workers(
    dask: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import Client

    wait_for_workers(dask, 2)
    # as the client's regular question without workers leaves it
    remembered: dict[str, dict[str, str]] = {"workers": {}}
    monkeypatch.setattr(Client, "scheduler_info", lambda *_, **__: remembered)
    with on_cluster(dask.address) as runner:
        assert len(runner.workers()) == 2


class Nowhere(ClusterRunner):
    """Finds that no worker isolates enough."""

    def _ask(self, addresses: list[str]) -> None:
        super()._ask(addresses)
        below: Level = "B"
        self._levels = dict.fromkeys(self._levels, below)


def test_files_are_graded_on_a_cluster(submitted: CourseFolder, dask: Cluster) -> None:
    wait_for_workers(dask, 2)
    files = sorted(map(str, (submitted.root / "submitted").glob("*/gates/gates.ipynb")))
    here = CliRunner().invoke(app, ["grade", *files])
    there = CliRunner().invoke(app, ["grade", *files, "--scheduler", dask.address])
    assert there.output == here.output
    assert there.exit_code == here.exit_code == 1


def test_a_scheduler_that_does_not_answer(
    submitted: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.cluster.scheduler.CONNECT_SECONDS", 1)
    for address in ("tcp://127.0.0.1:1", "nonsense", "tcp://nowhere.invalid:8786"):
        arguments = ["course", "grade", str(submitted.root), "--scheduler", address]
        with warnings.catch_warnings():
            done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 2, done.output
        assert "no Dask scheduler answers at" in done.output
        assert "Traceback" not in done.output


def test_a_cluster_without_workers(submitted: CourseFolder, tmp_path: Path) -> None:
    with cluster(tmp_path, workers=0) as empty:
        arguments = ["course", "grade", str(submitted.root), "--scheduler", empty.address]
        done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2, done.output
    assert "the cluster has no workers" in done.output
