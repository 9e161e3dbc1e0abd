"""What is kept of the traces of the reference while a class is graded."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.data import recordings
from autograder.data.recordings import pack_recordings
from autograder.data.trace import Event, Site, Trace

SITES = (Site("input", "", 0, 0, 0, 0, ""),)


def trace(number: float) -> Trace:
    event = Event(0, np.array([number]), (1,), (), 0, -1)
    return Trace(SITES, (event,), (), (("", 0),))


def test_the_last_traces_stay_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recordings, "MOST_UNPACKED", 2)
    packed = pack_recordings(SITES, {(name, "a case", True): trace(1.5) for name in "abc"})
    first = packed.trace("a", "a case", True)
    assert first is not None
    assert packed.trace("a", "a case", True) is first
    for name in "bc":
        assert packed.trace(name, "a case", True) is not first
    again = packed.trace("a", "a case", True)
    assert again is not None
    assert again is not first
    assert again.events[0].values == first.events[0].values


def test_what_is_not_there_is_nothing() -> None:
    packed = pack_recordings(SITES, {("a", "a case", True): trace(1.5)})
    assert packed.trace("a", "a case", False) is None
    assert packed.trace("a", "another", True) is None
