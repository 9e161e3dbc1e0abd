"""A loop that never ends is ended, also where the system cannot interrupt Python."""

from __future__ import annotations

import sys
import time

import pytest

from autograder.data.own_time import OwnDeadline
from autograder.learner import time_limit as module
from autograder.learner.time_limit import TookTooLong, time_limit, watched_turns

LOOPS = {
    "while": "while True:\n    pass",
    "a generator": "sum(1 for _ in iter(int, 1))",
    "a comprehension": "[0 for _ in iter(int, 1)]",
    "a for loop": "for _ in iter(int, 1):\n    pass",
    "catches all": (
        "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n"
        "        pass"
    ),
}
watching = pytest.mark.skipif(
    not hasattr(sys, "monitoring"), reason="Python watches the turns of loops from 3.12 on"
)


@watching
@pytest.mark.parametrize("source", LOOPS.values(), ids=LOOPS)
def test_a_watched_loop_is_ended(source: str) -> None:
    began = time.monotonic()
    with pytest.raises(TookTooLong), watched_turns(OwnDeadline(0.05)):
        exec(source)
    assert time.monotonic() - began >= 0.05


@watching
def test_nothing_is_watched_afterwards() -> None:
    with watched_turns(OwnDeadline(0.0)):
        pass
    for _ in range(1000):
        pass
    assert sys.monitoring.get_tool(4) is None  # type: ignore[attr-defined,unused-ignore]


@watching
def test_within_another_watch_the_outer_one_counts() -> None:
    with (
        pytest.raises(TookTooLong),
        watched_turns(OwnDeadline(0.05)),
        watched_turns(OwnDeadline(1000)),
    ):
        exec(LOOPS["while"])


@watching
def test_where_there_is_no_timer_loops_are_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HAS_TIMER", False)
    with pytest.raises(TookTooLong), time_limit(OwnDeadline(0.05)):
        exec(LOOPS["while"])


@pytest.mark.skipif(not module.HAS_TIMER, reason="this system has no timer")
@pytest.mark.parametrize("name", [name for name in LOOPS if name != "catches all"])
def test_a_timer_ends_it_as_well(name: str) -> None:
    with pytest.raises(TookTooLong), time_limit(OwnDeadline(0.05)):
        exec(LOOPS[name])


class PutOff(OwnDeadline):
    """Says what is left each time that it is asked: others had the processor meanwhile."""

    def __init__(self, *left: float) -> None:
        self.to_say = list(left)

    def left(self) -> float:
        return self.to_say.pop(0) if len(self.to_say) > 1 else self.to_say[0]


@pytest.mark.skipif(not module.HAS_TIMER, reason="this system has no timer")
def test_the_timer_asks_what_is_left_before_it_ends_anything() -> None:
    deadline = PutOff(0.02, 0.05, 1000.0)
    with time_limit(deadline):
        while len(deadline.to_say) > 1:
            pass
    with pytest.raises(TookTooLong), time_limit(PutOff(0.02, 0.05, 0.0)):
        exec(LOOPS["while"])


@watching
def test_a_watched_loop_goes_on_while_something_is_left() -> None:
    deadline = PutOff(0.0, 0.01, 1000.0)
    with watched_turns(deadline):
        while len(deadline.to_say) > 1:
            pass
