"""Call a learner's function on every case in their own kernel, with the limit of the sandbox."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from autograder.data.answer_key import Case
from autograder.data.own_time import OwnDeadline
from autograder.data.runs import Run
from autograder.learner.time_limit import TookTooLong, time_limit

SECONDS = 4.0
"""Seconds for all cases of an exercise, as in the sandbox (`autograder.sandbox.limits.Limits`)."""

Call = Callable[[Callable[..., Any], Case], Run]


@dataclass(frozen=True)
class LocalRuns:
    """What a function did in each case.

    ``texts`` is what it printed, by the name of the case, and ``unknown`` is a name that was not
    defined when the function needed it, empty where there was none.
    """

    runs: tuple[Run, ...]
    texts: dict[str, str]
    unknown: str = ""


def call_cases(function: Callable[..., Any], cases: Sequence[Case], call: Call) -> LocalRuns:
    """Call a function on every case in turn.

    Once a case has not ended in time, or was interrupted, those after it are not run and have the
    same outcome, as in the sandbox.

    Parameters
    ----------
    function
        The function.
    cases
        The cases.
    call
        What calls the function on one case and records what it did.
    """
    deadline = OwnDeadline(SECONDS)
    watched = _Watched(function)
    runs: list[Run] = []
    texts: dict[str, str] = {}
    for case in cases:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            run = _ended(watched, case, call, deadline)
        runs.append(run)
        texts[case.name] = printed.getvalue()
        if run.outcome == "timed_out":
            rest = len(cases) - len(runs)
            return LocalRuns((*runs, *[run] * rest), texts, watched.unknown)
    return LocalRuns(tuple(runs), texts, watched.unknown)


def _ended(watched: _Watched, case: Case, call: Call, deadline: OwnDeadline) -> Run:
    try:
        with time_limit(deadline):
            run = call(watched.function, case)
    except TookTooLong:
        return Run("timed_out", message=f"it was still running after {SECONDS:g} seconds")
    except KeyboardInterrupt:
        return Run("timed_out", message="it was interrupted")
    except BaseException as error:  # such as SystemExit: whatever is raised is what it did
        return Run("raised", error=type(error).__name__, message=str(error))
    return run


class _Watched:
    """A function that is called as it is; it remembers a name that was not defined."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.unknown = ""

        @wraps(function)
        def call(*arguments: Any) -> Any:
            try:
                return function(*arguments)
            except NameError as error:
                if not isinstance(error, UnboundLocalError):
                    self.unknown = self.unknown or str(error.name or "")
                raise

        self.function = call
