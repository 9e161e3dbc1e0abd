"""Pyodide, the Python that runs in the browser: check a folder with it, and copy what we need."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
PACKAGES = ("numpy", "micropip", "ssl", "sqlite3", "jedi", "ipython")
"""What the kernel loads of Pyodide's own packages, by the names in its lock file."""
ARCHIVE = "https://github.com/pyodide/pyodide/releases"


class BadPyodide(ValueError):
    """A folder is no Pyodide that the site can use. Says what is wrong and where to get one."""


@dataclass(frozen=True)
class Pyodide:
    """A checked folder with Pyodide: its version, and the packages of it that the site needs.

    ``lock`` is its lock file without any other package.
    """

    folder: Path
    version: str
    lock: dict[str, Any]

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that the site gets, without the lock file."""
        packages = self.lock["packages"].values()
        return (*CORE, *sorted(package["file_name"] for package in packages))

    def copy_to(self, target: Path) -> None:
        """Copy it into a new folder: the core, the packages, and a lock file of these alone."""
        target.mkdir(parents=True)
        for name in self.files:
            shutil.copyfile(self.folder / name, target / name)
        (target / LOCK).write_text(json.dumps(self.lock), encoding="utf-8")


def read_pyodide(folder: Path, wanted: str) -> Pyodide:
    """Check that a folder holds a whole Pyodide of the right version.

    Parameters
    ----------
    folder
        An unpacked distribution: the folder with ``pyodide.js`` and the wheels.
    wanted
        The version that the installed kernel was made for, such as ``0.27.6``. Another release of
        the same series, such as ``0.27.7``, works too.

    Raises
    ------
    BadPyodide
        When a file is missing, or the version is of another series.
    """
    inner = folder / "pyodide"
    if not (folder / LOCK).is_file() and (inner / LOCK).is_file():
        folder = inner  # the archive holds one folder of that name
    archive = f"Unpack pyodide-{wanted}.tar.bz2 from {ARCHIVE} and name its folder."
    try:
        lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
        version, packages = str(lock["info"]["version"]), lock["packages"]
    except OSError as error:
        raise BadPyodide(
            f"{folder} holds no Pyodide: {LOCK} cannot be read ({error.strerror}). {archive}"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BadPyodide(f"{folder / LOCK} is no lock file of Pyodide. {archive}") from error
    if _series(version) != _series(wanted):
        raise BadPyodide(
            f"{folder} has Pyodide {version}; the installed JupyterLite needs {_series(wanted)}."
            f" {archive}"
        )
    needed = _with_dependencies(packages)
    found = Pyodide(folder, version, {**lock, "packages": needed})
    missing = [name for name in PACKAGES if name not in needed]
    missing += [name for name in found.files if not (folder / name).is_file()]
    if missing:
        raise BadPyodide(
            f"{folder} is not the whole of Pyodide {version}: there is no {', no '.join(missing)}."
            f" The site needs NumPy and IPython as well as the core. {archive}"
        )
    return found


def _series(version: str) -> str:
    """The part of a version that decides which wheels fit.

    >>> _series("0.27.7")
    '0.27'
    """
    return ".".join(version.split(".")[:2])


def _with_dependencies(packages: dict[str, Any]) -> dict[str, Any]:
    """The packages that the kernel loads, with all that they need, as the lock file has them."""
    needed: dict[str, Any] = {}
    waiting = list(PACKAGES)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in packages and name not in needed:
            needed[name] = packages[name]
            waiting += packages[name]["depends"]
    return needed
