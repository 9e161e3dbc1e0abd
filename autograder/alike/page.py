"""Pairs that are alike, as one HTML page for a person to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.alike.compare import FEW, FEW_OF, LEAST_LINES, LEAST_SHARE, Alike, groups
from autograder.alike.passages import side_by_side
from autograder.report.pages import render

MOST_SHOWN = 100
"""Pairs whose passages the page shows."""


@dataclass(frozen=True)
class UnitAlike:
    """What was found in one unit. ``left_out`` says whose submission could not be read, and why."""

    unit: str
    title: str
    found: Alike
    handed_out: frozenset[str]
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def usual(self) -> frozenset[str]:
        """What tells nothing: the lines that are handed out, and those that many write."""
        return self.handed_out | self.found.common.keys()


def write_page(units: Sequence[UnitAlike], out: Path) -> Path:
    """Write the page to `out` and return that path. It needs no other file."""
    page = render(
        "alike.html",
        units=units,
        passages={
            unit.unit: [side_by_side(pair, unit.usual) for pair in unit.found.pairs[:MOST_SHOWN]]
            for unit in units
        },
        groups={unit.unit: groups(unit.found.pairs) for unit in units},
        few=FEW,
        few_of=FEW_OF,
        least_lines=LEAST_LINES,
        least_share=LEAST_SHARE,
        most_shown=MOST_SHOWN,
    )
    out.write_text(page, encoding="utf-8")
    return out
