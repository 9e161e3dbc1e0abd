"""Which small change of a statement makes a wrong function right, as far as all cases show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.edits import Edit
from autograder.data.location import Location
from autograder.data.runs import Chunk, Run
from autograder.data.values import Value
from autograder.judge.compare import compare
from autograder.judge.deadline import NO_DEADLINE, Deadline
from autograder.judge.edits.candidates import Candidate, candidates
from autograder.judge.edits.choose import choose
from autograder.judge.edits.place import find_place
from autograder.judge.edits.variants import PRELUDE, caller, switched
from autograder.judge.laboratory import Laboratory

Known = Callable[[Value], bool]
"""Whether the right solution goes through a value in the case that a location was seen in."""

MOST_SURVIVORS = 8


@dataclass(frozen=True)
class Cause:
    """What would make a function right.

    Parameters
    ----------
    edits
        What the changes that pass have in common, the likeliest first; empty where none passes.
    whole
        The function is right with it. Otherwise only the values of the statement are, and
        something else is wrong as well.
    """

    edits: tuple[Edit, ...] = ()
    whole: bool = True


def find_cause(
    key: ExerciseKey,
    location: Location,
    laboratory: Laboratory,
    known: Known | None = None,
    deadline: Deadline = NO_DEADLINE,
) -> Cause:
    """Try the changes of a located statement.

    All are tried in one case, and those that pass there in all cases. Where none passes, those
    count after which the values of the statement are those of the right solution: then there is
    more than one slip.

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
    chunk = next((chunk for chunk in laboratory.chunks if chunk.name == location.chunk), None)
    if case is None or chunk is None:
        return Cause()
    place = find_place(chunk.source, location.line, location.end_line)
    if place is None:
        return Cause()
    tried = candidates(place, location.text)
    changed = switched(chunk, place, tried)
    if changed is None:
        return Cause()
    others = [changed if item is chunk else item for item in laboratory.chunks]
    bench = _Bench(key, laboratory, (PRELUDE, *others, caller(key.slug)), deadline)
    runs = bench.run([(number, case) for number in range(len(tried))])
    passing = [number for number, run in enumerate(runs) if bench.right(case, run)]
    if passing := bench.right_everywhere(passing[:MOST_SURVIVORS], case):
        return Cause(choose([tried[number] for number in passing]))
    if known is None:
        return Cause()
    return Cause(choose(_known(tried, runs, known, deadline)), whole=False)


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
    chunks: tuple[Chunk, ...]
    deadline: Deadline

    def run(self, calls: Sequence[tuple[int, Case]]) -> tuple[Run, ...]:
        """What each call did; nothing where it could not be run."""
        runs = self.laboratory.attempt(self.key.slug, self.chunks, calls)
        return runs if runs is not None and len(runs) == len(calls) else ()

    def right(self, case: Case, run: Run) -> bool:
        """Whether a changed function is right in a case. Whatever the run holds, nothing is
        raised but `OutOfTime`.
        """
        self.deadline.check()
        own = _own(run)
        return own is not None and compare(case, own, self.key.tolerance) is None

    def right_everywhere(self, numbers: Sequence[int], tried_in: Case) -> list[int]:
        """The changes that are right in all other cases as well."""
        others = [case for case in self.key.cases if case is not tried_in and not case.paired_with]
        calls = [(number, case) for number in numbers for case in others]
        runs = self.run(calls) if calls else ()
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
