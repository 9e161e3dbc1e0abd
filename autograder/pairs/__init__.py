"""Two mistakes at once: which pairs a wrong answer could be, worked out when it is first asked and
kept.

`table` looks a wrong answer up and is pure; `files` keeps tables beside a course's keys; `work`
makes them from the course's code, in a process of its own.
"""

from __future__ import annotations

from autograder.pairs.table import (
    Identity,
    NoPairs,
    Pair,
    PairMemory,
    PairSource,
    PairTable,
    flattened,
    pack_table,
    table_of,
    unpack_table,
)

__all__ = [
    "Identity",
    "NoPairs",
    "Pair",
    "PairMemory",
    "PairSource",
    "PairTable",
    "flattened",
    "pack_table",
    "table_of",
    "unpack_table",
]
