"""What a learner reads where the kernel of a notebook does not hold what the notebook shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from autograder.data.grades import Explanation


def explain_not_run(slug: str, error: str = "") -> Explanation:
    """Explain that the newest version of a function was run and is not what the name means.

    `error` is what its cell raised, empty where that is not known.
    """
    why = f": its cell stopped with {error}" if error else ": its cell did not run to the end"
    return Explanation(
        f"The newest version of {slug} is not the one that would be checked{why}. The kernel still"
        " holds what was there before, so nothing was checked.",
        f"Fix the cell of {slug}, run it, then check again.",
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
