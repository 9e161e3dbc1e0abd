"""What all tests share: how they are spread over processes, and what is built once a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.data.answer_key import AnswerKey

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process for each core is enough
ROOT = Path(__file__).resolve().parents[1]

BuildOnce = Callable[[str, Callable[[Path], None]], Path]
"""``build_once(name, fill)``: a folder that `fill` has filled, once for all processes of a run."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """All cores that this run may use. No further process for tests that are named one by one:
    starting it would take longer than they do, and `print` and a debugger work without it.
    """
    if any("::" in name for name in config.args):
        return 0
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ or not hasattr(os, "sched_getaffinity"):
        return None  # xdist's own count
    return len(os.sched_getaffinity(0))


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> BuildOnce:
    """Build what several tests read, in the process that asks first; the others wait for it.

    No test may change what lies in such a folder: a test that has to takes a copy.
    """
    from filelock import FileLock

    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def build(name: str, fill: Callable[[Path], None]) -> Path:
        folder, done = shared / f"once-{name}", shared / f"once-{name}.done"
        with FileLock(shared / f"once-{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                done.touch()
        return folder

    return build


@pytest.fixture(scope="session")
def keys(build_once: BuildOnce) -> dict[str, AnswerKey]:
    """The answer keys of all units of the course, in the course's order."""

    def fill(folder: Path) -> None:
        from autograder.course.process import build_keys

        built = build_keys(ROOT, b"a secret for the tests")
        for index, key in enumerate(built.values()):
            key.save(folder / f"{index}.key")

    saved = sorted(build_once("keys", fill).glob("*.key"))
    return {key.unit: key for key in map(AnswerKey.load, saved)}
