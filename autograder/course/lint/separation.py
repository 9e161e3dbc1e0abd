"""Can the cases of an exercise tell any two wrong versions apart? Which input would, if they
cannot?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.course.authoring import Exercise, Misconception
from autograder.course.build import signature_of
from autograder.course.discover import Course
from autograder.course.lint.problem import Finding
from autograder.course.pair_work import find_exercise, pair_signatures, pair_table
from autograder.course.parallel import spread
from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Run
from autograder.judge.compare import agrees
from autograder.judge.pairs import Pair, PairTable

MARGIN = 10
"""Two wrong versions are apart when they differ by this many times the tolerance."""
ENOUGH = 0.95
"""The share of pairs that an exercise should be able to tell from everything else."""
SAMPLE = 300
"""How many pairs that look alike at first are run through all cases, for each exercise."""


def inseparable(course: Course, key: ExerciseKey) -> Iterator[Finding]:
    """Two single mistakes that no case tells apart and that are not declared to be the same."""
    known = {item.identity: item for item in course.misconceptions}
    for one, other in combinations(
        (signature for signature in key.signatures if len(signature.misconceptions) == 1), 2
    ):
        if look_same(key, one, other) and not declared(
            known, one.misconceptions[0], other.misconceptions[0]
        ):
            names = [
                f"{slug} ({function})"
                for slug, function in (one.misconceptions[0], other.misconceptions[0])
            ]
            items = (known[one.misconceptions[0]],), (known[other.misconceptions[0]],)
            yield Finding(
                "inseparable",
                key.slug,
                f"{names[0]} and {names[1]} give the same results in all cases. "
                "Some case should tell them apart. "
                + suggestion(find_exercise(course, key.slug), key, items),
            )


def inseparable_pairs(
    course: Course,
    key: ExerciseKey,
    processes: int = 1,
    tell: Callable[[int], None] = lambda pairs: None,
) -> Iterator[Finding]:
    """An exercise in which too many pairs of mistakes cannot be told from something else.

    Some never can: where one mistake throws away what the other spoils, or both cancel out. Such
    pairs are not named to anybody; the exercise should tell the others apart. `tell` is called with
    the number of pairs that were run.
    """
    table = pair_table(course, key, "", processes, tell)
    doubtful, share = ambiguous_pairs(course, key, table, SAMPLE, processes)
    if share > 1 - ENOUGH:
        known = {item.identity: item for item in course.misconceptions}
        both = sorted(doubtful)[0]
        names = [" with ".join(f"{slug} ({function})" for slug, function in pair) for pair in both]
        items = tuple(tuple(known[identity] for identity in pair) for pair in both)
        yield Finding(
            "inseparable pairs",
            key.slug,
            f"About {share:.0%} of all pairs of mistakes look like another pair: {names[0]}, for"
            f" one, gives the same results in all cases as {names[1]}. At least {ENOUGH:.0%} should"
            " be told apart. "
            + suggestion(find_exercise(course, key.slug), key, (items[0], items[1])),
        )


def ambiguous_pairs(
    course: Course, key: ExerciseKey, table: PairTable, most: int | None = None, processes: int = 1
) -> tuple[set[tuple[Pair, Pair]], float]:
    """Pairs that look like each other in all cases without being declared the same, and the share
    of all that do.

    Only pairs with the same probe need a closer look. With `most`, no more than about so many are
    run, and the share is an estimate.
    """
    known = {item.identity: item for item in course.misconceptions}
    singles = {
        signature.misconceptions[0]: signature
        for signature in key.signatures
        if len(signature.misconceptions) == 1
    }
    groups = [
        group
        for group in _coinciding(table, key)
        if not all(_same_pair(known, one, other) for one, other in combinations(group, 2))
    ]
    every = 1 if most is None else -(-sum(map(len, groups)) // most) or 1

    def look(group: list[Pair]) -> set[tuple[Pair, Pair]]:
        found: set[tuple[Pair, Pair]] = set()
        for part in _still_alike(course, key, group):
            signatures = [
                signature
                for signature in pair_signatures(course, key, tuple(part))
                if not any(
                    look_same(key, signature, singles[identity])
                    for identity in signature.misconceptions
                )
            ]
            found |= {
                (
                    (one.misconceptions[0], one.misconceptions[1]),
                    (other.misconceptions[0], other.misconceptions[1]),
                )
                for one, other in combinations(signatures, 2)
                if look_same(key, one, other)
            }
        return {(one, other) for one, other in found if not _same_pair(known, one, other)}

    doubtful = {both for _, found in spread(look, groups[::every], processes) for both in found}
    pairs = {pair for both in doubtful for pair in both}
    return doubtful, every * len(pairs) / max(len(table.pairs), 1)


def _still_alike(course: Course, key: ExerciseKey, group: list[Pair]) -> list[list[Pair]]:
    """The parts of a group that no case has told apart, one case after the other: most are gone
    after two.
    """
    parts = [group]
    for case in key.cases:
        one_case, split = replace(key, cases=(case,)), list[list[Pair]]()
        for part in parts:
            runs = {
                (signature.misconceptions[0], signature.misconceptions[1]): signature.runs[0]
                for signature in pair_signatures(course, one_case, tuple(part))
            }
            signature: list[list[Pair]] = []
            for pair in part:
                like = next(
                    (
                        each
                        for each in signature
                        if _same_run(runs.get(each[0]), runs.get(pair), case, key)
                    ),
                    None,
                )
                if like is None:
                    signature.append([pair])
                else:
                    like.append(pair)
            split += [each for each in signature if len(each) > 1]
        parts = split
    return parts


def _same_pair(known: Mapping[Identity, Misconception], one: Pair, other: Pair) -> bool:
    return any(
        declared(known, one[0], first) and declared(known, one[1], second)
        for first, second in (other, other[::-1])
    )


def _coinciding(table: PairTable, key: ExerciseKey) -> Iterator[list[Pair]]:
    """Groups of pairs whose probes lie within the tolerance of each other.

    The rows are sorted by their first number, so that each is compared with its neighbours alone.
    """
    for probes in table.probes:
        rows = probes.values.astype(np.float64)
        first = rows[:, 0] if rows.shape[1] else np.zeros(len(rows))
        order = np.argsort(first, kind="stable")
        rows, first, free = rows[order], first[order], np.ones(len(rows), dtype=bool)
        for index, row in enumerate(rows):
            if not free[index]:
                continue
            with np.errstate(all="ignore"):
                wide = key.tolerance.times(MARGIN)
                margin = wide.atol + wide.rtol * np.abs(row)
                end = np.searchsorted(
                    first, first[index] + (margin[0] if margin.size else 0), side="right"
                )
                near = index + np.flatnonzero(
                    free[index : end if first[index] == first[index] else len(rows)]
                )
                close = np.abs(rows[near] - row) <= margin
                same = (close | (rows[near] == row) | (np.isnan(rows[near]) & np.isnan(row))).all(
                    axis=1
                )
            group = near[same]
            free[group] = False
            if len(group) > 1:
                yield [table.pairs[probes.pairs[place]] for place in sorted(order[group])]


def look_same(key: ExerciseKey, one: Signature, other: Signature) -> bool:
    """Whether two wrong versions do the same in every case, within ten times the tolerance."""
    return all(
        _same_run(first, second, case, key)
        for first, second, case in zip(one.runs, other.runs, key.cases, strict=True)
    )


def _same_run(first: Run | None, second: Run | None, case: Case, key: ExerciseKey) -> bool:
    if first is None or second is None:
        return first is second
    if first.outcome == "raised":
        return (second.outcome, second.error, second.message) == (
            first.outcome,
            first.error,
            first.message,
        )
    return agrees(first, second, case.judge, key.tolerance.times(MARGIN))


def declared(known: Mapping[Identity, Misconception], one: Identity, other: Identity) -> bool:
    return one == other or other[0] in known[one].same_as or one[0] in known[other].same_as


# --- what would tell them apart ---------------------------------------------


def suggestion(
    exercise: Exercise,
    key: ExerciseKey,
    items: tuple[tuple[Misconception, ...], tuple[Misconception, ...]],
) -> str:
    """Which change to a case that is there would tell two mistakes (or pairs of them) apart, found
    by trying.
    """
    for words, change in CHANGES.items():
        cases = [_changed(exercise, case, change) for case in key.cases if case.judge == "values"]
        usable = tuple(case for case in cases if case is not None)
        one, other = (signature_of(exercise, usable, each) for each in items)
        for case, first, second in zip(usable, one.runs, other.runs, strict=True):
            if not _same_run(first, second, case, key):
                return f"They differ in the case {case.name!r} {words}: add such a case."
    return "No input that was tried tells them apart: declare `same_as`, or keep one of them."


def _changed(exercise: Exercise, case: Case, change: Callable[[Any], Any]) -> Case | None:
    inputs = {name: _each(value, change) for name, value in case.inputs.items()}
    run = call_recorded(exercise.reference, inputs, exercise.expect)
    return replace(case, inputs=inputs, expected=run.value) if run.outcome == "returned" else None


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, np.ndarray):
        return change(value)
    if isinstance(value, Mapping):
        return {name: _each(item, change) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_each(item, change) for item in value)
    return value


def _places(array: NDArray[Any]) -> NDArray[np.int64]:
    return np.arange(array.size).reshape(array.shape)


CHANGES: Mapping[str, Callable[[Any], Any]] = {
    "with inputs ten times larger": lambda array: array * 10,
    "with inputs ten times smaller": lambda array: array * 0.1,
    "with all signs turned round": lambda array: -array,
    "with everything but the first entry zero": lambda array: np.where(
        _places(array) == 0, array, 0
    ),
    "with states and weights that are all different": lambda array: array + _places(array) / 7,
    "with only the first example": lambda array: array[:1] if array.ndim == 2 else array,
}
