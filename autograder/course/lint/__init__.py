"""A course's sources go in; the problems that its author should fix before a commit come out.

The reference gets full marks and no stub does. Every misconception loses marks in its own exercise,
in a case that learners do not see. Any two wrong versions can be told apart, or declare to be the
same. Every field is of its type and in its range; every case can be drawn again, and something can
show in it. Docstrings fit their functions, lessons reach a notebook as they are meant, equations
can be set. No file is stray. No line of a solution stands in anything that learners get.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

from autograder.course.lint.equations import unrendered
from autograder.course.lint.findings import unpack
from autograder.course.lint.problem import Problem, Progress
from autograder.course.process import run_in_course

__all__ = ["Problem", "lint"]


def lint(
    root: Path,
    pairs: bool = True,
    report: Progress = lambda what, done, total: None,
    render: Callable[[str], object] = lambda latex: None,
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
    render
        Sets an equation, or raises ``ValueError`` with the reason. Without it, equations are only
        looked at for what does not pair up.

    Returns
    -------
    list of Problem
        Empty for a course in which every rule holds.

    Raises
    ------
    autograder.course.discover.CourseError
        The course has no folder of that kind.
    """
    with tempfile.TemporaryDirectory(prefix="gatewise-") as folder:
        out = Path(folder) / "found"
        run_in_course(
            root,
            "autograder.course.lint.rules",
            {"out": str(out), "pairs": pairs},
            lambda line: report(*json.loads(line)),
        )
        found = unpack(out.read_text(encoding="utf-8"))
    rendered = [problem for equation in found.equations for problem in unrendered(equation, render)]
    return sorted([*found.problems, *rendered], key=lambda problem: problem.place)
