"""Warnings and NumPy's errors as Python and NumPy begin with them."""

from __future__ import annotations

from warnings import resetwarnings, simplefilter

from numpy import seterr


def calm() -> None:
    """Let a warning be a warning again, whatever the submission asked for.

    It is the same where learners check their work themselves.
    """
    try:
        seterr(divide="warn", over="warn", under="ignore", invalid="warn")
        resetwarnings()
        for category in (
            DeprecationWarning,
            PendingDeprecationWarning,
            ImportWarning,
            ResourceWarning,
        ):
            simplefilter("ignore", category)  # as Python begins
    except BaseException:  # a submission may have tampered with what they use
        pass
