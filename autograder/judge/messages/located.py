"""A located or explained mistake in words."""

from __future__ import annotations

from dataclasses import replace

from autograder.data.diagnosis import Diagnosis
from autograder.data.grades import Explanation
from autograder.data.location import Location
from autograder.judge.messages.edits import exactly, vaguely
from autograder.judge.messages.places import (
    place_evidence,
    place_headline,
    place_step,
    place_text,
)

_NOT_ALL = "With that alone the results are not right yet: check again after you have changed it."


BACKWARD_IS_RIGHT = "It is in the forward part: your backward lines are right."
_REST_IS_RIGHT = "All the rest of it is right."


def located(slug: str, diagnosis: Diagnosis, location: Location, seen: str) -> Explanation:
    """Explain where the numbers leave the truth, and what would make the line right.

    Parameters
    ----------
    slug
        The exercise.
    diagnosis, location
        What is known.
    seen
        The difference in words.
    """
    guessed = location.kind in ("role", "order", "missing")
    if guessed and diagnosis.edits and diagnosis.edits[0].kind != "missing activation":
        location = replace(location, kind="leaves")  # the change that passes knows better
    evidence = f"{place_evidence(location)} {seen}"
    if not diagnosis.edits:
        return Explanation(evidence, place_step(location), place_headline(location))
    step, *hints = exactly(diagnosis.edits) or (place_step(location),)
    return Explanation(
        evidence,
        step,
        f"{place_text(location)}: {vaguely(diagnosis.edits)}.",
        _NOT_ALL if diagnosis.more_is_wrong else _the_rest(slug, location),
        tuple(hints),
    )


def _the_rest(slug: str, location: Location) -> str:
    """What is right besides: the change makes all of the function right."""
    wrong = location.picture.wrong
    forward = bool(wrong) and not wrong.startswith("d") and not wrong.startswith("grads")
    return BACKWARD_IS_RIGHT if is_backward(slug) and forward else _REST_IS_RIGHT


def is_backward(function: str) -> bool:
    """Whether a function is a backward pass, by its name."""
    return function.endswith("_backward")


def either(named: Explanation, diagnosis: Diagnosis) -> Explanation:
    """Explain that a misconception and a slip in one line give the same numbers.

    `named` is the explanation of the misconception.
    """
    location, edits = diagnosis.location, diagnosis.edits
    if location is None or not edits:
        return named
    slip, *_ = exactly(edits) or (place_step(location),)
    return Explanation(
        f"{named.evidence} Either: {named.headline} Or, in {_inside(place_text(location))}: {slip}",
        f"If it is the first: {named.next_step} If it is the second: compare that line with its"
        " formula.",
        "Two causes give the same numbers, and you can see which it is.",
    )


def _inside(place: str) -> str:
    return f"{place[:1].lower()}{place[1:]}"
