"""nbgrader's own commands, as a person types them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from nbgrader.apps.nbgraderapp import main as nbgrader_main
from traitlets.config import Application


def nbgrader(folder: Path, *arguments: str, status: int = 0) -> str:
    """Run a command of nbgrader in a course folder, and return what it printed.

    It runs in a fork of this process, which has loaded nbgrader: that takes more than a second.
    """
    with tempfile.TemporaryFile("w+") as printed:
        child = os.fork()
        if child == 0:
            _be_nbgrader(folder, arguments, printed)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        printed.seek(0)
        said = printed.read()
    assert code == status, said[-3000:]
    return said


def nbgrader_process(folder: Path, *arguments: str, status: int = 0) -> str:
    """The same in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        text=True,
        capture_output=True,
        env=_environment(),
        check=False,
        timeout=200,
    )
    assert done.returncode == status, done.stderr[-3000:]
    return done.stdout + done.stderr


def _environment() -> Mapping[str, str]:
    """nbgrader calls `alembic` by its bare name."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return dict(os.environ) | {"PATH": path}


def _be_nbgrader(folder: Path, arguments: tuple[str, ...], printed: IO[str]) -> None:
    """Be the command, in a fork. This never returns."""
    code = 70
    try:
        for descriptor in (1, 2):
            os.dup2(printed.fileno(), descriptor)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", closefd=False)
        sys.argv = ["nbgrader", *arguments]
        os.environ.update(_environment())
        os.chdir(folder)
        warnings.resetwarnings()
        warnings.simplefilter("ignore")
        if Application.initialized():
            type(Application.instance()).clear_instance()
        code = _exit_code(nbgrader_main)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _exit_code(main: Callable[[], object]) -> int:
    """The code that Python ends with."""
    try:
        main()
    except SystemExit as error:
        if error.code is None or isinstance(error.code, int):
            return error.code or 0
        print(error.code, file=sys.stderr)
        return 1
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
    return 0
