"""Run learner code where it can do no harm: what goes in is a `Job`, what comes out a `JobRun`."""

from __future__ import annotations

from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import Sandbox
from autograder.sandbox.worker import CannotStart

__all__ = ["CannotStart", "Limits", "Sandbox"]
