"""A small picture of where an array's values differ: characters for a terminal, a table for a page.

Neither shows any number, so both may be shown for hidden cases too.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from autograder.compare import Difference

WRONG, RIGHT = "■", "·"
_ROWS, _COLUMNS, _BLOCKS = 12, 24, 6


def heat_text(difference: Difference) -> str:
    """Rows of ``■`` (differs) and ``·`` (right), the steps of a sequence side by side. Empty without a picture."""
    blocks = _blocks(difference)
    if not blocks:
        return ""
    rows = max(len(block) for block in blocks)
    lines = ["  ".join("".join(WRONG if entry else RIGHT for entry in block[row]) for block in blocks)
             for row in range(rows)]
    return "\n".join([*lines, _legend(difference)])


def heat_html(difference: Difference) -> str:
    """The same as a table, with its meaning in words for those who cannot see it; readable without its style."""
    blocks = _blocks(difference)
    if not blocks:
        return ""
    tables = "".join(f'<table class="gw-heat-block">{"".join(map(_row, block))}</table>' for block in blocks)
    legend = _legend(difference)
    return (f'<figure class="gw-heat" role="img" aria-label="{legend}"><div aria-hidden="true">{tables}</div>'
            f"<figcaption>{legend}</figcaption></figure>")


HEAT_CSS = """.gw-heat{margin:.5rem 0}.gw-heat div{display:flex;gap:.6rem;flex-wrap:wrap}
.gw-heat-block{border-collapse:collapse;font:.7rem/1 monospace}
.gw-heat-block td{width:1em;height:1em;padding:.1em;text-align:center;border:1px solid #8884}
.gw-heat-block .gw-wrong{background:#c2410c;color:#fff}.gw-heat-block .gw-right{color:#8889}
.gw-heat figcaption{font-size:.85em;opacity:.8}"""
"""The style of the table. Wrong entries differ by sign as well as by colour."""


def _blocks(difference: Difference) -> list[NDArray[np.bool_]]:
    wrong = difference.wrong
    if wrong is None or wrong.size < 2:
        return []
    if wrong.ndim == 1:
        parts = [wrong[np.newaxis]]
    elif wrong.ndim == 2:
        parts = [wrong]
    else:
        parts = list(wrong.reshape(-1, *wrong.shape[-2:])[:_BLOCKS])
    return [part[:_ROWS, :_COLUMNS] for part in parts]


def _row(entries: NDArray[np.bool_]) -> str:
    cells = "".join(f'<td class="{"gw-wrong" if entry else "gw-right"}">{WRONG if entry else RIGHT}</td>'
                    for entry in entries)
    return f"<tr>{cells}</tr>"


def _legend(difference: Difference) -> str:
    wrong = difference.wrong
    assert wrong is not None
    axes = {1: "one row", 2: "rows are the first axis"}.get(wrong.ndim, "side by side: the first axis")
    cut = wrong.ndim > 2 and len(wrong.reshape(-1, *wrong.shape[-2:])) > _BLOCKS
    larger = cut or any(size > limit for size, limit in zip(wrong.shape[::-1], (_COLUMNS, _ROWS), strict=False))
    return f"{WRONG} {int(wrong.sum())} of {wrong.size} entries differ ({axes}{', its beginning' if larger else ''})"
