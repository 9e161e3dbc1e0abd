"""A course's sources go in; the problems that its author should fix before a commit come out.

The reference gets full marks and no stub does. Every misconception loses marks in its own exercise,
in a case that learners do not see. Any two wrong versions can be told apart, or declare to be the
same. Prompts, hints and criteria are there. No file is stray. No line of a solution stands in
anything that learners get.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from autograder.course.lint.problem import Problem, Progress
from autograder.course.process import run_in_course

__all__ = ["Problem", "lint"]


def lint(
    root: Path, pairs: bool = True, report: Progress = lambda what, done, total: None
) -> list[Problem]:
    """Check a course in a process of its own.

    Parameters
    ----------
    root
        The folder with ``reference/`` and ``exercises/``.
    pairs
        Whether to try pairs of misconceptions too, which takes most of the time.
    report
        Called as the work goes on.

    Returns
    -------
    list of Problem
        Empty for a course in which every rule holds.

    Raises
    ------
    autograder.course.discover.CourseError
        The course cannot be loaded.
    """
    with tempfile.TemporaryDirectory(prefix="gatewise-") as folder:
        out = Path(folder) / "problems"
        run_in_course(
            root,
            "autograder.course.lint.rules",
            {"out": str(out), "pairs": pairs},
            lambda line: report(*json.loads(line)) if line.startswith("[") else None,
        )
        return [Problem(**packed) for packed in json.loads(out.read_text(encoding="utf-8"))]
