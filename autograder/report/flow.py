"""What a learner's code has right, the first quantity that it has not, and what follows from it.

One line of names for a terminal, coloured boxes for a page. No number is shown, so both may be
shown for hidden cases as well. Where nothing of the right solution was found there is no picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Literal

from autograder.data.diagnosis import Diagnosis
from autograder.data.text import clean

State = Literal["right", "wrong", "follows"]

MARKS: dict[State, str] = {"right": "✓", "wrong": "✗", "follows": "·"}
WORDS: dict[State, str] = {
    "right": "right",
    "wrong": "the first that is not right",
    "follows": "follows from it",
}
_COLOURS: dict[State, str] = {
    "right": "color:#1a7f37;color:light-dark(#1a7f37,#4ac26b)",
    "wrong": "color:#b3261e;color:light-dark(#b3261e,#ff8a80)",
    "follows": "color:#666;color:light-dark(#666,#9a9a9a)",
}
_BOX = "border:1.5px solid;border-radius:.4em;padding:.05em .45em"
_LONGEST = 40


def flow_text(diagnosis: Diagnosis | None) -> str:
    """Write the names in a line, each with a mark: "✓ f_t  ✗ c_t  · h_t".

    The text is empty where nothing was found.
    """
    return "  ".join(f"{MARKS[state]} {name}" for state, name in _quantities(diagnosis))


def flow_html(diagnosis: Diagnosis | None) -> str:
    """Draw the names as boxes: green, then red, then grey. All styles are inline.

    A mark and a description for screen readers say the same as the colours.
    """
    parts = list(_quantities(diagnosis))
    if not parts:
        return ""
    label = escape("; ".join(f"{name}: {WORDS[state]}" for state, name in parts), quote=True)
    boxes = "".join(
        f'<span style="{_COLOURS[state]};{_BOX}">{MARKS[state]} {escape(name)}</span>'
        for state, name in parts
    )
    return (
        f'<figure role="img" aria-label="{label}" style="margin:.4em 0">'
        '<div aria-hidden="true" style="display:flex;gap:.4em;flex-wrap:wrap;'
        f'font-family:monospace;font-size:.9em">{boxes}</div></figure>'
    )


def _quantities(diagnosis: Diagnosis | None) -> Iterator[tuple[State, str]]:
    location = diagnosis.location if diagnosis is not None else None
    if location is None or not location.picture.right or not location.picture.wrong:
        return
    picture = location.picture
    for name in picture.right:
        yield "right", clean(name, _LONGEST)
    yield "wrong", clean(picture.wrong, _LONGEST)
    for name in picture.follows:
        yield "follows", clean(name, _LONGEST)
