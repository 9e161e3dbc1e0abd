"""Find the first place where a learner's numbers leave the truth, in one case."""

from __future__ import annotations

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.location import Location, Read
from autograder.data.trace import DROPPED, RETURNED, Trace
from autograder.judge.locate.finding import Finding
from autograder.judge.locate.flow import sources
from autograder.judge.locate.kept import pool_of
from autograder.judge.locate.leaving import leave
from autograder.judge.locate.misplaced import misplaced
from autograder.judge.locate.outputs import Output, outputs
from autograder.judge.locate.picture import lacks, picture
from autograder.judge.locate.reading import Reading
from autograder.judge.locate.starts import is_start, why_special
from autograder.judge.locate.walk import is_nudge, origins


def locate(exercise: ExerciseKey, case: Case, truth: Trace, trace: Trace) -> Location | None:
    """Find where the numbers of one call leave those of the reference.

    Parameters
    ----------
    exercise, case
        The exercise, and one of its cases that looks at values.
    truth
        What the reference went through in this case (`AnswerKey.recorded`).
    trace
        What the learner's function went through. It may be forged.

    Returns
    -------
    Location or None
        ``None`` where the results are right in this case, or where no place can be told.
    """
    try:
        reading = Reading(trace, pool_of(exercise, case, truth))
        results = outputs(exercise, case, reading)
        finding = find(reading, results)
        return told(reading, results, finding, case) if finding is not None else None
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError):
        return None  # a forged trace may hold anything, and decides nothing but words


def find(reading: Reading, results: list[Output]) -> Finding | None:
    """The place that the rules point at, the most telling result first."""
    wrong = [result for result in results if not result.right]
    dropped = _dropped(reading, wrong)
    if dropped is not None:
        return dropped
    unknown = [event for result in wrong if result.kind == "unknown" for event in result.events]
    if unknown:
        firsts = [event for event in origins(reading, unknown) if not is_nudge(reading, event)]
        return leave(reading, firsts) if firsts else None
    for result in wrong:
        found = misplaced(reading, result, results) if result.kind == "known" else None
        if found is not None:
            return found
    for result in wrong:
        if result.kind in ("special", "through") and result.events:
            return why_special(reading, result.events[0])
    returns = [
        index
        for index in range(len(reading.trace.events))
        if reading.site(index).target == RETURNED and reading.depth(index) == 1
    ]
    return Finding("misplaced", returns[-1]) if wrong and returns else None


def _dropped(reading: Reading, wrong: list[Output]) -> Finding | None:
    """A statement that keeps its value nowhere, such as ``hs + [h]``, where a result is empty."""
    if all(result.values is None or result.values.size for result in wrong):
        return None
    found = [
        index for index in range(len(reading.trace.events)) if reading.site(index).target == DROPPED
    ]
    return Finding("dropped", found[-1]) if found else None


def told(reading: Reading, results: list[Output], finding: Finding, case: Case) -> Location | None:
    """A finding as the facts that a learner may be told."""
    trace = reading.trace
    site = reading.site(finding.event) if finding.site is None else trace.sites[finding.site]
    if not site.first:
        return None
    step = reading.step(finding.event)
    drawn = picture(reading, step)
    never = finding.kind in ("role", "misplaced") and lacks(drawn, reading, finding.event)
    wanted = finding.wanted or drawn.wanted
    starts = finding.kind == "leaves" and is_start(site)  # zeros_like(c_0) is no formula
    return Location(
        "missing" if never else "start value" if starts else finding.kind,
        site.chunk,
        site.line,
        max(site.line, site.end_line),
        site.text,
        case.name,
        case.visible,
        reads=tuple(_reads(reading, finding.event, step)),
        makes="" if site.target in (RETURNED, DROPPED) else site.target,
        wanted=wanted.seen_from(step) if wanted else None,
        step=step,
        found=finding.found.seen_from(step) if finding.found else None,
        wrong_parts=tuple(result.name for result in results if not result.right),
        right_parts=tuple(result.name for result in results if result.right),
        picture=drawn.picture,
    )


_MOST_READS = 12
_LEAVES = ("name", "attribute", "part", "input", "loop", "before")


def _reads(reading: Reading, event: int, step: int | None) -> list[Read]:
    """What the statement of an event reads, by the names of the truth."""
    found: list[Read] = []
    waiting, seen = sources(reading, event), set[int]()
    while waiting and len(found) < _MOST_READS:
        item = waiting.pop(0)
        if item in seen:
            continue
        seen.add(item)
        site = reading.site(item)
        if site.kind in _LEAVES:
            label = reading.label(item)
            if reading.kind(item) in ("known", "special"):
                found.append(Read(site.text, label.seen_from(step) if label else None))
        else:
            waiting = [*reading.event(item).producers, *waiting]
    return found
