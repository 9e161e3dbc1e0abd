"""A second set, written when the misconceptions were there: how much of what is new is named?"""

from __future__ import annotations

from tests.diagnosis.wrong_styles.afterwards import (
    backprop,
    cell,
    gates,
    memory,
    rnn,
    sequence,
    stack,
    step,
)

WRITTEN = [
    entry
    for module in (rnn, gates, cell, step, sequence, stack, backprop, memory)
    for entry in module.WRITTEN
]
