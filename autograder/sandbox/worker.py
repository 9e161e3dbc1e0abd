"""The trusted end of one warm process: start it, let it fork, end it."""

from __future__ import annotations

import importlib.util
import json
import os
import socket
import struct
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox import bubblewrap
from autograder.sandbox.limits import Layers, Limits

_BOOT = "import sys; sys.path += sys.argv[2:]; from inside.zygote import main; main()"
_HERE = str(Path(__file__).parent)
_STATUS = struct.Struct("<cidQ")
_PATIENCE = 20.0
NOBODY = 65534


class WorkerDied(Exception):
    """The warm process ended or stopped answering. The hand-in can be run again in a new one."""


class CannotStart(PermissionError):
    """No warm process can be started, or none that would be safe. Says why and what to try."""


@dataclass(frozen=True)
class Ending:
    """How a fork ended: its wait status, CPU seconds and peak memory, as the kernel counted them."""

    status: int
    cpu_seconds: float
    peak_kib: int


class Worker:
    """One warm process. It runs one fork at a time.

    ``namespaces`` is one way of having them, not ``auto``. With ``probe`` it tries out its layers before it is ready.
    """

    def __init__(self, limits: Limits, layers: Layers, probe: bool = False) -> None:
        self.namespaces = layers.namespaces
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        ours.settimeout(_PATIENCE)
        settings = asdict(limits) | asdict(layers) | {
            "control": theirs.fileno(), "folders": [_HERE, numpy_folder()], "probe": probe,
            "cpu_seconds": int(limits.job_seconds) + 2}
        command = [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", _BOOT, json.dumps(settings), _HERE,
                   numpy_folder()]
        user: dict[str, Any] = {}
        if layers.namespaces == "bwrap":
            command = bubblewrap.command(Path(_HERE) / "inside", Path(numpy_folder())) + command
            if os.geteuid() == 0:  # bwrap would map the user back to root: be someone else before it starts
                user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        with theirs:
            self._process = subprocess.Popen(
                command, env=environment(), pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/", **user)
        self.dropped_root = bool(user)
        self.ready: dict[str, Any] = {}

    def wait_ready(self) -> None:
        """Wait until it is warm. Raises `CannotStart`."""
        try:
            answer = self._control.recv(1 << 16)
        except OSError:
            answer = b""
        stream = self._process.stderr
        assert stream is not None
        if not answer:
            self._process.kill()
            said = stream.read().decode(errors="replace").strip().splitlines()
            self.close()
            raise CannotStart("The process that runs learner code did not start "
                              f"({said[-1] if said else 'it said nothing'}). "
                              "It needs Python with NumPy. Run `gatewise doctor` to see what this machine allows.")
        stream.close()
        self.ready = json.loads(answer)
        self.dropped_root = self.dropped_root or bool(self.ready.get("dropped_root"))
        if "refused" in self.ready:
            self.close()
            raise CannotStart(f"This is running as root, and root could not be given up ({self.ready['refused']}). "
                              "Learner code never runs as root. Run it as an ordinary user, or give this container the "
                              "right to change users.")

    def fork(self, descriptors: list[int]) -> None:
        """Start a fork with the job's file, the result pipe and the text pipe. Raises `WorkerDied`."""
        try:
            socket.send_fds(self._control, [b"F"], descriptors)
            if self._control.recv(16) != b"P":
                raise WorkerDied("the worker did not fork")
        except OSError as error:
            raise WorkerDied(f"the worker is gone ({error})") from error

    def bury(self) -> Ending:
        """End the fork if it still runs. Raises `WorkerDied`."""
        try:
            self._control.send(b"K")
            answer = self._control.recv(64)
            _, status, seconds, peak = _STATUS.unpack(answer)
        except (OSError, struct.error) as error:
            raise WorkerDied(f"the worker is gone ({error})") from error
        return Ending(status, seconds, peak)

    @property
    def pid(self) -> int:
        return self._process.pid

    def close(self) -> None:
        """End it, and with it the fork that it may have."""
        self._control.close()
        if self._process.stderr is not None:
            self._process.stderr.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def numpy_folder() -> str:
    """The folder that holds NumPy."""
    spec = importlib.util.find_spec("numpy")
    if spec is None or spec.origin is None:
        raise CannotStart("NumPy is not installed for this Python. Install it with `pip install numpy`.")
    return str(Path(spec.origin).parent.parent)


def environment() -> dict[str, str]:
    """The whole environment of a warm process. More than one thread in a BLAS would not survive a fork."""
    kept = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
    own = {name: os.environ[name] for name in kept if name in os.environ}
    return own | dict.fromkeys(threads, "1") | {"LC_ALL": "C.UTF-8"}
