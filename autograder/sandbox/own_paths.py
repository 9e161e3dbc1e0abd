"""Cut the folders of the grader's machine out of what a submission prints.

A traceback that a submission prints names the files of NumPy and Python, and a submission may
print where it runs. Learners have no use for the folders, which may hold the names of people and
machines.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from functools import cache
from pathlib import Path

from autograder.sandbox.python import folders

_FEWEST_PARTS = 3
"""``/usr`` and the like are no secret, and a learner's text may be about them."""


def without_own_paths(text: str) -> str:
    """A text of a submission in which an ellipsis stands for each folder of this machine.

    These are the folders of Python, the home of the person who grades, and the folder in which the
    grader was started.

    The time that it takes grows with the length of the text alone, whatever that holds.

    >>> without_own_paths("File 'x.py'")
    "File 'x.py'"
    """
    for path in _own_paths():
        text = text.replace(path, "…")
    return text


@cache
def _own_paths() -> tuple[str, ...]:
    """The folders of this Python, of NumPy and of the person who grades, the longest first."""
    names = ("stdlib", "platstdlib", "purelib", "platlib", "scripts")
    known = {sys.executable, sys.prefix, sys.base_prefix, *folders()}
    known |= {sysconfig.get_path(name) for name in names}
    known |= {str(Path(path).resolve()) for path in known if path}
    long = {path for path in known if len(Path(path).parts) > _FEWEST_PARTS}
    own = {os.path.expanduser("~"), _started_in()}
    own |= {os.path.realpath(path) for path in own}
    long |= {path for path in own if len(Path(path).parts) >= _FEWEST_PARTS}
    return tuple(sorted(long, key=len, reverse=True))


def _started_in() -> str:
    try:
        return os.getcwd()
    except OSError:  # the folder was removed
        return ""
