"""Wrong (and some right) code as people write it: joined weights, copied lines, arrays that are
filled in a loop.

What of it was not named when it was first handed in led to new misconceptions.
"""

from __future__ import annotations

from tests.diagnosis.wrong_styles.first import (
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
