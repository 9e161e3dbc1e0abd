"""A learner's source and inputs go in; what each call did comes out, and no harm is done.

What enters is a `Job`: the source of one submission and the inputs to call its functions with. What
leaves is a `JobRun`: the values that came back, not yet judged. The answers never enter. `Job` and
`JobRun` are in `autograder.data.runs`; this package is used through the names below.
"""

from __future__ import annotations

from autograder.sandbox.fork import CannotStart
from autograder.sandbox.level import LEVELS, Isolation, Level, UnsafeIsolation
from autograder.sandbox.limits import Layers, Limits
from autograder.sandbox.runner import OpenRunner, Runner, RunnerGone
from autograder.sandbox.sandbox import Sandbox, processors

__all__ = [
    "LEVELS",
    "CannotStart",
    "Isolation",
    "Layers",
    "Level",
    "Limits",
    "OpenRunner",
    "Runner",
    "RunnerGone",
    "Sandbox",
    "UnsafeIsolation",
    "processors",
]
