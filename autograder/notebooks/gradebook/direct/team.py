"""Several processes that share the work on a class."""

from __future__ import annotations

import gc
import multiprocessing
import os
import socket
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Protocol

from autograder.notebooks.gradebook.direct.member import Member, Task, serve

FORKS = sys.platform == "linux"
"""Whether a process can be a fork of this one, which has loaded everything. Elsewhere that is not
safe, and each starts anew."""
SMALLEST_SHARE = 8 if FORKS else 30
"""From so many tasks for each on, starting a process takes less time than it saves."""
IN_HAND = 2
"""Tasks that a process has at once, so that it never waits for the next."""

SELDOM = 10_000
"""So many new objects that are left make Python look for those that nothing refers to. A syntax
tree has thousands, and Python would look through it several times."""


class _Process(Protocol):
    """A process that was started."""

    def kill(self) -> None: ...

    def wait(self) -> object: ...


class Team:
    """Processes that do tasks, for as long as its ``with`` block lasts.

    Parameters
    ----------
    size
        How many processes. With fewer than two, the tasks are done in this one.
    member
        Does tasks in this process. Forks of it have what it has loaded by then.
    """

    def __init__(self, size: int, member: Member) -> None:
        self.size, self._here = size, member
        self._stack = ExitStack()
        self._processes: dict[Connection, _Process] = {}
        self._usually = gc.get_threshold()

    def __enter__(self) -> Team:
        self._stack.enter_context(self._here)
        gc.freeze()  # looking through all that is loaded again and again takes its time
        self._usually = gc.get_threshold()
        gc.set_threshold(max(SELDOM, self._usually[0]), *self._usually[1:])
        cores = _cores(self.size)
        for number in range(self.size if self.size > 1 else 0):
            core = cores[number % len(cores)] if cores else None
            ours, theirs = socket.socketpair()
            with ours, theirs:
                process = _Fork(self._here, theirs, core) if FORKS else _started(theirs)
                connection = Connection(ours.detach())
            if not FORKS:
                connection.send(self._here.setup)
            self._processes[connection] = process
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        gc.unfreeze()
        gc.set_threshold(*self._usually)
        self._stack.__exit__(kind, error, trace)
        for connection, process in self._processes.items():
            connection.close()
            if error is not None:
                process.kill()
            process.wait()
        self._processes.clear()

    def first(self, task: Task) -> Any:
        """Do a task in this process before the others start. Forks then have what it prepared."""
        return task.do(self._here)

    def do(self, tasks: Iterable[Task], ahead: int = IN_HAND) -> Iterator[Any]:
        """Do tasks, and yield each answer as soon as it is there.

        Each process has `ahead` tasks in hand, and the next are looked for meanwhile. A task whose
        process died is done in this one. An exception of a task is raised here.
        """
        coming = iter(tasks)
        if not self._processes:
            for task in coming:
                yield task.do(self._here)
            return
        in_hand: dict[Connection, list[Task]] = {connection: [] for connection in self._processes}
        for _ in range(ahead):
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


class _Fork:
    """A fork of this process."""

    def __init__(self, member: Member, theirs: socket.socket, core: int | None) -> None:
        context = multiprocessing.get_context("fork")
        work = member, theirs.fileno(), core
        self._process = context.Process(target=_serve, args=work, daemon=True)
        with warnings.catch_warnings():
            # Other threads draw progress bars. The fork uses nothing of theirs.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> None:
        self._process.join()


def _cores(size: int) -> list[int]:
    """The cores that processes are kept on, one each; none where some cores would stay free.

    A process and what it starts wait for each other all the time. Spread over cores, several of
    them queue up for one core while others have little to do.
    """
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    return cores if size >= len(cores) else []


def _serve(member: Member, descriptor: int, core: int | None) -> None:
    """Be a fork that does tasks, on one core if it is given.

    It leaves everything alone that this process has open.
    The lock on the course and the connections to the gradebook belong to the process that forked.
    """
    gc.freeze()  # nothing that comes along is collected, and so nothing of it is closed
    for name in os.listdir("/dev/fd"):
        if int(name) > 2 and int(name) != descriptor:
            with suppress(OSError):  # the listing's own
                os.close(int(name))
    if core is not None:
        with suppress(OSError):  # a system may not allow it
            os.sched_setaffinity(0, {core})
    try:
        serve(member, Connection(descriptor))
    finally:
        os._exit(0)


def _started(theirs: socket.socket) -> _Process:
    """A new process that does tasks."""
    module = "autograder.notebooks.gradebook.direct.member"
    return subprocess.Popen(
        [sys.executable, "-m", module, str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
