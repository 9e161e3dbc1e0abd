"""Which small change of a statement makes a wrong function right, as far as all cases show."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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
from autograder.judge.edits.variants import PRELUDE, caller, switched
from autograder.judge.laboratory import Laboratory

Known = Callable[[Value], bool]
"""Whether the right solution goes through a value in the case that a location was seen in."""

MOST_SURVIVORS = 8
BATCH = 100
"""Changes that one job runs."""
LIKELY = 80
"""Changes of a statement near the located one that are tried first, before any of the others."""
MOST_KNOWN = 120
"""Changes of which it is asked whether they make the statement right, where none passes."""
MOST_NEAR = 250
"""Changes that are tried of a statement near the located one."""


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
    deadline: Deadline = NO_DEADLINE,
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
    deadline
        When judging has to end.

    Raises
    ------
    autograder.judge.deadline.OutOfTime
        The deadline is over.
    """
    case = next((case for case in key.cases if case.name == location.case), None)
    if case is None:
        return Remedy(location)
    bench = _Bench(key, laboratory, case, deadline)
    switches: list[_Switch] = []
    located: Sequence[Run] = ()
    for number, (chunk, place) in enumerate(places(laboratory.chunks, location, key.slug)):
        tried = candidates(place, location.text, MOST_NEAR if number else MOST_CANDIDATES)
        changed = switched(chunk, place, tried)
        if changed is None:
            continue
        switch = _Switch(chunk, place, bench.with_switch(chunk, changed), tried)
        first = len(tried) if number == 0 else LIKELY
        passing, runs = bench.passing(switch, range(min(first, len(tried))))
        if passing:
            return _remedy(bench, switch, passing, moved(location, chunk, place, number))
        switches.append(switch)
        located = located or runs
    for switch in switches[1:]:
        passing, _ = bench.passing(switch, range(LIKELY, len(switch.tried)))
        if passing:
            return _remedy(bench, switch, passing, moved(location, switch.chunk, switch.place))
    if known is None or not switches:
        return Remedy(location)
    partly = choose(_known(switches[0].tried[:MOST_KNOWN], located, known, deadline))
    return Remedy(location, partly, whole=not partly)


@dataclass(frozen=True)
class _Switch:
    """A statement, all changes of it, and the source that can run each of them."""

    chunk: Chunk
    place: Place
    source: tuple[Chunk, ...]
    tried: tuple[Candidate, ...]


def _remedy(bench: _Bench, switch: _Switch, passing: Sequence[int], location: Location) -> Remedy:
    edits = choose([switch.tried[at] for at in passing])
    return Remedy(location, edits, bench.whole(switch.source, passing))


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


def _known(
    tried: Sequence[Candidate], runs: Sequence[Run], known: Known, deadline: Deadline
) -> list[Candidate]:
    """The changes after which every value of the statement is one of the right solution's."""
    return [
        candidate
        for candidate, run in deadline.over(zip(tried, runs, strict=False))
        if (seen := _seen(run)) and all(map(known, seen))
    ]


@dataclass(frozen=True)
class _Bench:
    """Runs changed source on cases, and judges what comes back."""

    key: ExerciseKey
    laboratory: Laboratory
    case: Case
    deadline: Deadline

    def with_switch(self, chunk: Chunk, changed: Chunk) -> tuple[Chunk, ...]:
        """The learner's source with one chunk changed, and what an attempt needs around it."""
        others = [changed if item is chunk else item for item in self.laboratory.chunks]
        return (PRELUDE, *others, caller(self.key.slug))

    def passing(self, switch: _Switch, numbers: range) -> tuple[list[int], list[Run]]:
        """The changes that are right wherever the criterion looks, and all runs of the first case.

        The likeliest are tried first; those that are far less likely than one that passes are not.
        """
        passing: list[int] = []
        done: list[Run] = []
        costs = [candidate.cost for candidate in switch.tried]
        for start in range(0, len(numbers), BATCH):
            here = numbers[start : start + BATCH]
            if passing and costs[here[0]] > costs[passing[0]] + CLEARLY:
                break
            runs = self.run(switch.source, [(number, self.case) for number in here])
            right = [
                number
                for number, run in zip(here, runs, strict=False)
                if self.right(self.case, run)
            ]
            passing += self.right_in(switch.source, right[:MOST_SURVIVORS], self.others(same=True))
            done += runs
            if len(runs) < len(here):
                break
        return passing, done

    def others(self, same: bool) -> list[Case]:
        """The other cases: of the right values and of the first one's criterion, or the rest."""
        wanted = (self.case.criterion, RIGHT_VALUES)
        return [
            case
            for case in self.key.cases
            if case is not self.case and not case.paired_with and (case.criterion in wanted) == same
        ]

    def whole(self, chunks: tuple[Chunk, ...], passing: Sequence[int]) -> bool:
        """Whether one of the changes is right in the cases of all other criteria as well."""
        return bool(self.right_in(chunks, passing[:MOST_SURVIVORS], self.others(same=False)))

    def run(self, chunks: tuple[Chunk, ...], calls: Sequence[tuple[int, Case]]) -> tuple[Run, ...]:
        """What each call did; nothing where it could not be run."""
        self.deadline.check()
        runs = self.laboratory.attempt(self.key.slug, chunks, calls)
        return runs if runs is not None and len(runs) == len(calls) else ()

    def right(self, case: Case, run: Run) -> bool:
        """Whether a changed function is right in a case. Raises `OutOfTime` alone."""
        self.deadline.check()
        own = _own(run)
        return own is not None and compare(case, own, self.key.tolerance) is None

    def right_in(
        self, chunks: tuple[Chunk, ...], numbers: Sequence[int], cases: Sequence[Case]
    ) -> list[int]:
        """The changes that are right in all of these cases."""
        calls = [(number, case) for number in numbers for case in cases]
        runs = self.run(chunks, calls) if calls else ()
        if len(runs) < len(calls):
            return []
        wrong = {
            number
            for (number, case), run in zip(calls, runs, strict=True)
            if not self.right(case, run)
        }
        return [number for number in numbers if number not in wrong]


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
