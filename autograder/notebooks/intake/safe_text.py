"""The text cells of a submission, made safe to show on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from autograder.notebooks.intake.repair import Cell

LONGEST_TEXT = 50_000
"""Characters of a submission's own text cells together. The time that it takes to turn them into a
page grows with the square."""

_HTML = re.compile(r"<(?=[A-Za-z/!?<])")
_LINK = re.compile(r"\]\((?!\s*(?:https?://|#))(?:\s*attachment:([\w.-]+)(?=[)\s]))?")
_PICTURE = re.compile(r"!(?=\[)(?!\[[^\[\]\n]*\]\(\s*attachment:)")
_NAMED_LINK = re.compile(r"\](?=:(?!\s*https?://))")


def kept_short(cells: Iterable[Cell], ours: frozenset[str]) -> Iterator[Cell]:
    """Cut the learner's text cells to `LONGEST_TEXT` characters together.

    While formgrader turns them into a page, the instructor's whole server waits. Code cells stay as
    they are, and so does `ours`, the prose that was released.
    """
    left = LONGEST_TEXT
    for cell in cells:
        if cell["cell_type"] == "code" or cell["source"] in ours:
            yield cell
            continue
        text = cell["source"]
        yield (
            cell
            if len(text) <= left
            else cell | {"source": f"{text[:left]}\n\n… The rest is in the submitted file."}
        )
        left -= min(len(text), left)


def inert(cell: Cell, ours: frozenset[str]) -> Cell:
    """Take out of a text cell what a browser would run or follow.

    HTML is shown as text, and only links to the web and to the cell's own pictures remain links. A
    picture from the web becomes a link: a page that loads it says who reads it, and when.
    Code cells stay as they are, and so does `ours`, the prose that was released. Feedback pages and
    formgrader render text cells without a check, formgrader in the instructor's session, and both
    stop with an error at a picture that is missing.
    """
    if cell["cell_type"] == "code" or cell["source"] in ours:
        return cell
    pictures = {name for name, bundle in cell.get("attachments", {}).items() if bundle}
    text = _LINK.sub(
        lambda found: found[0] if found[1] in pictures else f"] ({found[0][2:]}",
        _PICTURE.sub("", _HTML.sub("&lt;", cell["source"])),
    )
    return cell | {"source": _NAMED_LINK.sub("]\\\\", text)}
