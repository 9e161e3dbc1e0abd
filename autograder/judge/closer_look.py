"""Where a wrong function leaves the truth, and which small change would make it right.

It is asked for where no misconception explains what came back. The learner's code runs again for
it, so what it finds can be forged: it changes words, and never a mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.diagnosis import Diagnosis
from autograder.data.differences import STOPPED, Difference
from autograder.data.location import Location
from autograder.data.recordings import Recordings
from autograder.data.trace import Trace
from autograder.judge.deadline import Deadline, OutOfTime
from autograder.judge.edits.explaining import find_remedy
from autograder.judge.edits.trying import MOST_WORK, Limits
from autograder.judge.laboratory import Laboratory
from autograder.judge.locate import locate
from autograder.judge.locate.cases import most_telling
from autograder.judge.locate.knowing import Knowing

SECONDS = 8.0
"""Seconds of computing time on the trusted side, for one exercise. An honest one takes a tenth of
one, and is limited by a count; this stops what is forged."""
WORK_FOR_A_LINE = 150_000
"""Expressions that may be computed for the line of what has a name already."""
MOST_CASES = 2
"""Cases that are traced for one exercise, until a place is found."""
_NAMED_ENOUGH = frozenset({"swapped returns", "overflow"})
"""Patterns that say already what to change."""
_SAYS_MORE = frozenset({"imprecise", "axis of one", "reshaped", "transposed", "zeros"})
"""Patterns that say more than a line of which nothing else is known."""


def look_closer(
    key: ExerciseKey,
    recorded: Recordings,
    differences: Sequence[Difference | None],
    diagnosis: Diagnosis,
    laboratory: Laboratory,
) -> Diagnosis:
    """The diagnosis with a place, and what would make it right, as far as they can be found.

    Parameters
    ----------
    key, recorded
        The exercise, and what the reference goes through in the cases of its unit.
    differences
        How each case differs, ``None`` where it is right.
    diagnosis
        What is known already. A misconception gets no more than its line, unless a slip in the code
        can have the same numbers.
    laboratory
        Runs the learner's function again.

    Returns
    -------
    Diagnosis
        `diagnosis` itself where nothing more is found.
    """
    if not _wanted(diagnosis):
        return diagnosis
    named = bool(diagnosis.misconceptions) and not _may_be_a_slip(diagnosis)
    if named and not laboratory.patient:
        return diagnosis
    failing = [
        case
        for case, difference in zip(key.cases, differences, strict=True)
        if difference is not None and difference.kind not in STOPPED
    ]
    try:
        with np.errstate(all="ignore"):  # a learner's numbers may be of any size
            telling = most_telling(key, failing, recorded, diagnosis.case.name)
            for case in telling[: 1 if named else MOST_CASES]:
                found = _located(key, recorded, case, laboratory)
                if found is not None:
                    add = _with_line if named else _explained
                    return add(key, diagnosis, found, laboratory)
    except OutOfTime:
        pass
    return diagnosis


@dataclass(frozen=True)
class _Found:
    """A place, and the case that it was seen in.

    ``truth`` is what the reference goes through in that case, and ``events`` says how many
    expressions the learner's function computes there.
    """

    location: Location
    case: Case
    truth: Trace
    events: int

    def limits(self, work: int = MOST_WORK) -> Limits:
        """How much may be tried to find out why."""
        return Limits(self.events, work, Deadline(SECONDS))


def _located(
    key: ExerciseKey, recorded: Recordings, case: Case, laboratory: Laboratory
) -> _Found | None:
    truth = recorded.trace(key.slug, case.name, case.visible)
    trace = laboratory.trace(key.slug, case) if truth is not None else None
    if truth is None or trace is None:
        return None
    location = locate(key, case, truth, trace)
    return None if location is None else _Found(location, case, truth, len(trace.events))


def _with_line(
    key: ExerciseKey, diagnosis: Diagnosis, found: _Found, laboratory: Laboratory
) -> Diagnosis:
    """The misconception with its line: one of which a small change makes the function right.

    A place alone is not sure enough to stand beside a name.
    """
    try:
        remedy = find_remedy(key, found.location, laboratory, None, found.limits(WORK_FOR_A_LINE))
    except OutOfTime:
        return diagnosis
    return replace(diagnosis, location=remedy.location) if remedy.edits else diagnosis


def _explained(
    key: ExerciseKey, diagnosis: Diagnosis, found: _Found, laboratory: Laboratory
) -> Diagnosis:
    """The diagnosis with the place, and with what would make it right."""
    pattern = diagnosis.pattern
    enough = diagnosis.misconceptions or (pattern is not None and pattern.name in _SAYS_MORE)
    located = diagnosis if enough else replace(diagnosis, location=found.location)
    known = Knowing(key, found.case, found.truth, found.location)
    limits = found.limits().in_a_class() if laboratory.in_a_class else found.limits()
    try:
        remedy = find_remedy(key, found.location, laboratory, known, limits)
    except OutOfTime:
        return located
    if enough and not remedy.edits:
        return diagnosis
    explained = replace(
        diagnosis,
        location=remedy.location,
        edits=remedy.edits,
        more_is_wrong=not remedy.whole,
    )
    return _decided(diagnosis, explained) if diagnosis.misconceptions else explained


def _decided(named: Diagnosis, found: Diagnosis) -> Diagnosis:
    """Between a misconception and a slip in the code with the same numbers, as the source says.

    The misconception stays where no such slip is there, and both stay where the source cannot tell.
    One slip that explains every case is likelier than two misconceptions at once.
    """
    if len(named.misconceptions) > 1 and found.edits and not found.more_is_wrong:
        return replace(found, misconceptions=(), undecided=())
    kinds = {kind for item in named.misconceptions for kind in item.same_numbers}
    slips = tuple(edit for edit in found.edits if edit.kind in kinds)
    if not slips:
        return replace(named, location=found.location)
    sure = len(slips) == len(found.edits)
    undecided = () if sure else named.misconceptions
    return replace(found, misconceptions=(), undecided=undecided, edits=slips)


def _wanted(diagnosis: Diagnosis) -> bool:
    """Whether a place would add something to what is known."""
    if diagnosis.difference.kind in STOPPED:
        return False
    if diagnosis.misconceptions:
        return True
    return diagnosis.pattern is None or diagnosis.pattern.name not in _NAMED_ENOUGH


def _may_be_a_slip(diagnosis: Diagnosis) -> bool:
    """Whether a slip in one line can have the same numbers as the misconceptions."""
    several = len(diagnosis.misconceptions) > 1
    return several or any(item.same_numbers for item in diagnosis.misconceptions)
