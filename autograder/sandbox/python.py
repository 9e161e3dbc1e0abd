"""The command that starts Python for learner code: with NumPy only, in an empty environment."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.sandbox.fork import CannotStart

_BOOT = "import sys; sys.path += sys.argv[2:]; from inside.{} import main; main()"


def python(program: str, settings: Mapping[str, Any]) -> list[str]:
    """The command that runs ``inside/<program>.py``.

    It uses no user or site packages, no current folder and no environment.

    Parameters
    ----------
    program
        ``zygote`` or ``once``.
    settings
        What the program reads, as JSON, from its first argument.

    Raises
    ------
    CannotStart
        NumPy is not installed.
    """
    alone = ["-I", "-S", "-B", "-X", "utf8"]
    return [sys.executable, *alone, "-c", _BOOT.format(program), json.dumps(settings), *folders()]


def folders() -> list[str]:
    """The two folders that the program loads modules from: this one and NumPy's.

    Raises
    ------
    CannotStart
        NumPy is not installed.
    """
    spec = importlib.util.find_spec("numpy")
    if spec is None or spec.origin is None:
        raise CannotStart(
            "NumPy is not installed for this Python. Install it with `pip install numpy`."
        )
    return [str(Path(__file__).parent), str(Path(spec.origin).parent.parent)]


def environment() -> dict[str, str]:
    """The whole environment of a warm process.

    It limits every BLAS to one thread, because more threads would not survive a fork.
    """
    kept = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
    threads = (
        "OPENBLAS_NUM_THREADS",
        "OMP_NUM_THREADS",
        "MKL_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
    )
    own = {name: os.environ[name] for name in kept if name in os.environ}
    return own | dict.fromkeys(threads, "1") | {"LC_ALL": "C.UTF-8"}
