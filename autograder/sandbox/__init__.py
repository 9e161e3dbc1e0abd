"""Run learner code where it can do no harm: what goes in is a `Job`, what comes out a `JobRun`."""

from __future__ import annotations

from autograder.sandbox.fork import CannotStart
from autograder.sandbox.level import Isolation, UnsafeIsolation
from autograder.sandbox.limits import Layers, Limits
from autograder.sandbox.sandbox import Sandbox, processors

__all__ = [
    "CannotStart",
    "Isolation",
    "Layers",
    "Limits",
    "Sandbox",
    "UnsafeIsolation",
    "processors",
]
