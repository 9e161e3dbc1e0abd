"""Chunks of learner source."""

from __future__ import annotations

from autograder.data.runs import Chunk, sources_of


def test_chunks_of_one_file_are_put_together_at_their_lines() -> None:
    chunks = (Chunk("gates.py", "a = 1\n"), Chunk("cell 2", "c"), Chunk("gates.py", "\n\nb = 2\n"))
    assert sources_of(chunks) == {"gates.py": "a = 1\n\nb = 2\n", "cell 2": "c"}
