"""What the layers ask of the system, and how their reports are judged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import Isolation, UnsafeIsolation
from autograder.sandbox.fork import CannotStart
from autograder.sandbox.inside import lockdown, probes
from autograder.sandbox.level import MUST_HOLD_ALONE, Layer, judge, refuse_unsafe
from autograder.sandbox.python import environment, folders, python

linux = pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")


def inside(program: str) -> str:
    """What a program prints that can import what runs inside."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folders()[0],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


# --- limits ---


@linux
def test_every_limit_is_set_and_cannot_be_raised() -> None:
    found = inside(
        "import resource\nfrom inside.lockdown import limit\n"
        "print(limit(1 << 32, 7))\n"
        "for name in 'CORE FSIZE NPROC MEMLOCK MSGQUEUE CPU AS DATA NOFILE'.split():\n"
        "    print(name, *resource.getrlimit(getattr(resource, f'RLIMIT_{name}')))\n"
    )
    most = {"CPU": 7, "AS": 1 << 32, "DATA": 1 << 32, "NOFILE": 4}
    names = ("CORE", "FSIZE", "NPROC", "MEMLOCK", "MSGQUEUE", "CPU", "AS", "DATA", "NOFILE")
    assert found.splitlines() == [
        "[]",
        *(f"{name} {most.get(name, 0)} {most.get(name, 0)}" for name in names),
    ]


def test_limits_that_a_system_lacks_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lockdown, "resource", None)
    missing = lockdown.limit(1, 1)
    assert missing[0] == "RLIMIT_CORE"
    assert len(missing) == 9


@linux
def test_the_address_space_is_known_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    (said,) = [
        int(line.split()[1]) << 10
        for line in Path("/proc/self/status").read_text().splitlines()
        if line.startswith("VmSize")
    ]
    assert abs(lockdown.address_space() - said) < 64 << 20

    def missing(*arguments: Any) -> None:
        raise FileNotFoundError

    monkeypatch.setattr("builtins.open", missing)
    assert lockdown.address_space() == 1 << 30


@linux
def test_a_process_whose_parent_is_gone_ends() -> None:
    program = (
        "import ctypes, os\nfrom inside import lockdown\nfrom inside.system import _LIBC\n"
        "lockdown.die_with_parent({})\nsignal = ctypes.c_int()\n"
        "_LIBC.prctl(2, ctypes.byref(signal))\nprint('ends with', signal.value)\n"
    )
    assert inside(program.format("os.getppid()")) == "ends with 9\n"
    with pytest.raises(subprocess.CalledProcessError) as ended:
        inside(program.format("os.getppid() + 1"))
    assert ended.value.returncode == 1


@linux
def test_a_process_hides_itself_and_gains_no_rights() -> None:
    found = inside(
        "from inside import lockdown\nfrom inside.system import _LIBC\n"
        "lockdown.no_new_privileges()\nlockdown.hide()\n"
        "print(_LIBC.prctl(3, 0, 0, 0, 0), _LIBC.prctl(39, 0, 0, 0, 0))\n"
    )
    assert found == "0 1\n"


@linux
def test_the_lock_leaves_four_descriptors() -> None:
    found = inside(
        "import os\nfrom inside import lockdown\n"
        "kept = [os.dup(0) for _ in range(5)]\n"
        "os.dup2(0, 3)\n"
        "lockdown.Lock(lockdown.address_space(), 1 << 30, 5).put_on()\n"
        "def there(number):\n"
        "    try:\n        os.fstat(number)\n    except OSError:\n        return False\n"
        "    return True\n"
        "print([number for number in range(50) if there(number)])\n"
    )
    assert found == "[0, 1, 2, 3]\n"


class Users:
    """Stands for `os` in a process with the rights of root."""

    def __init__(self, leaves: bool = True, has_saved_ids: bool = True) -> None:
        self.leaves, self.calls = leaves, []  # type: ignore[var-annotated]
        if has_saved_ids:
            self.setresgid = lambda *ids: self.calls.append(("setresgid", *ids))
            self.setresuid = lambda *ids: self.calls.append(("setresuid", *ids))

    def setgroups(self, groups: list[int]) -> None:
        self.calls.append(("setgroups", *groups))

    def setgid(self, number: int) -> None:
        self.calls.append(("setgid", number))

    def setuid(self, number: int) -> None:
        self.calls.append(("setuid", number))
        if number == 0 and self.leaves:
            raise PermissionError


@pytest.mark.parametrize("has_saved_ids", [True, False])
def test_root_is_given_up_in_full_and_in_order(
    monkeypatch: pytest.MonkeyPatch, has_saved_ids: bool
) -> None:
    users = Users(has_saved_ids=has_saved_ids)
    monkeypatch.setattr(lockdown, "os", users)
    lockdown.give_up_root()
    nobody = (65534,) * 3 if has_saved_ids else (65534,)
    names = ("setresgid", "setresuid") if has_saved_ids else ("setgid", "setuid")
    assert users.calls == [
        ("setgroups",),
        (names[0], *nobody),
        (names[1], *nobody),
        ("setuid", 0),
    ]


def test_root_that_comes_back_was_not_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lockdown, "os", Users(leaves=False))
    with pytest.raises(PermissionError, match="still root"):
        lockdown.give_up_root()


@pytest.mark.parametrize(("real", "effective", "root"), [(0, 5, True), (5, 0, True), (5, 5, False)])
def test_either_id_of_root_is_root(
    monkeypatch: pytest.MonkeyPatch, real: int, effective: int, root: bool
) -> None:
    monkeypatch.setattr("os.getuid", lambda: real)
    monkeypatch.setattr("os.geteuid", lambda: effective)
    assert lockdown.is_root() is root


# --- probes ---


@linux
def test_attempts_that_nothing_stops_are_reported() -> None:
    """Here they are made without any layer, in a process of their own."""
    found = inside(
        "import json, os\nfrom inside import lockdown, probes\n"
        "lock = lockdown.Lock(0, 1 << 20, 5, limits=False)\n"
        "print(json.dumps([probes.probe(lock), list(probes.attempts(lock)),"
        " probes.in_a_fork(lambda: None), probes.in_a_fork(lambda: 1 / 0),"
        " probes.in_a_fork(lambda: os._exit(3))]))\n"
        "try:\n    os.waitpid(-1, 0)\nexcept ChildProcessError:\n    print('no child is left')\n"
    )

    answers, left = found.splitlines()
    assert left == "no child is left"
    probed, named, fine, failed, died = json.loads(answers)
    assert probed["tried"] == len(named) == 18
    assert {
        "read a file",
        "list a folder",
        "write a file",
        "make a folder",
        "start a process",
        "signal the worker",
        "open a tcp socket",
        "open a udp socket",
        "open a unix socket",
        "start a thread",
        "take too much memory",
    } <= set(probed["through"])
    assert (fine, failed, died) == ("", "ZeroDivisionError: division by zero", "the probe died")
    stopped_alone = {name for names in MUST_HOLD_ALONE.values() for name in names}
    assert stopped_alone <= set(named)


def test_an_attempt_that_is_stopped_is_not_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(error: type[Exception]) -> Any:
        def attempt() -> None:
            raise error

        return attempt

    errors = (OSError, probes.Stopped, MemoryError, RuntimeError, ValueError)
    tried = {error.__name__: stopped(error) for error in errors} | {"free": lambda: None}
    monkeypatch.setattr(probes, "attempts", lambda lock: tried)
    lock = lockdown.Lock(0, 0, 0)
    assert probes.attempt_all(lock) == {"tried": 6, "through": ["free"]}


# --- levels ---

HELD: dict[str, Any] = {
    "missing": {},
    "alone": {name: {"through": []} for name in MUST_HOLD_ALONE},
    "together": {"through": [], "tried": 18},
}


@pytest.mark.parametrize(
    ("probe", "why"),
    [
        ({}, "it was not probed"),
        ({"error": "OSError: no"}, "OSError: no"),
        ({"through": ["list a folder"]}, "by itself it did not stop: list a folder"),
        (
            {"through": ["make a folder", "see the network", "read a file"]},
            "by itself it did not stop: read a file, make a folder",
        ),
    ],
)
def test_why_a_layer_counts_as_missing(probe: dict[str, Any], why: str) -> None:
    found = judge(HELD | {"alone": HELD["alone"] | {"landlock": probe}}, "bwrap")
    assert found.level == "B"
    assert found.missing == (Layer("landlock", False, "", why),)
    assert found.layers[-1] == Layer("namespaces", True, "made by bubblewrap")
    assert (found.through, found.tried) == ((), 18)


def test_what_got_through_is_named() -> None:
    found = judge(HELD | {"together": {"through": ["a", "b"], "tried": 7}}, "none")
    assert (found.level, found.through, found.tried) == ("C", ("a", "b"), 7)
    found = judge(HELD | {"together": {"error": "OSError: no"}}, "none")
    why = "the layers cannot be put on together (OSError: no)"
    assert (found.level, found.through, found.tried) == ("C", (why,), 0)


def test_only_level_c_is_refused() -> None:
    refuse_unsafe(Isolation("A", (), ()))
    refuse_unsafe(Isolation("B", (), ()))
    with pytest.raises(UnsafeIsolation, match="must not: a, b"):
        refuse_unsafe(Isolation("C", (), ("a", "b")))


# --- starting Python ---


def test_the_environment_is_new_and_one_thread_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SYSTEMROOT", "DYLD_LIBRARY_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/libraries")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    single = dict.fromkeys(
        ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"),
        "1",
    )
    assert environment() == single | {"LC_ALL": "C.UTF-8", "LD_LIBRARY_PATH": "/libraries"}


def test_python_starts_alone() -> None:
    executable, *options, settings, ours, numpy_folder = python("once", {"a": 1})
    assert executable == sys.executable
    assert options[:-1] == ["-I", "-S", "-B", "-X", "utf8", "-c"]
    assert "from inside.once import main" in options[-1]
    assert settings == '{"a": 1}'
    assert Path(ours, "inside", "once.py").exists()
    assert Path(numpy_folder, "numpy", "__init__.py").exists()


def test_without_numpy_nothing_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(CannotStart, match="pip install numpy"):
        folders()


def test_what_a_process_wrote_last_is_quoted() -> None:
    assert "(last)" in str(CannotStart.after_output(b"first\nlast \n"))
    assert "(it said nothing)" in str(CannotStart.after_output(b" \n"))
    assert "(no)" in str(CannotStart.after_output(b"", "no"))
