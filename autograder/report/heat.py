"""A small picture of where an array's values differ: characters for a terminal, a table for a page.

Neither shows any number, so both may be shown for hidden cases as well. An array in which every
entry is wrong has no picture.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from autograder.data.differences import Difference, WrongValue

WRONG, RIGHT = "■", "·"
_ROWS, _COLUMNS, _BLOCKS = 12, 24, 6


def heat_text(difference: Difference | None) -> str:
    """Draw rows of ``■`` (differs) and ``·`` (right), with the steps of a sequence side by side.

    The text is empty when there is nothing to draw.
    """
    blocks = _blocks(difference)
    if difference is None or not blocks:
        return ""
    rows = max(len(block) for block in blocks)
    lines = [
        "  ".join("".join(WRONG if entry else RIGHT for entry in block[row]) for block in blocks)
        for row in range(rows)
    ]
    return "\n".join([*lines, _legend(difference)])


def heat_html(difference: Difference | None) -> str:
    """Draw the same as a table, with a description for screen readers. All styles are inline."""
    blocks = _blocks(difference)
    if difference is None or not blocks:
        return ""
    tables = "".join(
        '<table style="border-collapse:collapse;font:.7em/1'
        f' monospace;width:auto;margin:0">{"".join(map(_row, block))}</table>'
        for block in blocks
    )
    legend = _legend(difference)
    return (
        f'<figure role="img" aria-label="{legend}" style="margin:.4em 0">'
        f'<div aria-hidden="true" style="display:flex;gap:.6em;flex-wrap:wrap">{tables}</div>'
        f'<figcaption style="font-size:.85em;opacity:.8">{legend}</figcaption></figure>'
    )


def _row(entries: NDArray[np.bool_]) -> str:
    return f"<tr>{''.join(map(_cell, entries))}</tr>"


def _cell(wrong: np.bool_) -> str:
    look = "background:#b35900;color:#fff" if wrong else "opacity:.5"
    return (
        '<td style="width:1em;height:1em;padding:.1em;text-align:center;border:1px solid'
        f' #8888;{look}">{WRONG if wrong else RIGHT}</td>'
    )


def _blocks(difference: Difference | None) -> list[NDArray[np.bool_]]:
    wrong = difference.wrong if isinstance(difference, WrongValue) else None
    if wrong is None or wrong.all() or not wrong.ndim:
        return []
    if wrong.ndim == 1:
        parts = [wrong[np.newaxis]]
    elif wrong.ndim == 2:
        parts = [wrong]
    else:
        parts = list(wrong.reshape(-1, *wrong.shape[-2:])[:_BLOCKS])
    return [part[:_ROWS, :_COLUMNS] for part in parts]


def _legend(difference: Difference) -> str:
    assert isinstance(difference, WrongValue)
    assert difference.wrong is not None
    wrong = difference.wrong
    axes = {1: "one row", 2: "rows are the first axis"}.get(
        wrong.ndim, "side by side: the first axis"
    )
    cut = wrong.ndim > 2 and len(wrong.reshape(-1, *wrong.shape[-2:])) > _BLOCKS
    larger = cut or any(
        size > limit for size, limit in zip(wrong.shape[::-1], (_COLUMNS, _ROWS), strict=False)
    )
    place = f"{difference.where}: " if difference.where.isidentifier() else ""
    beginning = ", its beginning" if larger else ""
    return f"{WRONG} {place}{int(wrong.sum())} of {wrong.size} entries differ ({axes}{beginning})"
