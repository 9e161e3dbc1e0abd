"""Leave notebook commands out of learner source, so that the rest parses."""

from __future__ import annotations

import re

KEPT_CELL_MAGICS = frozenset({"time", "timeit", "capture", "prun"})
"""Cell magics that only wrap the cell: its body runs without them."""

_COMMAND = re.compile(r"^(\s*)(?:[%!?]|[\w.,\s\[\]]+=\s*[!%]\s*\w|[\w.]+\s*\?{1,2}\s*$)")


def leave_out_commands(source: str) -> tuple[str, list[tuple[int, str]]]:
    """Blank the magics and shell lines of ``source``.

    Line numbers stay what they were. A cell magic such as ``%%bash`` leaves out the whole cell.

    Returns
    -------
    tuple
        The source that is left, and for each command its line and a message.
    """
    lines = source.split("\n")
    left_out: list[tuple[int, str]] = []
    first = next((index for index, line in enumerate(lines) if line.strip()), None)
    if first is not None and lines[first].lstrip().startswith("%%"):
        words = lines[first].lstrip()[2:].split()
        name = words[0] if words else ""
        if name not in KEPT_CELL_MAGICS:
            return "", [
                (first + 1, f"a cell that begins with %%{name} is not Python: it was left out")
            ]
        left_out.append(
            (
                first + 1,
                f"%%{name} is a notebook command: it was left out, the rest of the cell was kept",
            )
        )
        lines[first] = ""
    for index, line in enumerate(lines):
        match = _COMMAND.match(line)
        if match:
            lines[index] = match[1] + "pass"
            left_out.append(
                (index + 1, f"`{line.strip()[:60]}` is a notebook command: it was left out")
            )
    return "\n".join(lines), left_out
