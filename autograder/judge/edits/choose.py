"""Which of the changes that make a function right says what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.data.edits import Edit
from autograder.judge.edits.candidates import Candidate

CLEARLY = 0.25
"""How much likelier one slip must be than another for the other not to be offered."""
_MOST_OFFERED = 2


def choose(passing: Sequence[Candidate]) -> tuple[Edit, ...]:
    """What to say where these changes make a function right.

    Two causes can give the same numbers. The likelier slip is believed, where it is clearly
    likelier: the same kind of thing with a name that looks alike. Else both are offered.

    Returns
    -------
    tuple of Edit
        The likeliest first. Where several names fit in the same place, none is named.
    """
    best: dict[tuple[str, tuple[int, int], str], list[Candidate]] = {}
    for candidate in sorted(passing, key=lambda candidate: candidate.cost):
        edit = candidate.edit
        best.setdefault((edit.kind, candidate.position, edit.stands), []).append(candidate)
    groups = list(best.values())
    if not groups:
        return ()
    near = [group for group in groups if group[0].cost <= groups[0][0].cost + CLEARLY]
    return tuple(dict.fromkeys(_common(group) for group in near))[:_MOST_OFFERED]


def _common(group: Sequence[Candidate]) -> Edit:
    """The edit of changes of one kind in one place: with a name where only one is likely."""
    first = group[0]
    named = {
        candidate.edit.belongs for candidate in group if candidate.cost <= first.cost + CLEARLY
    }
    if len(named) == 1:
        return first.edit
    return Edit(first.edit.kind, first.edit.stands)
