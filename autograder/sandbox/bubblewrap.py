"""The command that starts a warm process inside bubblewrap.

It gives a process namespaces of its own where the process may not make them itself.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path

from autograder.sandbox.python import environment

_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin")


def command(folders: list[str]) -> list[str]:
    """The words before the Python command.

    Inside, the process sees the interpreter, the standard library, NumPy, and what runs beside
    learner code. Installed packages are covered up, because an editable install among them would
    show the reference. One right is kept, over this namespace's own mounts: the process empties its
    root once everything is loaded.

    Parameters
    ----------
    folders
        The two folders of `autograder.sandbox.python.folders`.

    Raises
    ------
    FileNotFoundError
        bubblewrap is not installed.
    """
    inside, numpy_folder = Path(folders[0], "inside"), Path(folders[1])
    program = shutil.which("bwrap")
    if program is None:
        raise FileNotFoundError("bubblewrap (bwrap) is not installed")
    return [
        program,
        "--unshare-all",
        "--as-pid-1",
        "--clearenv",
        "--chdir",
        "/",
        "--cap-add",
        "CAP_SYS_ADMIN",
        "--proc",
        "/proc",
        "--tmpfs",
        "/tmp",
        *_system(),
        *_interpreter(),
        *(
            word
            for part in ("numpy", "numpy.libs")
            if (numpy_folder / part).is_dir()
            for word in _show(numpy_folder / part)
        ),
        *(word for name, value in environment().items() for word in ("--setenv", name, value)),
        *_show(inside),
        "--",
    ]


def _system() -> list[str]:
    """Show the system's programs and libraries."""
    words: list[str] = []
    for name in _SYSTEM:
        path = Path(name)
        if path.is_symlink():
            words += ["--symlink", os.readlink(path), name]
        elif path.is_dir():
            words += _show(path)
    return words


def _interpreter() -> list[str]:
    """Show the interpreter and the standard library, and cover up the installed packages."""
    words: list[str] = []
    base = Path(sys.base_prefix).resolve()
    own = {
        base / "bin",
        Path(sysconfig.get_path("stdlib")).resolve(),
        Path(sys.base_exec_prefix).resolve() / "lib",
    }
    for shown in sorted(own):
        if not shown.is_relative_to("/usr") and shown.is_dir():
            words += _show(shown)
    for installed in _installed(base):
        words += ["--tmpfs", str(installed)]
    if Path(sys.prefix).resolve() != base:
        # A virtual environment: its link to Python, and the file that says that it is one.
        words += _show(Path(sys.prefix, "bin")) + _show(Path(sys.prefix, "pyvenv.cfg"))
    return words


def _show(path: Path) -> list[str]:
    return ["--ro-bind", str(path), str(path)]


def _installed(base: Path) -> list[Path]:
    """The folders of installed packages that lie inside what is shown."""
    roots = [base / "lib", Path("/usr/lib"), Path("/usr/local/lib"), Path("/usr/lib64")]
    return sorted(
        {
            found.resolve()
            for root in roots
            for pattern in ("python3*/site-packages", "python3*/dist-packages")
            for found in root.glob(pattern)
        }
    )
