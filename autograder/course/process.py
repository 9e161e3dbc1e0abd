"""Run the course's own code in a process of its own, whose path starts at the course's root.

A second course never collides with the first, and what comes back is data.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.course.discover import CourseError
from autograder.data.answer_key import AnswerKey


def build_keys(root: Path, secret: bytes, units: tuple[str, ...] = ()) -> dict[str, AnswerKey]:
    """Build the keys of a course in a process of its own.

    Parameters
    ----------
    root
        The folder with ``reference/`` and ``exercises/``.
    secret
        What hidden cases are drawn from.
    units
        The units to build (all by default).

    Returns
    -------
    dict of str to AnswerKey
        The keys by unit, in the order of the course.

    Raises
    ------
    CourseError
        The course cannot be built. The message is what that process wrote last.
    """
    with tempfile.TemporaryDirectory(prefix="gatewise-") as folder:
        run_in_course(
            root, "autograder.course.build", {"secret": secret.hex(), "units": units, "out": folder}
        )
        return {
            path.stem.split("-", 1)[1]: AnswerKey.load(path)
            for path in sorted(Path(folder).glob("*.key"))
        }


def run_in_course(
    root: Path,
    module: str,
    request: Mapping[str, Any],
    on_line: Callable[[str], None] = lambda line: None,
) -> None:
    """Run a module in a process whose path starts at the course's root.

    The folder in which the command was typed is not on that path, because it may hold a submission
    with a ``numpy.py`` of its own.

    Parameters
    ----------
    root
        The folder with ``reference/`` and ``exercises/``.
    module
        The module to run, by its dotted name.
    request
        What the module reads as JSON from its standard input, with the root added.
    on_line
        Called with every line of its standard output, as it comes.

    Raises
    ------
    CourseError
        The process failed. The message is the last line of its standard error.
    """
    root = root.resolve()
    environment = dict(os.environ) | {"PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1"}
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors,
        subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=environment,
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError), process.stdin:
            process.stdin.write(json.dumps({"root": str(root)} | dict(request)))
        for line in process.stdout:
            on_line(line.rstrip("\n"))
        if process.wait():
            errors.seek(0)
            said = errors.read().strip().splitlines()
            raise CourseError(said[-1] if said else f"{module} failed without a word")
