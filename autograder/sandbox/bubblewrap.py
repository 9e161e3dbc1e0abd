"""The command that starts a warm process inside bubblewrap: namespaces where this process may not make its own."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path

_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin")


def command(inside: Path, numpy_folder: Path) -> list[str]:
    """The words before the Python command. It sees the interpreter, the standard library, NumPy and ``inside``.

    Installed packages are covered up: among them may be an editable install, and with it the reference. The one
    right that is kept, over this namespace's own mounts, goes into emptying the root once everything is loaded.

    Raises
    ------
    FileNotFoundError
        bubblewrap is not installed.
    """
    program = shutil.which("bwrap")
    if program is None:
        raise FileNotFoundError("bubblewrap (bwrap) is not installed")
    words = [program, "--unshare-all", "--as-pid-1", "--clearenv", "--chdir", "/", "--cap-add", "CAP_SYS_ADMIN",
             "--proc", "/proc", "--tmpfs", "/tmp"]
    for folder in _SYSTEM:
        path = Path(folder)
        if path.is_symlink():
            words += ["--symlink", os.readlink(path), folder]
        elif path.is_dir():
            words += ["--ro-bind", folder, folder]
    base = Path(sys.base_prefix).resolve()
    folders = {base / "bin", Path(sysconfig.get_path("stdlib")).resolve(), Path(sys.base_exec_prefix).resolve() / "lib"}
    for shown in sorted(folders):
        if not shown.is_relative_to("/usr") and shown.is_dir():
            words += ["--ro-bind", str(shown), str(shown)]
    for installed in _installed(base):
        words += ["--tmpfs", str(installed)]
    environment = Path(sys.prefix)
    if environment.resolve() != base:
        words += ["--ro-bind", str(environment / "bin"), str(environment / "bin"),
                  "--ro-bind", str(environment / "pyvenv.cfg"), str(environment / "pyvenv.cfg")]
    for part in ("numpy", "numpy.libs"):
        if (numpy_folder / part).is_dir():
            words += ["--ro-bind", str(numpy_folder / part), str(numpy_folder / part)]
    for name, value in _threads().items():
        words += ["--setenv", name, value]
    return [*words, "--ro-bind", str(inside), str(inside), "--"]


def _installed(base: Path) -> list[Path]:
    """The folders of installed packages that lie inside what is shown."""
    roots = [base / "lib", Path("/usr/lib"), Path("/usr/local/lib"), Path("/usr/lib64")]
    return sorted({found.resolve() for root in roots for pattern in ("python3*/site-packages", "python3*/dist-packages")
                   for found in root.glob(pattern)})


def _threads() -> dict[str, str]:
    from autograder.sandbox.worker import environment

    return environment()
