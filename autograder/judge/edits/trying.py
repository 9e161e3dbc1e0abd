"""Try changes of a statement: run the learner's source with them, and judge what comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.chunks import at_once, whole
from autograder.data.criteria import RIGHT_VALUES
from autograder.data.runs import Chunk, Run
from autograder.data.values import Value
from autograder.judge.compare import compare
from autograder.judge.deadline import NO_DEADLINE, Deadline
from autograder.judge.edits.candidates import Candidate
from autograder.judge.edits.choose import CLEARLY
from autograder.judge.edits.neighbours import MOST_PLACES
from autograder.judge.edits.place import parsed
from autograder.judge.edits.sums import Sums
from autograder.judge.edits.turns import counting_turns
from autograder.judge.edits.variants import PRELUDE, Opening, caller, several
from autograder.judge.laboratory import Laboratory

Known = Callable[[Value], bool]
"""Whether the right solution goes through a value in the case that a location was seen in."""
Source = tuple[Chunk, ...]
"""The learner's source with a choice between changes, and what calls it."""

MOST_SURVIVORS = 8
BATCHES = (40, 100)
"""Changes that one job runs: the first job of a statement, and all others."""
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
    near
        How many statements near the located one are tried.
    likely
        How many changes of each of these, before any of the others.
    others
        Whether the others are tried at all.
    """

    events: int = 0
    work: int = MOST_WORK
    deadline: Deadline = NO_DEADLINE
    near: int = MOST_PLACES
    likely: int = 80
    others: bool = True

    def in_a_class(self) -> Limits:
        """Less of what seldom finds anything: nobody waits for one learner's message alone."""
        return replace(self, near=5, likely=40, others=False)


NO_LIMITS = Limits()


@dataclass(frozen=True)
class Switch:
    """A statement, the changes of it that are left, and those that were tried."""

    chunk: Chunk
    opening: Opening
    left: Iterator[Candidate]
    done: list[Candidate] = field(default_factory=list)


@dataclass(frozen=True)
class Passing:
    """A change that is right wherever the criterion looks; with ``whole`` also everywhere else."""

    candidate: Candidate
    whole: bool


class Bench:
    """Runs changed source on cases, and judges what comes back."""

    def __init__(
        self, key: ExerciseKey, laboratory: Laboratory, case: Case, limits: Limits
    ) -> None:
        self._key, self._laboratory, self._case = key, laboratory, case
        self._deadline, self._cost = limits.deadline, max(limits.events, LEAST_WORK)
        self._left = limits.work
        self._sums = Sums(case.expected if case.judge == "values" else None)
        self._chunks = tuple(laboratory.chunks)
        counted = [counting_turns(chunk) for chunk in self._chunks]
        self._at_once = at_once(self._chunks, [parsed(chunk.source) for chunk in self._chunks])
        self._counted = [self._packed(at, chunk) for at, chunk in enumerate(counted)]
        first = case.criterion, RIGHT_VALUES
        others = [item for item in key.cases if item is not case and not item.paired_with]
        self._same = [item for item in others if item.criterion in first]
        self._rest = [item for item in others if item.criterion not in first]

    def passing(self, switch: Switch, most: int) -> list[Passing]:
        """The changes that are right wherever the criterion looks, of at most so many more.

        The likeliest are tried first; those that are far less likely than one that passes are not.
        """
        passing: list[Passing] = []
        done = 0
        while done < most:
            fitting = max(WORK_OF_A_JOB // self._cost, 1)
            size = min(BATCHES[bool(done)], most - done, fitting)
            here = tuple(islice(switch.left, size))
            if passing:
                enough = passing[0].candidate.cost + CLEARLY
                here = tuple(item for item in here if item.cost <= enough)
            source = self._source(switch, here)
            right = self._right_at_first(source, len(here)) if here else None
            if right is None:
                break
            done += len(here)
            switch.done.extend(here)
            for number, everywhere in self._everywhere(source, right[:MOST_SURVIVORS]):
                passing.append(Passing(here[number], everywhere))
        return passing

    def known(self, switch: Switch, known: Known) -> list[Candidate]:
        """The changes after which every value of the statement is one of the right solution's."""
        tried = switch.done[:MOST_KNOWN]
        self._left = max(self._left, len(tried) * self._cost)  # this much is always looked at
        source = self._source(switch, tried)
        runs = self._run(source, range(len(tried)), [self._case]) if tried else []
        return [
            candidate
            for candidate, (run,) in zip(tried, self._deadline.over(runs), strict=False)
            if (seen := _seen(run)) and all(map(known, seen))
        ]

    def _right_at_first(self, source: Source, count: int) -> list[int] | None:
        """The numbers of the changes that seem to be right in the first case.

        ``None`` where none could run.
        """
        if self._sums.form is None:
            runs = self._run(source, range(count), [self._case])
            right = [number for number, own in enumerate(runs) if self._right(own, [self._case])]
            return right if runs else None
        rows = self._made(source, [(several(count), self._case)], count)
        return self._sums.agreeing(rows[0].value, count) if rows else None

    def _everywhere(self, source: Source, numbers: Sequence[int]) -> Iterator[tuple[int, bool]]:
        """Those changes that are right wherever the criterion looks, and whether in all cases."""
        cases = (self._case, *self._same, *self._rest)
        runs = self._run(source, numbers, cases) if numbers else []
        same = 1 + len(self._same)
        for number, own in zip(numbers, runs, strict=False):
            if self._right(own[:same], cases[:same]):
                yield number, self._right(own[same:], self._rest)

    def _source(self, switch: Switch, tried: Sequence[Candidate]) -> Source:
        """The learner's source with a choice between these changes, and what calls it."""
        at = next(at for at, chunk in enumerate(self._chunks) if chunk is switch.chunk)
        chunks = list(self._counted)
        chunks[at] = self._packed(at, switch.opening.filled(tried))
        return PRELUDE, *chunks, caller(self._key.slug, self._sums.form or 0)

    def _packed(self, at: int, chunk: Chunk) -> Chunk:
        return whole(chunk) if self._at_once[at] else chunk

    def _run(
        self, source: Source, numbers: Sequence[int], cases: Sequence[Case]
    ) -> list[tuple[Run, ...]]:
        """What the function did with each change in each case; nothing where it could not run."""
        calls = [(number, case) for number in numbers for case in cases]
        runs = self._made(source, calls, len(calls))
        return [runs[at : at + len(cases)] for at in range(0, len(runs), len(cases))]

    def _made(
        self, source: Source, calls: Sequence[tuple[int, Case]], count: int
    ) -> tuple[Run, ...]:
        """What came of calls, in which the function runs so many times; nothing where none ran."""
        self._deadline.check()
        self._left -= count * self._cost
        if self._left < 0:
            return ()
        runs = self._laboratory.attempt(self._key.slug, source, calls)
        return runs if runs is not None and len(runs) == len(calls) else ()

    def _right(self, runs: Sequence[Run], cases: Sequence[Case]) -> bool:
        """Whether a changed function is right in its cases. Raises `OutOfTime` alone."""
        for case, run in zip(cases, runs, strict=True):
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
