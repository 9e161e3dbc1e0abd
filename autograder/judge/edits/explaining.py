"""Which small change of a statement makes a wrong function right, as far as all cases show."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.edits import Edit
from autograder.data.location import Location
from autograder.data.runs import Chunk, Run
from autograder.data.values import Value
from autograder.judge.compare import compare
from autograder.judge.deadline import NO_DEADLINE, Deadline
from autograder.judge.edits.candidates import MOST_CANDIDATES, Candidate, candidates
from autograder.judge.edits.choose import CLEARLY, choose
from autograder.judge.edits.neighbours import places
from autograder.judge.edits.place import Place
from autograder.judge.edits.turns import counting_turns
from autograder.judge.edits.variants import PRELUDE, Opening, caller, opened
from autograder.judge.laboratory import Laboratory

Known = Callable[[Value], bool]
"""Whether the right solution goes through a value in the case that a location was seen in."""

MOST_SURVIVORS = 8
BATCHES = (40, 100)
"""Changes that one job runs: the first job of a statement, and all others."""
LIKELY = 80
"""Changes of a statement near the located one that are tried first, before any of the others."""
MOST_KNOWN = 120
"""Changes of which it is asked whether they make the statement right, where none passes."""
MOST_NEAR = 250
"""Changes that are tried of a statement near the located one."""
MOST_WORK = 800_000
"""Expressions that all tries of one exercise may compute. A count and no time: what is found is the
same on every machine, however busy it is."""
LEAST_WORK = 200
"""What a call costs at least, in expressions."""
WORK_OF_A_JOB = 80_000
"""Expressions that one job computes, unless a single call does: some tenths of a second."""


@dataclass(frozen=True)
class Limits:
    """How much may be tried for one exercise.

    Parameters
    ----------
    events
        How many expressions one call of the learner's function computes, as its trace says.
    work
        How many all calls may compute.
    deadline
        When judging has to end, for what is forged: it is far away.
    """

    events: int = 0
    work: int = MOST_WORK
    deadline: Deadline = NO_DEADLINE


NO_LIMITS = Limits()


@dataclass(frozen=True)
class Remedy:
    """What would make a function right.

    Parameters
    ----------
    location
        The statement: the located one, or one near it.
    edits
        What the changes that pass have in common, the likeliest first; empty where none passes.
    whole
        The function is right with it. Otherwise only the values of the statement are, and
        something else is wrong as well.
    """

    location: Location
    edits: tuple[Edit, ...] = ()
    whole: bool = True


def find_remedy(
    key: ExerciseKey,
    location: Location,
    laboratory: Laboratory,
    known: Known | None = None,
    limits: Limits = NO_LIMITS,
) -> Remedy:
    """Try the changes of a located statement, and of those near it.

    All are tried in one case, and those that pass there in all cases. Where none passes, those of
    the located statement count after which its values are those of the right solution: then there
    is more than one slip.

    Parameters
    ----------
    key, location
        The exercise, and where the learner's numbers leave the truth.
    laboratory
        Runs the learner's source with the changes.
    known
        Tells right values of the statement, in the case of the location.
    limits
        How much may be tried.

    Raises
    ------
    autograder.judge.deadline.OutOfTime
        The deadline is over.
    """
    case = next((case for case in key.cases if case.name == location.case), None)
    if case is None:
        return Remedy(location)
    bench = _Bench(key, laboratory, case, limits)
    switches: list[_Switch] = []
    located: Sequence[_Tried] = ()
    for number, (chunk, place) in enumerate(places(laboratory.chunks, location, key.slug)):
        opening = opened(chunk, place)
        if opening is None:
            continue
        most = MOST_NEAR if number else MOST_CANDIDATES
        switch = _Switch(chunk, opening, candidates(place, location.text, most))
        passing, runs = bench.passing(switch, LIKELY if number else most)
        if passing:
            return _remedy(passing, moved(location, chunk, place, number))
        switches.append(switch)
        located = located or runs
    for switch in switches[1:]:
        passing, _ = bench.passing(switch, MOST_NEAR)
        if passing:
            return _remedy(passing, moved(location, switch.chunk, switch.opening.place))
    if known is None:
        return Remedy(location)
    partly = choose(_known(located[:MOST_KNOWN], known, limits.deadline))
    return Remedy(location, partly, whole=not partly)


@dataclass(frozen=True)
class _Switch:
    """A statement, and the changes of it that are left."""

    chunk: Chunk
    opening: Opening
    left: Iterator[Candidate]


@dataclass(frozen=True)
class _Tried:
    """A change, and what the function did with it in the first case."""

    candidate: Candidate
    run: Run


@dataclass(frozen=True)
class _Passing:
    """A change that is right wherever the criterion looks; with ``whole`` also everywhere else."""

    candidate: Candidate
    whole: bool


def _remedy(passing: Sequence[_Passing], location: Location) -> Remedy:
    edits = choose([item.candidate for item in passing])
    return Remedy(location, edits, any(item.whole for item in passing))


def moved(location: Location, chunk: Chunk, place: Place, number: int = 1) -> Location:
    """The location at another statement, without what was known of the first one.

    The first statement, number 0, is that of the location itself.
    """
    if number == 0:
        return location
    statement = place.statement
    return replace(
        location,
        kind="misplaced" if isinstance(statement, ast.Return) else "leaves",
        chunk=chunk.name,
        line=statement.lineno,
        end_line=statement.end_lineno or statement.lineno,
        text="",
        reads=(),
        makes="",
        wanted=None,
        step=None,
    )


def _known(tried: Sequence[_Tried], known: Known, deadline: Deadline) -> list[Candidate]:
    """The changes after which every value of the statement is one of the right solution's."""
    return [
        item.candidate
        for item in deadline.over(tried)
        if (seen := _seen(item.run)) and all(map(known, seen))
    ]


class _Bench:
    """Runs changed source on cases, and judges what comes back."""

    def __init__(
        self, key: ExerciseKey, laboratory: Laboratory, case: Case, limits: Limits
    ) -> None:
        self._key, self._laboratory, self._case = key, laboratory, case
        self._deadline, self._cost = limits.deadline, max(limits.events, LEAST_WORK)
        self._left = limits.work
        self._counted = [(chunk, counting_turns(chunk)) for chunk in laboratory.chunks]
        first = case.criterion, RIGHT_VALUES
        others = [item for item in key.cases if item is not case and not item.paired_with]
        self._same = [item for item in others if item.criterion in first]
        self._rest = [item for item in others if item.criterion not in first]

    def passing(self, switch: _Switch, most: int) -> tuple[list[_Passing], list[_Tried]]:
        """The changes that are right wherever the criterion looks, and all that were tried.

        The likeliest are tried first; those that are far less likely than one that passes are not.
        """
        passing: list[_Passing] = []
        done: list[_Tried] = []
        while len(done) < most:
            fitting = max(WORK_OF_A_JOB // self._cost, 1)
            size = min(BATCHES[bool(done)], most - len(done), fitting)
            here = tuple(islice(switch.left, size))
            if passing:
                enough = passing[0].candidate.cost + CLEARLY
                here = tuple(item for item in here if item.cost <= enough)
            if not here:
                break
            runs = self._run(switch, here, [self._case])
            if not runs:
                break
            done += [_Tried(item, run) for item, (run,) in zip(here, runs, strict=True)]
            right = [item.candidate for item in done[-len(here) :] if self._right([item.run])]
            passing += self._everywhere(switch, right[:MOST_SURVIVORS])
        return passing, done

    def _everywhere(self, switch: _Switch, tried: Sequence[Candidate]) -> Iterator[_Passing]:
        """Those changes that are right in the other cases, too."""
        cases = (*self._same, *self._rest)
        runs = self._run(switch, tried, cases) if tried and cases else [()] * len(tried)
        for candidate, own in zip(tried, runs, strict=False):
            same, rest = own[: len(self._same)], own[len(self._same) :]
            if self._right(same, self._same):
                yield _Passing(candidate, self._right(rest, self._rest))

    def _run(
        self, switch: _Switch, tried: Sequence[Candidate], cases: Sequence[Case]
    ) -> list[tuple[Run, ...]]:
        """What the function did with each change in each case; nothing where it could not run."""
        self._deadline.check()
        calls = [(number, case) for number in range(len(tried)) for case in cases]
        self._left -= len(calls) * self._cost
        if self._left < 0:
            return []
        changed = switch.opening.filled(tried)
        chunks = (changed if own is switch.chunk else counted for own, counted in self._counted)
        source = (PRELUDE, *chunks, caller(self._key.slug))
        runs = self._laboratory.attempt(self._key.slug, source, calls)
        if runs is None or len(runs) != len(calls):
            return []
        return [runs[at : at + len(cases)] for at in range(0, len(runs), len(cases))]

    def _right(self, runs: Sequence[Run], cases: Sequence[Case] | None = None) -> bool:
        """Whether a changed function is right in its cases. Raises `OutOfTime` alone."""
        for case, run in zip([self._case] if cases is None else cases, runs, strict=True):
            self._deadline.check()
            own = _own(run)
            if own is None or compare(case, own, self._key.tolerance) is not None:
                return False
        return True


def _own(run: Run) -> Run | None:
    """The run of the learner's function in the run of an attempt."""
    if run.outcome != "returned":
        return run
    if not isinstance(run.value, (tuple, list)) or len(run.value) != 2:
        return None
    changed = tuple(place - 1 for place in run.changed if place > 0)
    return replace(run, value=run.value[0], changed=changed)


def _seen(run: Run) -> list[Value]:
    """The values of the changed statement in an attempt."""
    if run.outcome != "returned" or not isinstance(run.value, (tuple, list)):
        return []
    seen = run.value[1] if len(run.value) == 2 else ()
    return list(seen) if isinstance(seen, (tuple, list)) else []
