"""What a learner reads where Python does not hold what their notebook or file shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from autograder.data.grades import Explanation
from autograder.judge.messages.absent import WHENCE_CURLY, curly_quote


def explain_not_run(slug: str, error: str = "") -> Explanation:
    """Explain that the newest version of a function was run and is not what the name means.

    `error` is what its cell raised, empty where that is not known.
    """
    why = f": its cell stopped with {error}" if error else ": its cell did not run to the end"
    curly = curly_quote(error)
    fix = f"Fix the cell of {slug}, run it, then check again."
    if curly:
        fix = (
            f"Type straight quotes in place of {curly} in the cell of {slug}, run it, then check"
            f" again. {WHENCE_CURLY}"
        )
    return Explanation(
        f"The newest version of {slug} is not the one that would be checked{why}. The kernel still"
        " holds what was there before, so nothing was checked.",
        fix,
    )


def explain_not_defined(slug: str, similar: Sequence[str] = ()) -> Explanation:
    """Explain that nothing in the kernel has the name of an exercise.

    `similar` are functions of the learner with a name that is close to it.
    """
    if similar:
        return Explanation(
            f"There is no {slug} in this notebook, but there is {similar[0]}.",
            f"The exercise asks for the name {slug}: write `def {slug}(…)`, and run that cell.",
        )
    return Explanation(
        f"There is no {slug} yet: its cell has not been run since the kernel started.",
        f"Run the cell of {slug}, or all cells above: Run, Run All Above Selected Cell. If the cell"
        f" is gone, `gatewise reset {slug}` in a terminal puts it back.",
    )


def explain_not_above(slug: str, file: str, line: int, similar: Sequence[str] = ()) -> Explanation:
    """Explain that a Python file has not defined a function above the line that checks it.

    `line` is the one that defines it further below, 0 where none does. `similar` is as in
    `explain_not_defined`.
    """
    if line:
        return Explanation(
            f"{slug} is checked before it is defined: its `def` stands further below, in line"
            f" {line} of {file}.",
            f"Move `def {slug}(…)` above the line that checks it, and run the file again.",
        )
    if similar:
        return Explanation(
            f"There is no {slug} in {file}, but there is {similar[0]}.",
            f"The exercise asks for the name {slug}: write `def {slug}(…)`.",
        )
    return Explanation(
        f"There is no {slug} in {file}.",
        f"Put back `def {slug}(…)` with this very name, at the left edge. `gatewise reset {slug}`"
        " puts back what was handed out.",
    )


def run_first(name: str) -> str:
    """The next step where a function uses a name that no cell has defined."""
    if name in ("np", "numpy"):
        return "Run the first cell of the notebook, with `import numpy as np`, then check again."
    return f"Run the cell of {name} first, then check again."


def saved_before(slug: str, file: str, saved: datetime) -> str:
    """A note that the file on the disk holds another version than the one that was checked."""
    return (
        f"{file} was saved at {saved:%H:%M:%S}, with another version of {slug} than the one that"
        " you ran. Save it before you submit: marks come from the file."
    )
