"""A place in a trace that a rule points at, before it is told as a `Location`."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.data.location import LocationKind
from autograder.judge.locate.names import Label


@dataclass(frozen=True)
class Finding:
    """What a rule found.

    Parameters
    ----------
    kind
        How the numbers leave the truth.
    event
        Where, as an index into the learner's trace.
    site
        The site, where it is not that of the event itself.
    wanted
        What of the truth should be there.
    found
        What is there instead.
    """

    kind: LocationKind
    event: int
    site: int | None = None
    wanted: Label | None = None
    found: Label | None = None
