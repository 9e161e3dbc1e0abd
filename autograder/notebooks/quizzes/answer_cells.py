"""Which cell of a submitted quiz answers which question, and where only a person can say.

Cells are deleted, copied, split, merged and turned into text cells. An answer that stands anywhere
but in its own code cell costs nobody a mark without a person having seen it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.submission.notebook import nbgrader_id, source_of

GIVEN = re.compile(r"^[ \t]*answer[ \t]*=(?!=|[ \t]*(?:\.\.\.|…))", re.MULTILINE)
"""A line that gives an answer; the one of a cell as handed out does not."""

IN_TEXT = "The answer stands in a text cell, and only code cells are read."
"""What is said of an answer cell that became a Markdown or raw cell."""


@dataclass(frozen=True)
class Answers:
    """What a submitted quiz answers.

    ``sources`` are the sources of answer cells by question. ``doubts`` says of a question why a
    person has to look.
    """

    sources: Mapping[str, str]
    doubts: Mapping[str, str]


def answers_in(
    cells: Sequence[Mapping[str, Any]], stubs: Mapping[str, str], texts: Sequence[str] = ()
) -> Answers:
    """Find the answers in the cells of a quiz.

    Where an answer cell occurs several times, the one that was filled in counts.

    Parameters
    ----------
    cells
        The cells as they stand in the notebook's JSON.
    stubs
        The answer cells as released, by question.
    texts
        The texts that were handed out in text cells. Any other may be an answer.
    """
    own: dict[str, list[Mapping[str, Any]]] = {name: [] for name in stubs}
    for cell in cells:
        own.get(str(nbgrader_id(cell)), []).append(cell)
    lost = any(not found for found in own.values())
    ours = [[], *(text.split() for text in texts)]
    strays = [
        number
        for number, cell in enumerate(cells, 1)
        if nbgrader_id(cell) not in stubs and _may_answer(cell, ours)
    ]
    sources, doubts = {}, {}
    for name, stub in stubs.items():
        codes = dict.fromkeys(source_of(cell) for cell in own[name] if _is_code(cell))
        filled = [text for text in codes if not _same(text, stub)]
        sources[name] = filled[-1] if filled else stub
        if doubt := _doubt(own[name], filled, stub, strays, lost):
            doubts[name] = doubt
    return Answers(sources, doubts)


def _doubt(
    own: Sequence[Mapping[str, Any]],
    filled: Sequence[str],
    stub: str,
    strays: Sequence[int],
    lost: bool,
) -> str:
    """Why a person has to look at a question; empty where nothing is unclear.

    `own` are the cells of the question and `filled` the answers in them. `strays` are the numbers
    of other cells that may hold an answer. `lost` says that some question has no cell.
    """
    in_text = [cell for cell in own if not _is_code(cell) and not _same(source_of(cell), stub)]
    if len(filled) > 1:
        return "The answer cell occurs several times, with different answers."
    if filled and lost and len(GIVEN.findall(filled[0])) > 1:
        return "The cell holds several answers, and the cell of another question is missing."
    if filled:
        return ""
    if in_text:
        return IN_TEXT
    if not own:
        return "The answer cell is missing, so nobody can say whether there was an answer."
    if strays:
        return (
            "The answer cell is as it was handed out, but the answer may stand in cell"
            f" {strays[0]} of the notebook."
        )
    return ""


def _may_answer(cell: Mapping[str, Any], ours: Sequence[Sequence[str]]) -> bool:
    """Whether a cell that belongs to no question may hold an answer.

    Code does with a line ``answer =``, and a text unless its words are `ours`.
    """
    text = source_of(cell)
    return bool(GIVEN.search(text)) if _is_code(cell) else text.split() not in ours


def _is_code(cell: Mapping[str, Any]) -> bool:
    return cell.get("cell_type") == "code"


def _same(text: str, stub: str) -> bool:
    """Whether a cell is empty or as it was handed out, whatever its spaces."""
    return text.split() in ([], stub.split())
