"""Prove a course: what an author runs before committing.

The reference gets full marks and no stub does; every misconception loses marks in its own exercise,
in a case that learners do not see; every two wrong versions can be told apart or are declared to be
the same; prompts, hints and criteria are there; no stray file; no line of a solution in anything
that learners get.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from autograder.course.lint.problem import Finding, Tell
from autograder.course.process import run_in_course

__all__ = ["Finding", "lint"]


def lint(
    root: Path, pairs: bool = True, tell: Tell = lambda what, done, total: None
) -> list[Finding]:
    """Prove the course under `root`, in a process of its own. An empty list says that all of it
    holds.

    `pairs` also runs all pairs of mistakes, which takes most of the time. Raises `CourseError` for
    a course that cannot even be loaded.
    """
    with tempfile.TemporaryDirectory(prefix="gatewise-") as folder:
        out = Path(folder) / "findings"
        run_in_course(
            root,
            "autograder.course.lint.rules",
            {"out": str(out), "pairs": pairs},
            lambda line: tell(*json.loads(line)) if line.startswith("[") else None,
        )
        return [Finding(**found) for found in json.loads(out.read_text(encoding="utf-8"))]
