"""What a learner's code has right, the first quantity that it has not, and what follows from it.

A line of names for a terminal, the diagram of a step for a page, and where it is a sequence the
loop over time. No number is shown, so both may be shown for hidden cases as well. Where nothing of
the right solution was found there is no picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Literal

from autograder.data.diagnosis import Diagnosis
from autograder.data.location import Location
from autograder.data.text import clean
from autograder.report.diagram import Diagram

State = Literal["given", "right", "wrong", "follows"]

MARKS: dict[State, str] = {"given": "", "right": "✓", "wrong": "✗", "follows": "·"}
WORDS: dict[State, str] = {
    "given": "given",
    "right": "right",
    "wrong": "the first that is not right",
    "follows": "follows from it",
}
_COLOURS: dict[State, str] = {
    "given": "color:#444;color:light-dark(#444,#ccc)",
    "right": "color:#1a7f37;color:light-dark(#1a7f37,#4ac26b)",
    "wrong": "color:#b3261e;color:light-dark(#b3261e,#ff8a80)",
    "follows": "color:#666;color:light-dark(#666,#9a9a9a)",
}
_BORDERS: dict[State, str] = {
    "given": "stroke-width:0",
    "right": "stroke-width:1.6",
    "wrong": "stroke-width:3.2",
    "follows": "stroke-width:1.4;stroke-dasharray:4 3",
}
_CHIPS: dict[State, str] = {
    "given": "",
    "right": "border:1.5px solid",
    "wrong": "border:3px solid",
    "follows": "border:1.5px dashed",
}
_LONGEST = 40
_MOST_STEPS = 12


def flow_text(diagnosis: Diagnosis | None) -> str:
    """Write what is right, what is not, and what follows: "✓ f_t  ✓ i_t → ✗ c_t → · h_t".

    Arrows stand between what is made of what. In a sequence the steps come first. The text is empty
    where nothing was found.
    """
    location = _drawn(diagnosis)
    if location is None:
        return ""
    states = dict(_quantities(location))
    columns = [
        "  ".join(f"{MARKS[states[name]]} {name}" for name in column if states[name] != "given")
        for column in _diagram(location).columns
    ]
    quantities = " → ".join(filter(None, columns))
    steps = " ".join(f"{MARKS[state]}{step}" for step, state in _steps(location))
    return f"steps {steps}; in step {location.step}: {quantities}" if steps else quantities


def flow_html(diagnosis: Diagnosis | None) -> str:
    """Draw the steps of a sequence, and the quantities of the step where it goes wrong.

    Marks and borders say the same as the colours, and a title says it in words.
    """
    location = _drawn(diagnosis)
    if location is None:
        return ""
    states = dict(_quantities(location))
    label = "; ".join(f"{name}: {WORDS[state]}" for name, state in states.items())
    looks = {
        name: (MARKS[state], _COLOURS[state], _BORDERS[state]) for name, state in states.items()
    }
    key = ", ".join(f"{MARKS[state]} {WORDS[state]}" for state in ("right", "wrong", "follows"))
    return (
        '<figure style="margin:.5em 0;overflow-x:auto">'
        f"{_steps_html(location)}{_diagram(location).svg(looks, label)}"
        f'<figcaption style="font-size:.85em;opacity:.85">{key}</figcaption></figure>'
    )


def _drawn(diagnosis: Diagnosis | None) -> Location | None:
    location = diagnosis.location if diagnosis is not None else None
    if location is None or not location.picture.right or not location.picture.wrong:
        return None
    return location


def _diagram(location: Location) -> Diagram:
    picture = location.picture
    names = [name for name, _ in _quantities(location)]
    links = [(_name(start), _name(end)) for start, end in picture.links]
    if not links:
        links = [(name, _name(picture.wrong)) for name in map(_name, picture.right)]
        links += [(_name(picture.wrong), name) for name in map(_name, picture.follows)]
    given = [name for name, state in _quantities(location) if state == "given"]
    return Diagram(names, links, given)


def _quantities(location: Location) -> Iterator[tuple[str, State]]:
    picture = location.picture
    shown = {picture.wrong, *picture.right, *picture.follows}
    for name in picture.given:
        if name not in shown:
            yield _name(name), "given"
    for name in picture.right:
        yield _name(name), "right"
    yield _name(picture.wrong), "wrong"
    for name in picture.follows:
        yield _name(name), "follows"


def _name(name: str) -> str:
    return clean(name, _LONGEST)


def _steps(location: Location) -> Iterator[tuple[int, State]]:
    """The steps of a sequence, as many as fit, with what became of them."""
    wrong, count = location.step, location.picture.steps
    if wrong is None or not wrong <= count <= _MOST_STEPS or count < 2:
        return
    states: tuple[State, State] = ("right", "follows")
    before, after = states[::-1] if location.picture.backwards else states
    for step in range(1, count + 1):
        yield step, before if step < wrong else "wrong" if step == wrong else after


def _steps_html(location: Location) -> str:
    steps = list(_steps(location))
    if not steps:
        return ""
    chips = (" ← " if location.picture.backwards else " → ").join(
        f'<span style="{_COLOURS[state]};{_CHIPS[state]};border-radius:.4em;padding:0 .4em">'
        f"{MARKS[state]} t={step}</span>"
        for step, state in steps
    )
    words = f"Step {location.step} of {len(steps)} is the first that is not right."
    return (
        f'<div role="img" aria-label="{escape(words, quote=True)}" style="margin:.2em 0 .5em;'
        f'font-size:.9em;line-height:1.9">{chips}</div>'
    )
