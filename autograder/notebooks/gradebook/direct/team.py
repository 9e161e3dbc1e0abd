"""Several processes that share the work on a class."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any

from autograder.notebooks.gradebook.direct.member import GradeTask, Member, PageTask, Setup

Task = GradeTask | PageTask
IN_HAND = 2
"""Tasks that a process has at once, so that it never waits for the next."""


class Team:
    """Processes that do tasks, for as long as its ``with`` block lasts.

    Parameters
    ----------
    size
        How many processes. With none, the tasks are done in this one.
    setup
        What each of them gets first.
    """

    def __init__(self, size: int, setup: Setup) -> None:
        self.size, self._setup = size, setup
        self._stack = ExitStack()
        self._here = Member(setup, self._stack)
        self._processes: dict[Connection, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Team:
        for _ in range(self.size):
            ours, theirs = socket.socketpair()
            with theirs:
                process = subprocess.Popen(
                    [
                        sys.executable,
                        "-m",
                        "autograder.notebooks.gradebook.direct.member",
                        str(theirs.fileno()),
                    ],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                )
            connection = Connection(ours.detach())
            connection.send(self._setup)
            self._processes[connection] = process
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
        for connection, process in self._processes.items():
            connection.close()
            if error is not None:
                process.kill()
            process.wait()
        self._processes.clear()

    def do(self, tasks: Iterable[Task]) -> Iterator[Any]:
        """Do tasks, and yield each answer as soon as it is there.

        A task whose process died is done in this one. An exception of a task is raised here.
        """
        coming = iter(tasks)
        if not self._processes:
            for task in coming:
                yield task.do(self._here)
            return
        in_hand: dict[Connection, list[Task]] = {connection: [] for connection in self._processes}
        for _ in range(IN_HAND):
            for connection in in_hand:
                self._give(connection, coming, in_hand)
        while busy := [connection for connection, held in in_hand.items() if held]:
            ready = wait(busy)
            for connection in [connection for connection in busy if connection in ready]:
                try:
                    answer = connection.recv()
                except (EOFError, OSError):
                    left = in_hand.pop(connection)
                    yield from (task.do(self._here) for task in left)
                    if not in_hand:
                        yield from (task.do(self._here) for task in coming)
                    continue
                in_hand[connection].pop(0)
                self._give(connection, coming, in_hand)
                if isinstance(answer, Exception):
                    raise answer
                yield answer

    def _give(
        self,
        connection: Connection,
        coming: Iterator[Task],
        in_hand: dict[Connection, list[Task]],
    ) -> None:
        """Give a process its next task, if there is one."""
        task = next(coming, None)
        if task is None:
            return
        in_hand[connection].append(task)
        with suppress(OSError):  # where it died, that shows when its answer is waited for
            connection.send(task)
