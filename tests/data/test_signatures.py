"""Signatures in a key stay packed until something asks for them."""

from __future__ import annotations

import numpy as np

from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Run
from autograder.data.signatures import PackedSignatures, pack_signatures, unpack_signatures

MADE = (
    Signature((Identity("gate-uses-tanh", "forget_gate"),), (Run("raised", error="ValueError"),)),
    Signature((Identity("no-bias", "forget_gate"),), (None,)),
)


def packed() -> PackedSignatures:
    return unpack_signatures(pack_signatures(MADE))


def test_they_come_back_as_they_were() -> None:
    assert packed() == MADE
    assert packed() == MADE
    assert packed() == packed()
    assert packed() != MADE[:1]
    assert packed()[1] == MADE[1]
    assert packed()[1:] == MADE[1:]
    assert len(packed()) == 2
    assert hash(packed()) == hash(MADE)


def test_nothing_is_unpacked_before_it_is_read() -> None:
    found = packed()
    assert not found.unpacked
    assert list(found) == list(MADE)
    assert found.unpacked


def test_none_are_none() -> None:
    assert not unpack_signatures(np.frombuffer(pack_signatures(()).tobytes(), np.uint8))
