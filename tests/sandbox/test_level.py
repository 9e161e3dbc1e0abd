"""Levels are judged from probes, and each layer is shown to hold by itself."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest
from rich.console import Console

from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import Isolation, Layers, Sandbox, UnsafeIsolation
from autograder.sandbox.doctor import DoctorReport, probe, raise_level, render
from autograder.sandbox.inside import landlock, seccomp
from autograder.sandbox.level import MUST_HOLD_ALONE, Layer, judge

linux = pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")
HELD: dict[str, Any] = {
    "missing": {},
    "alone": {name: {"through": []} for name in MUST_HOLD_ALONE},
    "together": {"through": [], "tried": 18},
}


def test_every_probe_held_is_level_a() -> None:
    assert judge(HELD, "unshare") == Isolation(
        "A",
        tuple(
            Layer(name, True, "made from inside" if name == "namespaces" else "")
            for name in MUST_HOLD_ALONE
        ),
        (),
        18,
    )


def test_a_missing_layer_is_level_b_and_named() -> None:
    found = judge(HELD | {"missing": {"landlock": "Function not implemented"}}, "none")
    assert found.level == "B"
    assert [(layer.name, layer.why_not) for layer in found.missing] == [
        ("landlock", "Function not implemented")
    ]


def test_a_layer_that_does_not_do_its_work_alone_is_missing() -> None:
    alone = HELD["alone"] | {"seccomp": {"through": ["start a process", "take too much memory"]}}
    found = judge(HELD | {"alone": alone}, "none")
    assert found.level == "B"
    assert found.missing[0].why_not == "by itself it did not stop: start a process"


def test_whatever_gets_through_is_level_c() -> None:
    assert (
        judge(HELD | {"together": {"through": ["write a file"], "tried": 18}}, "none").level == "C"
    )
    assert judge(HELD | {"together": {"error": "OSError: no"}}, "none").level == "C"


@linux
def test_what_the_kernel_offers_is_put_on_and_works() -> None:
    offers = {"limits": lambda: None, "landlock": landlock.version, "seccomp": seccomp.program}
    with Sandbox(allow_unsafe=True) as sandbox:
        layers = {layer.name: layer for layer in sandbox.isolation.layers}
    for name, ask in offers.items():
        try:
            ask()
        except OSError:
            continue
        assert layers[name].works, layers[name]
    # Namespaces may be refused, but must never be there and not hold.
    assert "by itself" not in layers["namespaces"].why_not


@linux
def test_each_layer_is_left_out_when_told_to() -> None:
    for left_out, layers in {
        "limits": Layers(limits=False),
        "landlock": Layers(landlock=False),
        "seccomp": Layers(seccomp=False),
    }.items():
        with Sandbox(allow_unsafe=True, layers=layers) as sandbox:
            assert left_out in [layer.name for layer in sandbox.isolation.missing]
            assert sandbox.level in ("B", "C")
    with Sandbox(allow_unsafe=True, layers=Layers(namespaces="none")) as sandbox:
        assert "namespaces" in [layer.name for layer in sandbox.isolation.missing]


BARE = Layers(limits=False, landlock=False, seccomp=False, namespaces="none")


@linux
def test_level_c_runs_only_what_is_explicitly_allowed() -> None:
    with pytest.raises(UnsafeIsolation, match="write a file"), Sandbox(layers=BARE):
        pass
    job = Job("ada", (Chunk("c", "def add(a):\n    return a"),), (Task("add", "", ((1,),)),))
    with Sandbox(layers=BARE, allow_unsafe=True) as sandbox:
        done = sandbox.run(job)
    assert done.isolation == "C"


def shown(report: DoctorReport) -> str:
    console = Console(file=io.StringIO(), width=200)
    console.print(render(report))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@linux
def test_doctor_says_what_it_found() -> None:
    report = probe()
    text = shown(report)
    assert f"level {report.level}" in text
    for name in MUST_HOLD_ALONE:
        assert name in text
    assert (report.command == "") == (report.level == "A")


@pytest.mark.parametrize(
    ("layer", "why", "system", "says"),
    [
        ("landlock", "Operation not supported", "linux", "lsm=landlock"),
        ("landlock", "Function not implemented", "linux", "5.13"),
        ("seccomp", "Invalid argument", "linux", "seccomp"),
        ("limits", "x", "linux", "limit"),
        ("seccomp", "", "win32", "wsl"),
        ("seccomp", "", "darwin", "docker"),
    ],
)
def test_doctor_knows_what_raises_the_level(layer: str, why: str, system: str, says: str) -> None:
    advice, command = raise_level(Isolation("B", (Layer(layer, False, "", why),), ()), system)
    assert says in advice + command
    assert command


@pytest.mark.parametrize(
    ("settings", "bwrap", "says"),
    [
        ({"user.max_user_namespaces": "0"}, None, "sysctl -w user.max_user_namespaces"),
        (
            {"kernel.unprivileged_userns_clone": "0"},
            None,
            "sysctl -w kernel.unprivileged_userns_clone=1",
        ),
        ({}, None, "install bubblewrap"),
        ({"kernel.apparmor_restrict_unprivileged_userns": "1"}, "/usr/bin/bwrap", "apparmor"),
        ({}, "/usr/bin/bwrap", "docker"),
    ],
)
def test_doctor_knows_why_namespaces_are_refused(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], bwrap: str | None, says: str
) -> None:
    from autograder.sandbox import doctor

    monkeypatch.setattr(doctor, "_kernel_setting", lambda name: settings.get(name, ""))
    monkeypatch.setattr("shutil.which", lambda name: bwrap if name == "bwrap" else None)
    advice, command = raise_level(
        Isolation("B", (Layer("namespaces", False, "", "no"),), ()), "linux"
    )
    assert says in advice + command


def test_doctor_shows_what_got_through() -> None:
    isolation = Isolation("C", (Layer("seccomp", False, "", "no"),), ("write a file",), 18)
    text = shown(DoctorReport("C", isolation, "x", "y", "z", "Do this.", "now"))
    assert "write a file" in text
    assert "Do this.\n  $ now" in text
    assert "nothing" in shown(
        DoctorReport("C", Isolation("C", (), ()), "", "", "", problem="nothing starts")
    )


@linux
def test_where_namespaces_are_refused_and_bubblewrap_is_not_installed_the_other_layers_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from autograder.sandbox.worker import Worker

    waited, tried = Worker.wait_ready, []

    def refused(self: Worker) -> None:
        tried.append(self.namespaces)
        waited(self)
        self.ready["missing"]["namespaces"] = self.ready["missing"].get("namespaces") or "refused"

    monkeypatch.setattr(Worker, "wait_ready", refused)
    monkeypatch.setattr("shutil.which", lambda name: None)
    with Sandbox(allow_unsafe=True) as sandbox:
        assert sandbox.layers.namespaces == "none"
        assert [layer.name for layer in sandbox.isolation.missing] == ["namespaces"]
        assert sandbox.level == "B"
    assert tried == ["unshare", "none"]  # bubblewrap could not even be started
