"""Share trusted work out between forked processes.

What the work needs is there already, because a fork copies it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class ProcessDied(RuntimeError):
    """A process ended before its work was done, for example because memory ran out."""


def spread(
    work: Callable[[Item], Result], items: Sequence[Item], processes: int
) -> Iterator[tuple[int, Result]]:
    """Do the same work for every item, in several processes.

    The items are started in their order, each in the next process that is free. Results come back
    by pickle.

    Parameters
    ----------
    work
        What to do with an item. An exception in it is printed and ends its process.
    items
        The items.
    processes
        How many processes to use. With fewer than two, the work is done in this process.

    Yields
    ------
    index : int
        The place of an item.
    result
        What `work` returned for it. Results come in the order in which they are done.

    Raises
    ------
    ProcessDied
        A process ended early.
    """
    if processes < 2 or len(items) < 2:
        yield from ((index, work(item)) for index, item in enumerate(items))
        return
    ours = _processes(work, items, min(processes, len(items)))
    try:
        todo = iter(range(len(items)))
        busy = {channel for channel in ours if _hand_out(channel, todo)}
        while busy:
            for channel in wait(list(busy)):
                assert isinstance(channel, Connection)
                yield _received(channel)
                if not _hand_out(channel, todo):
                    busy.discard(channel)
    finally:
        for channel, child in ours.items():
            channel.close()
            child.terminate()
            child.join()


def _processes(
    work: Callable[[Item], Result], items: Sequence[Item], count: int
) -> dict[Connection, ForkProcess]:
    """Start so many forks that wait for the index of an item, each at the end of a channel."""
    context = get_context("fork")

    def serve(channel: Connection) -> None:
        while (index := channel.recv()) is not None:
            channel.send((index, work(items[index])))

    ours = {}
    for _ in range(count):
        here, there = context.Pipe()
        child = context.Process(target=serve, args=(there,), daemon=True)
        child.start()
        there.close()
        ours[here] = child
    return ours


def _received(channel: Connection) -> Any:
    try:
        return channel.recv()
    except EOFError as error:
        raise ProcessDied(
            "a process ended before its work was done; is there enough memory?"
        ) from error


def _hand_out(channel: Connection, todo: Iterator[int]) -> bool:
    index = next(todo, None)
    channel.send(index)
    return index is not None
