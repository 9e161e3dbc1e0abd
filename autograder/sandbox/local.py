"""Run a learner's own submission in a fork of this process: nothing has to be started for it.

It is for one's own code: a submission of others gets a process that holds nothing of the grader's
(`autograder.sandbox.worker`).
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import asdict
from typing import Any

from autograder.data.own_time import waited
from autograder.sandbox.fork import Ending, Fork, WorkerDied
from autograder.sandbox.inside.local import be_the_learner, load_named
from autograder.sandbox.limits import Layers, Limits, Namespaces
from autograder.sandbox.pipes import PipedFork


def can_fork_here() -> bool:
    """Whether this process may be forked: on Linux, where it has a single thread."""
    try:
        return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


class LocalWorker:
    """Forks this process. It runs one fork at a time.

    Parameters
    ----------
    limits
        What one submission may use.
    layers
        Which layers to put on; there are no namespaces.
    """

    namespaces: Namespaces = "none"

    def __init__(self, limits: Limits, layers: Layers) -> None:
        self._settings: dict[str, Any] = (
            asdict(limits)
            | asdict(layers)
            | {"cpu_seconds": int(limits.job_seconds) + 2, "parent": os.getpid()}
        )
        self.ready: dict[str, Any] = {}
        self.dropped_root = False
        self._child = 0

    def wait_ready(self) -> None:
        """Do nothing: this process is there."""

    def fork(self, packed: bytes, more: bool = False) -> Fork:
        """Fork this process. The fork runs a packed job, and if asked for more, others after it.

        Raises
        ------
        WorkerDied
            The process could not be forked.
        """
        load_named(packed)
        result, result_end = os.pipe()
        text, text_end = os.pipe()
        jobs_end, jobs = os.pipe() if more else (None, None)
        ends = [result_end, text_end, *([jobs_end] if jobs_end is not None else [])]
        sys.stdout.flush()
        sys.stderr.flush()
        try:
            self._child = os.fork()
            if not self._child:
                be_the_learner(packed, result_end, text_end, jobs_end, self._settings)
        except OSError as error:
            for descriptor in (result, text, *([jobs] if jobs is not None else [])):
                os.close(descriptor)
            raise WorkerDied(f"this process could not be forked ({error})") from error
        finally:
            for descriptor in ends:
                os.close(descriptor)
        return PipedFork(self, result, text, jobs)

    def waited(self) -> float:
        """See `autograder.sandbox.pipes.Reaper.waited`."""
        return waited(self._child) if self._child else 0.0

    def reap(self, wait: bool) -> Ending | None:
        """End the fork if it still runs, and say how it ended."""
        child, self._child = self._child, 0
        if not child:
            return None
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        return Ending.of(os.waitstatus_to_exitcode(status))

    def abort(self) -> None:
        """End the fork now."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)

    def close(self) -> None:
        """End the fork, if there is one."""
        self.reap(wait=True)
