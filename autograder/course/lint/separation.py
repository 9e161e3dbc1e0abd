"""Can the cases of an exercise tell any two wrong versions apart?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from autograder.course.authoring import Misconception
from autograder.course.discover import Course
from autograder.course.lint.alike import declared, groups_alike, same_in_all_cases, still_alike
from autograder.course.lint.problem import Problem
from autograder.course.lint.suggestion import suggestion
from autograder.course.pair_work import find_exercise, pair_signatures, pair_table
from autograder.course.parallel import spread
from autograder.data.answer_key import ExerciseKey
from autograder.data.misconceptions import Identity
from autograder.judge.pairs import Pair, PairTable

Known = Mapping[Identity, Misconception]

ENOUGH = 0.95
"""The share of pairs that an exercise should be able to tell from everything else."""
SAMPLE = 300
"""How many pairs with the same probe are run through all cases, for each exercise."""


def inseparable(course: Course, key: ExerciseKey) -> Iterator[Problem]:
    """Find two misconceptions that no case tells apart and that do not declare to be the same."""
    known = {item.identity: item for item in course.misconceptions}
    singles = [item for item in key.signatures if len(item.misconceptions) == 1]
    for first, second in combinations(singles, 2):
        (identity,), (other,) = first.misconceptions, second.misconceptions
        if same_in_all_cases(key, first, second) and not declared(known, identity, other):
            yield Problem(
                "inseparable",
                key.slug,
                f"{_named((identity,))} and {_named((other,))} give the same results in all cases."
                " Some case should tell them apart. "
                + suggestion(
                    find_exercise(course, key.slug), key, (known[identity],), (known[other],)
                ),
            )


def inseparable_pairs(
    course: Course,
    key: ExerciseKey,
    processes: int = 1,
    report: Callable[[int], None] = lambda pairs: None,
) -> Iterator[Problem]:
    """Find an exercise in which too many pairs of misconceptions look like another pair.

    Some pairs always do: those in which one misconception throws away what the other spoils, or in
    which both cancel out. The grader names no such pair. The exercise should tell the others apart.

    Parameters
    ----------
    course, key
        The course and the key of one of its exercises.
    processes
        How many processes run the pairs.
    report
        Called with the number of pairs that were run.
    """
    table = pair_table(course, key, "", processes, report)
    doubtful, share = ambiguous_pairs(course, key, table, SAMPLE, processes)
    if share <= 1 - ENOUGH:
        return
    known = {item.identity: item for item in course.misconceptions}
    pair, other = min(doubtful)
    yield Problem(
        "inseparable pairs",
        key.slug,
        f"About {share:.0%} of all pairs of misconceptions look like another pair. For example,"
        f" {_named(pair)} gives the same results in all cases as {_named(other)}. At least"
        f" {ENOUGH:.0%} should be told apart. "
        + suggestion(
            find_exercise(course, key.slug),
            key,
            tuple(known[identity] for identity in pair),
            tuple(known[identity] for identity in other),
        ),
    )


def ambiguous_pairs(
    course: Course, key: ExerciseKey, table: PairTable, most: int | None = None, processes: int = 1
) -> tuple[set[tuple[Pair, Pair]], float]:
    """Find pairs that do the same in all cases without being declared the same.

    Only pairs with the same probe need a closer look.

    Parameters
    ----------
    course, key
        The course and the key of one of its exercises.
    table
        The probes of all pairs in this exercise.
    most
        Run about so many pairs at most; then the share is an estimate.
    processes
        How many processes run the pairs.

    Returns
    -------
    doubtful : set of (pair, pair)
        Pairs that cannot be told apart.
    share : float
        The part of all pairs that look like another one, from 0 to 1.
    """
    known = {item.identity: item for item in course.misconceptions}
    groups = [
        group
        for group in groups_alike(table, key)
        if not all(_declared_pairs(known, pair, other) for pair, other in combinations(group, 2))
    ]
    every = 1 if most is None else -(-sum(map(len, groups)) // most) or 1
    found = spread(lambda group: _alike_in(course, key, known, group), groups[::every], processes)
    doubtful = {both for _, alike in found for both in alike}
    pairs = {pair for both in doubtful for pair in both}
    return doubtful, every * len(pairs) / max(len(table.pairs), 1)


def _alike_in(
    course: Course, key: ExerciseKey, known: Known, group: list[Pair]
) -> set[tuple[Pair, Pair]]:
    """The pairs of a group that do the same in all cases, and not what a single one does."""
    singles = {
        item.misconceptions[0]: item for item in key.signatures if len(item.misconceptions) == 1
    }
    alike: set[tuple[Pair, Pair]] = set()
    for part in still_alike(course, key, group):
        signatures = {
            pair: signature
            for signature in pair_signatures(course, key, tuple(part))
            for pair in [(signature.misconceptions[0], signature.misconceptions[1])]
            if not any(same_in_all_cases(key, signature, singles[identity]) for identity in pair)
        }
        alike |= {
            (pair, other)
            for pair, other in combinations(signatures, 2)
            if same_in_all_cases(key, signatures[pair], signatures[other])
            and not _declared_pairs(known, pair, other)
        }
    return alike


def _declared_pairs(known: Known, pair: Pair, other: Pair) -> bool:
    return any(
        declared(known, pair[0], first) and declared(known, pair[1], second)
        for first, second in (other, other[::-1])
    )


def _named(identities: tuple[Identity, ...]) -> str:
    return " with ".join(f"{slug} ({function})" for slug, function in identities)
