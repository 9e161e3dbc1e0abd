"""Work that is shared out comes back whole, and a process that dies is no reason to wait for
ever.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Generator
from multiprocessing import active_children
from pathlib import Path

import pytest

from autograder.course.parallel import ProcessDied, spread

ITEMS = list(range(23))


@pytest.mark.parametrize("processes", [1, 2, 40])
def test_every_item_is_worked_on_once(processes: int) -> None:
    offset = 100  # what is there before the fork need not be handed over
    assert sorted(spread(lambda item: offset + item, ITEMS, processes)) == [
        (item, offset + item) for item in ITEMS
    ]


def test_more_than_one_process_works() -> None:
    assert os.getpid() not in {pid for _, pid in spread(lambda item: os.getpid(), ITEMS, 2)}
    assert {pid for _, pid in spread(lambda item: os.getpid(), ITEMS, 1)} == {os.getpid()}


def test_a_process_that_dies_is_told() -> None:
    def die(item: int) -> int:
        if item == 11:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    with pytest.raises(ProcessDied, match="before its work was done"):
        list(spread(die, ITEMS, 2))


def test_what_is_no_longer_asked_for_is_given_up(tmp_path: Path) -> None:
    """The processes are ended in the midst of their work, and waited for."""

    def slow(item: int) -> int:
        if item:
            time.sleep(5)
            (tmp_path / f"{item} was finished").touch()
        return item

    running = spread(slow, ITEMS, 3)
    assert isinstance(running, Generator)
    assert next(running) == (0, 0)
    assert len(active_children()) == 3
    running.close()
    assert active_children() == []
    assert list(tmp_path.iterdir()) == []


def test_no_process_is_left_when_all_is_done_or_one_has_died() -> None:
    assert len(list(spread(lambda item: item, ITEMS, 3))) == len(ITEMS)
    assert active_children() == []
    with pytest.raises(ProcessDied, match="before its work was done"):
        list(spread(lambda item: os._exit(3) if item == 11 else item, ITEMS, 3))
    assert active_children() == []
