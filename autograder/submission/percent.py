"""Python files in percent format: cells that begin with a line ``# %%``."""

from __future__ import annotations

import re

from autograder.data.runs import Chunk
from autograder.submission.source_file import LARGEST_SOURCE

CHECK_TAG = "gatewise-check"
"""Cells of a ``.py`` file with this tag are ours, such as the call of `check`. The sandbox does not
run them."""
_MARKER = re.compile(r"^#[ \t]*%%", re.MULTILINE)


def count_cells(text: str) -> int:
    """How many markers of cells a file has."""
    return len(_MARKER.findall(text))


def split_percent(text: str, name: str) -> tuple[Chunk, ...]:
    """Split a Python file at its ``# %%`` markers into chunks called `name`.

    The lines before a cell are left blank in its chunk, so that line numbers are those of the file.
    Cells marked as Markdown (``# %% [markdown]``) are comments and run as such. Cells of ours are
    left out.
    """
    lines = text.splitlines(keepends=True)
    starts = [
        0,
        *(number for number, line in enumerate(lines) if number and re.match(r"#\s*%%", line)),
    ]
    if sum(starts) > LARGEST_SOURCE:
        starts = [0]  # so many blank lines would take more memory than there is
    ends = [*starts[1:], len(lines)]
    return tuple(
        Chunk(name, "\n" * start + "".join(lines[start:end]))
        for start, end in zip(starts, ends, strict=True)
        if not (lines and re.match(rf"#\s*%%.*\btags\s*=.*{CHECK_TAG}", lines[start]))
    )
