"""Which wrong versions do the same, as far as the cases of an exercise show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from autograder.course.authoring import Misconception
from autograder.course.discover import Course
from autograder.course.pair_work import pair_signatures
from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.misconceptions import Identity, Signature
from autograder.data.runs import Run
from autograder.data.tolerance import Tolerance
from autograder.judge.agreement import agrees
from autograder.judge.pairs import Pair, PairTable

MARGIN = 10
"""Two wrong versions are apart when they differ by this many times the tolerance."""


def declared(known: Mapping[Identity, Misconception], identity: Identity, other: Identity) -> bool:
    """Whether two misconceptions are one, or declare to give the same numbers."""
    return (
        identity == other
        or other.slug in known[identity].same_as
        or identity.slug in known[other].same_as
    )


def same_in_all_cases(key: ExerciseKey, first: Signature, second: Signature) -> bool:
    """Whether two wrong versions do the same in every case, within ten times the tolerance."""
    return all(
        same_run(run, other, case, key)
        for run, other, case in zip(first.runs, second.runs, key.cases, strict=True)
    )


def same_run(run: Run | None, other: Run | None, case: Case, key: ExerciseKey) -> bool:
    """Whether two wrong versions do the same in one case; ``None`` is the right answer."""
    if run is None or other is None:
        return run is other
    if run.outcome == "raised":
        return (other.outcome, other.error, other.message) == (
            run.outcome,
            run.error,
            run.message,
        )
    return agrees(run, other, case.judge, key.tolerance.times(MARGIN))


def groups_alike(table: PairTable, key: ExerciseKey) -> Iterator[list[Pair]]:
    """Group pairs whose probes lie within ten times the tolerance of each other.

    The rows are sorted by their first number, so that a row is compared with its neighbours alone.

    Yields
    ------
    list of Pair
        At least two pairs, in the order of the table.
    """
    tolerance = key.tolerance.times(MARGIN)
    for probes in table.probes:
        rows = probes.values.astype(np.float64)
        first = rows[:, 0] if rows.shape[1] else np.zeros(len(rows))
        order = np.argsort(first, kind="stable")
        rows, free = rows[order], np.ones(len(rows), dtype=bool)
        for index in range(len(rows)):
            if free[index]:
                group = _near(rows, free, index, tolerance)
                free[group] = False
                if len(group) > 1:
                    yield [table.pairs[probes.pairs[place]] for place in sorted(order[group])]


def _near(
    rows: NDArray[np.float64], free: NDArray[np.bool_], index: int, tolerance: Tolerance
) -> NDArray[np.int64]:
    """The free rows from `index` on that lie near that one."""
    row = rows[index]
    with np.errstate(all="ignore"):
        margin = tolerance.atol + tolerance.rtol * np.abs(row)
        end = len(rows)
        if row.size and not np.isnan(row[0]):
            end = int(np.searchsorted(rows[:, 0], row[0] + margin[0], side="right"))
        near = index + np.flatnonzero(free[index:end])
        others = rows[near]
        same = (
            (np.abs(others - row) <= margin) | (others == row) | (np.isnan(others) & np.isnan(row))
        )
    close: NDArray[np.int64] = near[same.all(axis=1)]
    return close


def still_alike(course: Course, key: ExerciseKey, group: list[Pair]) -> list[list[Pair]]:
    """Split a group of pairs by what they do, one case after the other.

    Most groups are gone after two cases, so this is faster than running every pair in all cases.

    Returns
    -------
    list of list of Pair
        The parts of at least two pairs that no case has told apart.
    """
    parts = [group]
    for case in key.cases:
        in_this_case = replace(key, cases=(case,))
        parts = [
            alike
            for part in parts
            for alike in _by_run(part, _runs(course, in_this_case, part), case, key)
            if len(alike) > 1
        ]
    return parts


def _runs(course: Course, key: ExerciseKey, part: list[Pair]) -> dict[Pair, Run | None]:
    """What each pair does in the only case of the key, where it makes a difference."""
    return {
        (signature.misconceptions[0], signature.misconceptions[1]): signature.runs[0]
        for signature in pair_signatures(course, key, tuple(part))
    }


def _by_run(
    part: list[Pair], runs: Mapping[Pair, Run | None], case: Case, key: ExerciseKey
) -> list[list[Pair]]:
    """The pairs sorted into groups whose first member does the same."""
    groups: list[list[Pair]] = []
    for pair in part:
        alike = next(
            (group for group in groups if same_run(runs.get(group[0]), runs.get(pair), case, key)),
            None,
        )
        if alike is None:
            groups.append([pair])
        else:
            alike.append(pair)
    return groups
