"""The same tests in a process of another user: everything that they need, copied to where anyone
may read it.

A checkout, an environment and an interpreter below ``/root`` are closed to ordinary users, and to
bubblewrap once root has been given up. The interpreter is then the system's, of the same version.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ORDINARY = 65533
_NEEDED = """
import json, sys, sysconfig
from pathlib import Path
import filelock, pytest, rich.console, numpy.testing
import autograder.grade, autograder.report.html, autograder.report.terminal
folders = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}
modules = [module for module in list(sys.modules.values()) if getattr(module, "__file__", None)]
files = [Path(module.__file__).resolve() for module in modules]
found = {
    folder / file.relative_to(folder).parts[0]
    for file in files for folder in folders if file.is_relative_to(folder)
}
found |= {Path(f"{each}.libs") for each in found if Path(f"{each}.libs").exists()}
print(json.dumps(sorted(map(str, found))))
"""


class Nowhere(Exception):
    """There is no interpreter that an ordinary user may start. Says what was tried."""


@dataclass(frozen=True)
class Elsewhere:
    """A Python that anyone may start, and the folder with the copy."""

    python: str
    folder: Path

    def run(
        self, words: list[str], user: str, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run Python with ``words`` as ``root`` or as an ``ordinary`` user, with nothing of our own
        environment.
        """
        return subprocess.run(
            [self.python, *words], capture_output=True, text=True, **self._around(user, environment)
        )

    def start(self, words: list[str], user: str) -> subprocess.Popen[str]:
        """The same, without waiting for its end."""
        return subprocess.Popen(
            [self.python, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            **self._around(user, {}),
        )

    def _around(self, user: str, environment: dict[str, str]) -> dict[str, Any]:
        kept = {
            "PYTHONPATH": f"{self.folder}:{self.folder / 'packages'}",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PATH": os.environ["PATH"],
            "OPENBLAS_NUM_THREADS": "1",
        }
        return {"cwd": "/", "env": kept | environment} | as_user(user)


def as_user(user: str) -> dict[str, Any]:
    if os.getuid() != 0 or user == "root":
        return {}
    return {"user": ORDINARY, "group": ORDINARY, "extra_groups": []}


def copy_to(folder: Path) -> Elsewhere:
    """Copy the grader, these tests and the packages that they use. Raises `Nowhere`."""
    folder.chmod(0o755)
    ignored = shutil.ignore_patterns("__pycache__")
    for part in ("autograder", "tests/attacks"):
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("conftest.py", "warm_workers.py"):
        shutil.copy(ROOT / "tests" / name, folder / "tests")
    (folder / "packages").mkdir()
    asked = subprocess.run(
        [sys.executable, "-c", _NEEDED], capture_output=True, text=True, check=True, cwd=ROOT
    )
    for found in map(Path, json.loads(asked.stdout)):
        copy = functools.partial(shutil.copytree, ignore=ignored) if found.is_dir() else shutil.copy
        copy(found, folder / "packages" / found.name)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    tried = []
    for python in (
        sys.executable,
        f"/usr/bin/python3.{sys.version_info.minor}",
        "/usr/local/bin/python3",
    ):
        there = Elsewhere(python, folder)
        same = (
            "import numpy, pytest, sys; sys.exit(sys.version_info[:2] !="
            f" {tuple(sys.version_info[:2])})"
        )
        try:
            if there.run(["-c", same], "ordinary").returncode == 0:
                return there
        except OSError as error:
            tried.append(f"{python} ({error.strerror})")
            continue
        tried.append(python)
    raise Nowhere(
        f"no Python {sys.version_info.major}.{sys.version_info.minor} that an ordinary user may"
        f" start: {', '.join(tried)}"
    )
