"""What the sandbox does with its warm processes, which are stand-ins here: nothing is started."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from autograder.data.runs import Job, JobRun
from autograder.sandbox import CannotStart, Layers, Limits, Sandbox, UnsafeIsolation, visit
from autograder.sandbox import sandbox as module
from autograder.sandbox.fork import WorkerDied
from autograder.sandbox.level import MUST_HOLD_ALONE
from tests.sandbox.processes import add

HELD: dict[str, Any] = {
    "missing": {},
    "alone": {name: {"through": []} for name in MUST_HOLD_ALONE},
    "together": {"through": [], "tried": 18},
}
NO_NAMESPACES = HELD | {"missing": {"namespaces": "not permitted"}}


@dataclass(eq=False)
class StandIn:
    """A warm process that notes what it is asked for."""

    layers: Layers
    probe: bool
    ready: dict[str, Any]
    unready: Exception | None = None
    dropped_root: bool = False
    said: list[str] = field(default_factory=list)

    @property
    def namespaces(self) -> Any:
        return self.layers.namespaces

    def wait_ready(self) -> None:
        self.said.append("wait")
        if self.unready:
            raise self.unready

    def abort(self) -> None:
        self.said.append("abort")

    def close(self) -> None:
        self.said.append("close")


Started = list[StandIn]
Plan = Callable[..., Started]


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> Plan:
    """``plan({...}, {...})``: how each warm process differs. Returns those that were started.

    A submission runs well, unless it is named after an error that its process raises.
    """

    def prepare(*differences: Any) -> Started:
        started: Started = []

        def start(limits: Limits, layers: Layers, probe: bool = False) -> StandIn:
            changed = differences[len(started)] if len(started) < len(differences) else {}
            started.append(StandIn(layers, probe, **({"ready": HELD} | changed)))
            return started[-1]

        class Run:
            done = None

            def __init__(self, job: Job, worker: StandIn, *_: Any) -> None:
                self.job, self.worker = job, worker

            def run(self) -> JobRun:
                self.worker.said.append(self.job.name)
                if self.job.name == "dies":
                    raise WorkerDied("gone")
                return JobRun(self.job.name, ())

        monkeypatch.setattr(module, "start", start)
        monkeypatch.setattr(visit, "Supervision", Run)
        return started

    return prepare


def test_the_first_way_of_making_namespaces_that_works_is_taken(plan: Plan) -> None:
    started = plan({"ready": NO_NAMESPACES}, {"unready": CannotStart("no")}, {"ready": HELD})
    with Sandbox(workers=2):
        assert [item.layers.namespaces for item in started] == ["unshare", "bwrap", "none", "none"]
        assert [item.probe for item in started] == [True, True, True, False]
        assert [item.said for item in started] == [["wait", "close"], ["wait"], ["wait"], ["wait"]]


def test_a_way_that_works_is_not_tried_again(plan: Plan) -> None:
    started = plan()
    with Sandbox(workers=1) as sandbox:
        assert (sandbox.level, len(started)) == ("A", 1)


def test_without_namespaces_the_last_way_is_taken_as_it_is(plan: Plan) -> None:
    started = plan(*[{"ready": NO_NAMESPACES}] * 3)
    with Sandbox() as sandbox:
        assert sandbox.level == "B"
        assert len(started) == 3
        assert started[2].said == ["wait"]


def test_the_one_way_that_is_asked_for_has_no_substitute(plan: Plan) -> None:
    started = plan({"unready": OSError("no bubblewrap")})
    with pytest.raises(OSError, match="no bubblewrap"):
        Sandbox(layers=Layers(namespaces="bwrap")).__enter__()
    assert len(started) == 1


def test_a_new_python_has_no_namespaces(plan: Plan) -> None:
    started = plan({"ready": NO_NAMESPACES})
    with Sandbox(layers=Layers(process="spawn")):
        assert [item.layers.namespaces for item in started] == ["none"]


def test_what_cannot_be_used_is_closed(plan: Plan) -> None:
    started = plan({"ready": HELD | {"together": {"through": ["write a file"], "tried": 18}}})
    with pytest.raises(UnsafeIsolation, match="write a file"):
        Sandbox(workers=3).__enter__()
    assert [item.said for item in started] == [["wait", "close"]]
    started = plan({}, {"unready": CannotStart("no memory")})
    with pytest.raises(CannotStart, match="no memory"):
        Sandbox(workers=3).__enter__()
    assert [item.said[-1] for item in started] == ["close"] * 3


def test_a_further_process_must_have_the_layers_of_the_first(plan: Plan) -> None:
    lost = HELD | {"missing": {"seccomp": "lost", "landlock": "lost", "limits": ""}}
    plan({}, {"ready": lost})
    with pytest.raises(CannotStart, match=r"these layers: landlock, seccomp\. It"):
        Sandbox(workers=2).__enter__()
    first = HELD | {"missing": {"seccomp": "no", "landlock": "no"}}
    plan({"ready": first}, {"ready": lost})
    with Sandbox(workers=2, layers=Layers(namespaces="unshare")) as sandbox:
        assert sandbox.level == "B"


def test_who_runs_the_code_is_said_where_root_was_given_up(plan: Plan) -> None:
    plan({"dropped_root": True})
    with Sandbox() as sandbox:
        assert "user 65534" in sandbox.dropped_root
    plan({})
    with Sandbox() as sandbox:
        assert sandbox.dropped_root == ""


def test_it_is_known_only_inside_what_it_isolates(plan: Plan) -> None:
    plan()
    sandbox = Sandbox()
    assert (sandbox.level, sandbox.dropped_root) == ("C", "")
    assert sandbox.isolation.through == ("nothing was tried",)
    with sandbox:
        assert sandbox.run(add("x")).isolation == "A"
    with pytest.raises(RuntimeError, match="closed"):
        sandbox.run(add("x"))


def test_there_is_a_process_for_each_processor(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "processors", lambda: 5)
    started = plan()
    with Sandbox(workers=None):
        assert len(started) == 5
    assert len(plan()) == 0
    started = plan()
    with Sandbox():
        assert len(started) == 1


def test_closing_closes_each_process_once(plan: Plan) -> None:
    started = plan()
    with Sandbox(workers=2) as sandbox:
        sandbox.close()
    assert [item.said for item in started] == [["wait", "close"]] * 2


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError])
def test_ctrl_c_ends_what_runs_and_other_errors_do_not(
    error: type[BaseException], plan: Plan
) -> None:
    started = plan()
    with pytest.raises(error), Sandbox(workers=2):
        raise error
    aborted = [] if error is ValueError else ["abort"]
    assert [item.said for item in started] == [["wait", *aborted, "close"]] * 2


def test_one_that_dies_is_replaced_and_the_submission_runs_again(plan: Plan) -> None:
    started = plan()
    with Sandbox() as sandbox:
        done = sandbox.run(add("dies"))
        assert "died twice" in done.failure
        assert [item.said for item in started] == [
            ["wait", "dies", "close"],
            ["wait", "dies", "close"],
            ["wait"],
        ]
        assert {task.found for task in done.tasks} == {"missing"}
        assert done.isolation == "A"
        assert sandbox.run(add("x")).failure == ""
        sandbox.abort()
    assert started[0].said[-1] == "close"
    assert started[2].said == ["wait", "x", "abort", "close"]


def test_one_that_cannot_be_replaced_is_said_and_tried_again_later(plan: Plan) -> None:
    started = plan({}, {"unready": CannotStart("no memory left")})
    with Sandbox() as sandbox:
        assert sandbox.run(add("dies")).failure == "no memory left"
        assert len(started) == 2
        assert sandbox.run(add("x")).failure == ""


def test_after_an_abort_nothing_is_started(plan: Plan) -> None:
    started = plan()
    with Sandbox() as sandbox:
        sandbox.abort()
        done = sandbox.run(add("dies"))
    assert (done.failure, done.isolation) == ("grading was stopped", "A")
    assert len(started) == 1


def test_jobs_are_read_only_a_little_ahead(plan: Plan) -> None:
    plan()
    read: list[str] = []

    def jobs() -> Iterator[Job]:
        for number in range(9):
            read.append(str(number))
            yield add(str(number))

    with Sandbox(workers=2) as sandbox:
        coming = sandbox.run_many(jobs())
        next(coming)
        assert len(read) <= 4
        assert len(list(coming)) == 8


def test_ctrl_c_while_many_run_ends_what_runs(plan: Plan) -> None:
    started = plan()

    def jobs() -> Iterator[Job]:
        yield add("x")
        raise KeyboardInterrupt

    with Sandbox() as sandbox:
        with pytest.raises(KeyboardInterrupt):
            list(sandbox.run_many(jobs()))
        assert "abort" in started[0].said


def test_level_c_is_for_those_who_allow_it(plan: Plan) -> None:
    plan({"ready": HELD | {"together": {"through": ["write a file"], "tried": 18}}})
    with Sandbox(allow_unsafe=True) as sandbox:
        assert sandbox.run(add("x")).isolation == "C"


def test_after_closing_there_is_nothing_to_abort(plan: Plan) -> None:
    started = plan()
    with Sandbox() as sandbox:
        pass
    sandbox.abort()
    assert started[0].said == ["wait", "close"]


@pytest.mark.parametrize(("process", "kind"), [("spawn", "SpawnWorker"), ("fork", "Worker")])
def test_layers_say_how_a_process_is_started(
    process: Any, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("spawn.SpawnWorker", "worker.Worker"):
        kept = f"autograder.sandbox.{name}"
        monkeypatch.setattr(kept, lambda *given, name=name: (name.split(".")[1], *given))
    limits, layers = Limits(), Layers(process=process)
    started: Any = module.start(limits, layers)
    assert started == (kind, limits, layers, False)


def test_only_processors_that_may_be_used_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {3, 5, 7} if pid == 0 else set())
    assert module.processors() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    assert module.processors() == 6
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert module.processors() == 1
