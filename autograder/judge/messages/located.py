"""A located or explained mistake in words."""

from __future__ import annotations

from autograder.data.diagnosis import Diagnosis
from autograder.data.grades import Explanation
from autograder.data.location import Location
from autograder.judge.messages.edits import exactly, vaguely
from autograder.judge.messages.places import place_evidence, place_step, place_text

_NOT_ALL = "With that alone the results are not right yet: check again after you have changed it."


def located(diagnosis: Diagnosis, location: Location, seen: str) -> Explanation:
    """Explain where the numbers leave the truth, and what would make the line right.

    Parameters
    ----------
    diagnosis, location
        What is known.
    seen
        The difference in words.
    """
    place = place_text(location)
    evidence = f"{place_evidence(location)} {seen}"
    if not diagnosis.edits:
        headline = f"{place}: the first after which your numbers are not right."
        return Explanation(evidence, place_step(location), headline)
    return Explanation(
        evidence,
        exactly(diagnosis.edits),
        f"{place}: {vaguely(diagnosis.edits)}.",
        _NOT_ALL if diagnosis.more_is_wrong else "",
    )
