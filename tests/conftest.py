"""What all tests share: how they are spread over processes, and what is built once a run."""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from autograder.course.discover import load_course
from autograder.course.process import build_keys
from autograder.data.answer_key import AnswerKey
from tests.warm_workers import kept_workers as kept_workers
from tests.warm_workers import warm_workers as warm_workers

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process for each core is enough
os.environ["GATEWISE_DATA"] = tempfile.mkdtemp(prefix="gatewise-tests-")  # not the user's own
gc.disable()  # until all tests are collected
ROOT = Path(__file__).resolve().parents[1]
with contextlib.suppress(ImportError):  # attacks are tried by users who have pytest alone
    from hypothesis import HealthCheck, settings

    # How long an example takes says nothing where others use the same machine.
    settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("shared")

BuildOnce = Callable[[str, Callable[[Path], None]], Path]
"""``build_once(name, fill)``: a folder that `fill` has filled, once for all processes of a run."""

UnitKey = Callable[[str], AnswerKey]
"""``unit_key("gates")``: the answer key of one unit."""


@pytest.hookimpl(optionalhook=True)  # there may be no pytest-xdist
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """All cores that this run may use. No further process for tests that are named one by one:
    starting it would take longer than they do, and `print` and a debugger work without it.
    """
    if any("::" in name for name in config.args):
        return 0
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ or not hasattr(os, "sched_getaffinity"):
        return None  # xdist's own count
    return len(os.sched_getaffinity(0))


def pytest_collection_finish() -> None:
    """Looking through all that is loaded took a fifth of the tests' computing time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def freeze_in_forks(freeze: Callable[[], None], tests: int) -> None:
    """Do what `gc.freeze` does, but not in the process of the tests."""
    if os.getpid() != tests:
        freeze()


@pytest.fixture(scope="session", autouse=True)
def quick_gradebooks() -> Iterator[None]:
    """Tell nbgrader the newest version of a gradebook, and do not wait for the disk.

    nbgrader starts a program that takes more than a second to name it, for every new gradebook.
    SQLite waits after every change until the disk has it, in case that the power fails.
    """
    if "nbgrader.api" not in sys.modules:
        yield
        return
    from sqlalchemy import Engine, event

    from autograder.notebooks.gradebook.trouble import versions

    def never_wait(connection: Any, record: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA synchronous = OFF")

    event.listen(Engine, "connect", never_wait)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nbgrader.api.get_alembic_version", lambda: versions()[1])
        # A team freezes what there is, and undoes that: it is frozen here already.
        patch.setattr("gc.freeze", partial(freeze_in_forks, gc.freeze, os.getpid()))
        patch.setattr("gc.unfreeze", lambda: None)
        yield
    event.remove(Engine, "connect", never_wait)


@pytest.fixture(scope="session")
def build_once(tmp_path_factory: pytest.TempPathFactory) -> BuildOnce:
    """Build what several tests read, in the process that asks first; the others wait for it.

    No test may change what lies in such a folder: a test that has to takes a copy.
    """
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


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no closer look be given up because the machine is busy."""
    monkeypatch.setattr("autograder.judge.closer_look.SECONDS", 60.0)


@pytest.fixture(scope="session")
def unit_key(build_once: BuildOnce) -> UnitKey:
    """Build the answer key of one unit of the course, with a secret that is always the same."""

    @functools.cache
    def load(unit: str) -> AnswerKey:
        def fill(folder: Path) -> None:
            build_keys(ROOT, b"a secret for the tests", (unit,))[unit].save(folder / "key")

        return AnswerKey.load(build_once(f"key-{unit}", fill) / "key")

    return load


@pytest.fixture(scope="session")
def keys(unit_key: UnitKey) -> dict[str, AnswerKey]:
    """The answer keys of all units, in the course's order."""
    return {unit.slug: unit_key(unit.slug) for unit in load_course(ROOT).units}
