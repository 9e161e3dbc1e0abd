"""Run a small submission of our own, so that a learner's takes less time."""

from __future__ import annotations

import linecache
import sys
import warnings
from typing import Any

from .session import Session

PRACTICE = 12
"""Runs of the rehearsal before there is any fork."""


def practise(settings: dict[str, Any]) -> None:
    """Run the rehearsal some times before there is any fork.

    Python makes code faster that has run a few times, and forks take that over.
    """
    main = sys.modules["__main__"]
    with warnings.catch_warnings():
        for _ in range(PRACTICE):
            rehearse(settings)
    sys.modules["__main__"] = main
    linecache.clearcache()


def rehearse(settings: dict[str, Any]) -> None:
    """Run a small submission of our own. The frames go to descriptor 0, which leads nowhere."""
    Session(bytes.fromhex(settings["rehearsal"]), 0, settings, lambda: 0).run()
