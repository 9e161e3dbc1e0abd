"""What a command costs: CPU time of all its processes, time on the clock, memory, and how much of
the machine other programs used meanwhile.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUIET = 0.1
"""So much of one core may other programs use while something is measured."""
TRIES = 4
"""How often something is measured until the machine is quiet."""


@dataclass(frozen=True)
class Cost:
    """What a command cost: CPU seconds of all its processes, seconds on the clock, and the most MB
    of memory that one of its processes took.

    ``others`` is how many cores other programs kept busy meanwhile.
    """

    cpu: float
    wall: float
    memory: float = 0.0
    others: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        largest, busiest = max(self.memory, other.memory), max(self.others, other.others)
        return Cost(self.cpu + other.cpu, self.wall + other.wall, largest, busiest)


def undisturbed(measure: Callable[[], Cost]) -> Cost:
    """Measure again while other programs keep cores busy. Returns the quietest of `TRIES`."""
    costs: list[Cost] = []
    while len(costs) < TRIES and not (costs and costs[-1].others <= QUIET):
        costs.append(measure())
    return min(costs, key=lambda cost: cost.others)


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command, and count what it and all its processes used.

    Raises `RuntimeError` with the end of its output where it fails.
    """
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    busy, began = _busy_seconds(), time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=output,
            stderr=output,
            env=compiled_once() | {"PYTHONPATH": str(ROOT), "PATH": path},
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            output.seek(0)
            raise RuntimeError(output.read().decode()[-3000:])
    seconds, cpu = time.perf_counter() - began, used.ru_utime + used.ru_stime
    others = max(_busy_seconds() - busy - cpu, 0.0) / seconds
    return Cost(cpu, seconds, used.ru_maxrss / 1024, others)


@contextmanager
def on_cores(count: int | None) -> Iterator[None]:
    """Let processes that are started meanwhile use so many cores only; ``None`` leaves all."""
    if count is None or not hasattr(os, "sched_setaffinity"):
        yield
        return
    all_cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(all_cores)[:count])
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_cores)


def compiled_once() -> dict[str, str]:
    """An environment in which modules are compiled once, as where packages are installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": os.path.join(tempfile.gettempdir(), "gatewise-compiled")}


def _busy_seconds() -> float:
    """CPU seconds that all programs have used so far, 0 where the system does not say."""
    try:
        line = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    except OSError:
        return 0.0
    user, nice, system, _, _, interrupts, soft = map(int, line.split()[1:8])
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")
