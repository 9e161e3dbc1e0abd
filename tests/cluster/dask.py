"""A Dask scheduler and workers as processes of their own, on loopback."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

MISSING = (
    ""
    if importlib.util.find_spec("distributed")
    else "distributed is not installed (pip install distributed)"
)
START_SECONDS = 120
"""How long a scheduler may take on a machine that others use too."""


@dataclass
class Cluster:
    """A scheduler that runs, and the workers that were started."""

    folder: Path
    address: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_worker(self) -> subprocess.Popen[bytes]:
        worker = _started(
            *("distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny"),
            *("--no-dashboard", "--host", "127.0.0.1"),
            *("--local-directory", str(self.folder), "--death-timeout", "60"),
            log=self.folder / f"worker{len(self.workers)}",
        )
        self.workers.append(worker)
        return worker


def _started(module: str, *arguments: str, log: Path) -> subprocess.Popen[bytes]:
    with open(log, "wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            env=os.environ | {"DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s"},
        )


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A scheduler with workers, for as long as the block lasts."""
    about = folder / "scheduler.json"
    scheduler = _started(
        *("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"),
        *("--no-dashboard", "--scheduler-file", str(about)),
        log=folder / "scheduler",
    )
    made = Cluster(folder, "")
    try:
        made.address = _address(about, scheduler, folder / "scheduler")
        for _ in range(workers):
            made.start_worker()
        yield made
    finally:
        for process in (*made.workers, scheduler):
            process.terminate()
        for process in (*made.workers, scheduler):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _address(about: Path, scheduler: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and scheduler.poll() is None:
        try:
            return str(json.loads(about.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace"))
