"""A learner's functions or files and public keys go in; grades on visible cases come out.

It serves notebooks and the command line.

The tools that lessons use have modules of their own: `autograder.learner.explorer`,
`autograder.learner.experiment` and `autograder.learner.pytorch`. The names below are loaded when
they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.learner.check_result import CheckResult
    from autograder.learner.file import CheckFailed, check_file
    from autograder.learner.keys import NoPublicKey
    from autograder.learner.notebook import check

__all__ = ["CheckFailed", "CheckResult", "NoPublicKey", "check", "check_file"]

_MODULES = {
    "CheckFailed": "file",
    "CheckResult": "check_result",
    "NoPublicKey": "keys",
    "check": "notebook",
    "check_file": "file",
}


def __getattr__(name: str) -> Any:
    """Load a name of the public face from the module that defines it."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
