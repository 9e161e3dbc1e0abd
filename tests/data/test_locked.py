"""A text that a right function opens, whatever the order of its sums, and no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.data.locked import Locked, lock, pack_locked, unlock, unpack_locked

CALLS = tuple({"x": np.random.default_rng(seed).normal(size=(3, 4))} for seed in range(3))
TEXT = "def right(x):\n    return np.tanh(x), {'b': x.sum(axis=0), 'a': 2 * x}\n"


def right(x: Any) -> Any:
    return np.tanh(x), {"b": x.sum(axis=0), "a": 2 * x}


def locked() -> Locked:
    found = lock(TEXT, CALLS, [right(**call) for call in CALLS])
    assert found is not None
    return found


@pytest.mark.parametrize(
    "function",
    [
        right,
        lambda x: list(right(x.astype(np.float32))),
        lambda x: (np.tanh(x), {"a": x + x, "b": x[0] + x[1] + x[2]}),
        lambda x: tuple(part if isinstance(part, dict) else part * (1 + 1e-6) for part in right(x)),
    ],
)
def test_a_right_function_opens_it(function: Callable[[Any], Any]) -> None:
    assert unlock(locked(), [function(call["x"]) for call in CALLS]) == TEXT


@pytest.mark.parametrize(
    "results",
    [
        [],
        [None] * 3,
        ["text"] * 3,
        [(np.tanh(call["x"]), {"b": call["x"].sum(axis=0), "a": call["x"]}) for call in CALLS],
        [(np.full((3, 4), np.nan), {"b": np.zeros(4), "a": np.zeros((3, 4))})] * 3,
        [right(CALLS[0]["x"])] * 3,
    ],
)
def test_nothing_else_opens_it(results: list[Any]) -> None:
    assert unlock(locked(), results) == ""


def test_it_is_nowhere_to_be_read() -> None:
    found = locked()
    assert b"tanh" not in found.sealed
    assert all(set(call) == {"x"} for call in found.calls)


def test_whole_numbers_open_it_as_well() -> None:
    calls = [{"n": 3}, {"n": 40}, {"n": 500}]
    found = lock("2 * n", calls, [6, 80, 1000])
    assert found is not None
    assert unlock(found, [6, 80, np.int64(1000)]) == "2 * n"
    assert unlock(found, [6, 80, 1001]) == ""


def test_too_few_numbers_make_no_key() -> None:
    assert lock("f", [{"n": 1}], [7]) is None
    assert lock("f", [{"n": 1}], [np.zeros(100)]) is None


def test_it_travels_as_plain_values() -> None:
    found = unpack_locked(pack_locked(locked()))
    assert found is not None
    assert unlock(found, [right(**call) for call in CALLS]) == TEXT
    assert unpack_locked(pack_locked(None)) is None
