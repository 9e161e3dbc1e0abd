"""Which small change of a statement makes a wrong function right, as far as all cases show."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.edits import Edit
from autograder.data.location import Location
from autograder.data.runs import Chunk, Run
from autograder.data.values import Value
from autograder.judge.compare import compare
from autograder.judge.deadline import NO_DEADLINE, Deadline
from autograder.judge.edits.candidates import MOST_CANDIDATES, Candidate, candidates
from autograder.judge.edits.choose import choose
from autograder.judge.edits.neighbours import places
from autograder.judge.edits.place import Place
from autograder.judge.edits.variants import PRELUDE, caller, switched
from autograder.judge.laboratory import Laboratory

Known = Callable[[Value], bool]
"""Whether the right solution goes through a value in the case that a location was seen in."""

MOST_SURVIVORS = 8
MOST_NEAR = 80
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
    partly: tuple[Edit, ...] = ()
    case = next((case for case in key.cases if case.name == location.case), None)
    if case is None:
        return Remedy(location)
    bench = _Bench(key, laboratory, deadline)
    for number, (chunk, place) in enumerate(places(laboratory.chunks, location, key.slug)):
        tried = candidates(place, location.text, MOST_NEAR if number else MOST_CANDIDATES)
        changed = switched(chunk, place, tried)
        if changed is None:
            continue
        source = bench.with_switch(chunk, changed)
        runs = bench.run(source, [(candidate, case) for candidate in range(len(tried))])
        passing = [index for index, run in enumerate(runs) if bench.right(case, run)]
        passing = bench.right_everywhere(source, passing[:MOST_SURVIVORS], case)
        if passing:
            where = location if number == 0 else moved(location, chunk, place)
            return Remedy(where, choose([tried[index] for index in passing]))
        if number == 0 and known is not None:
            partly = choose(_known(tried, runs, known, deadline))
    return Remedy(location, partly, whole=not partly)


def moved(location: Location, chunk: Chunk, place: Place) -> Location:
    """The location at another statement, without what was known of the first one."""
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
    deadline: Deadline

    def with_switch(self, chunk: Chunk, changed: Chunk) -> tuple[Chunk, ...]:
        """The learner's source with one chunk changed, and what an attempt needs around it."""
        others = [changed if item is chunk else item for item in self.laboratory.chunks]
        return (PRELUDE, *others, caller(self.key.slug))

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

    def right_everywhere(
        self, chunks: tuple[Chunk, ...], numbers: Sequence[int], tried_in: Case
    ) -> list[int]:
        """The changes that are right in all other cases as well."""
        others = [case for case in self.key.cases if case is not tried_in and not case.paired_with]
        calls = [(number, case) for number in numbers for case in others]
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
