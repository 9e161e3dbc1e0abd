"""The command that starts a warm process inside bubblewrap: namespaces where this process may not
make its own.
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
    """The words before the Python command. It sees the interpreter, the standard library, and of
    ``folders`` (see `autograder.sandbox.python.folders`) what runs inside, and NumPy.

    Installed packages are covered up: among them may be an editable install, and with it the
    reference. The one right that is kept, over this namespace's own mounts, goes into emptying the
    root once everything is loaded.

    Raises
    ------
    FileNotFoundError
        bubblewrap is not installed.
    """
    inside, numpy_folder = Path(folders[0], "inside"), Path(folders[1])
    program = shutil.which("bwrap")
    if program is None:
        raise FileNotFoundError("bubblewrap (bwrap) is not installed")
    words = [
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
    ]
    for name in _SYSTEM:
        path = Path(name)
        if path.is_symlink():
            words += ["--symlink", os.readlink(path), name]
        elif path.is_dir():
            words += _show(path)
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
    if (
        Path(sys.prefix).resolve() != base
    ):  # a virtual environment: its link to Python, and what says that it is one
        words += _show(Path(sys.prefix, "bin")) + _show(Path(sys.prefix, "pyvenv.cfg"))
    for part in ("numpy", "numpy.libs"):
        if (numpy_folder / part).is_dir():
            words += _show(numpy_folder / part)
    for name, value in environment().items():
        words += ["--setenv", name, value]
    return [*words, *_show(inside), "--"]


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
