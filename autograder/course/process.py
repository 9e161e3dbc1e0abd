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

    They come in the order of the course.

    Raises `CourseError` with what that process said when the course cannot be built.
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
    heard: Callable[[str], None] = lambda line: None,
) -> None:
    """Run `module` in a process whose path starts at the course's root.

    It gets the request as JSON on its standard input.

    The folder where the command is typed is not on that path: it may hold a submission with a
    ``numpy.py`` of its own. `heard` is called with each line of its standard output, as it comes.
    Raises `CourseError` with the last line of what that process said on the other channel when it
    fails.
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
            heard(line.rstrip("\n"))
        if process.wait():
            errors.seek(0)
            said = errors.read().strip().splitlines()
            raise CourseError(said[-1] if said else f"{module} failed without a word")
