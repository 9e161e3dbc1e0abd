"""Run pairs of misconceptions through the reference, for `autograder.judge.pairs`.

This part needs the course's code, so it runs in a process of its own, as the building of keys does.
``python -m autograder.course.pair_work`` reads a request as JSON and writes a table or signatures
as plain values.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course.authoring import Exercise, Misconception
from autograder.course.build import signature_of
from autograder.course.discover import Course, CourseError, load_course
from autograder.course.parallel import spread
from autograder.course.patch import Places, combined, holders, patched, wrong_versions
from autograder.course.run_locally import call_recorded
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.codec import encode
from autograder.data.misconceptions import Identity, Signature
from autograder.data.packing import pack_signature
from autograder.data.runs import Run
from autograder.judge.compare import compare
from autograder.judge.pairs import Pair, PairTable, pack_table, table_of
from autograder.sandbox import processors

SHARE = 200
"""How many pairs a process gets at a time."""


def find_exercise(course: Course, slug: str) -> Exercise:
    """The exercise with this slug. Raises `CourseError` where there is none."""
    for unit in course.units:
        for exercise in unit.exercises:
            if exercise.slug == slug:
                return exercise
    raise CourseError(f"the course has no exercise {slug!r}")


def pair_table(
    course: Course,
    key: ExerciseKey,
    digest: str = "",
    processes: int = 1,
    report: Callable[[int], None] = lambda pairs: None,
) -> PairTable:
    """Run every pair of misconceptions until it returns something wrong.

    Parameters
    ----------
    course, key
        The course, loaded in this process, and the key of one of its exercises.
    digest
        Names the key in the table.
    processes
        How many processes share the work.
    report
        Called with the number of pairs that were run since the last call.
    """
    exercise, pairs = find_exercise(course, key.slug), pairs_of(course, key)
    shares = [pairs[start : start + SHARE] for start in range(0, len(pairs), SHARE)]
    probed: dict[int, list[tuple[Pair, int, Run]]] = {}
    for index, found in spread(
        lambda share: list(_probe_all(course, exercise, key, share)), shares, processes
    ):
        probed[index] = found
        report(len(shares[index]))
    return table_of(
        key.slug, digest, [probe for index in sorted(probed) for probe in probed[index]]
    )


def pair_signatures(
    course: Course, key: ExerciseKey, pairs: tuple[Pair, ...]
) -> tuple[Signature, ...]:
    """Run pairs through every case of an exercise. Pairs that make no difference are left out."""
    exercise = find_exercise(course, key.slug)
    known = _by_identity(course)
    places = _places({function for pair in pairs for _, function in pair})
    found = [
        signature_of(exercise, key.cases, (known[first], known[second]), places)
        for first, second in pairs
    ]
    return tuple(signature for signature in found if any(run is not None for run in signature.runs))


def pairs_of(course: Course, key: ExerciseKey) -> list[Pair]:
    """List all pairs of single misconceptions that show in the exercise.

    The two are in different functions, or in one function in which they can be combined.
    """
    known = _by_identity(course)
    singles = sorted(
        {
            signature.misconceptions[0]
            for signature in key.signatures
            if len(signature.misconceptions) == 1
        }
    )
    return [
        (first, second)
        for first, second in combinations(singles, 2)
        if first.function != second.function or combined(known[first], known[second]) is not None
    ]


def _probe_all(
    course: Course, exercise: Exercise, key: ExerciseKey, pairs: list[Pair]
) -> Iterator[tuple[Pair, int, Run]]:
    known = _by_identity(course)
    places = _places({item.replaces for item in course.misconceptions})
    cases = [index for index, case in enumerate(key.cases) if not case.paired_with]
    order, quick = (
        sorted(cases, key=lambda index: _reluctance(key, index, quick)) for quick in (False, True)
    )
    for pair in pairs:
        both = known[pair[0]], known[pair[1]]
        remembers = any(getattr(item.wrong, "__defaults__", None) for item in both)
        probe = _probe(exercise, key, order if remembers else quick, both, places)
        if probe is not None:
            yield pair, *probe


def _reluctance(key: ExerciseKey, index: int, quick: bool) -> tuple[bool, bool, int]:
    """A sort key for the order in which cases are tried as probes.

    Cases of right values come first, and with `quick`, short sequences first among these. A wrong
    version that remembers earlier calls has to see the cases in the order in which a submission
    sees them, so it is tried without `quick`.
    """
    case = key.cases[index]
    steps = next(
        (
            len(value)
            for value in case.inputs.values()
            if isinstance(value, np.ndarray) and value.ndim == 3
        ),
        0,
    )
    return case.judge == "inputs", case.criterion != key.criteria[0].name, steps if quick else 0


def _probe(
    exercise: Exercise,
    key: ExerciseKey,
    order: list[int],
    both: tuple[Misconception, Misconception],
    places: dict[str, Places],
) -> tuple[int, Run] | None:
    """The first case in which the pair returns something wrong, else the first that raises."""
    raised: tuple[int, Run] | None = None
    with ExitStack() as stack:
        for name, wrong in wrong_versions(both):
            stack.enter_context(patched(name, wrong, places[name]))
        function = getattr(sys.modules["reference"], exercise.reference.__name__)
        for index in order:
            case = key.cases[index]
            run = call_recorded(
                function, case.inputs, exercise.expect, changes=case.judge == "inputs"
            )
            if compare(case, run, key.tolerance) is None:
                continue
            if run.outcome == "returned":
                return index, run
            raised = raised or (index, run)
    return raised


def _places(functions: set[str]) -> dict[str, Places]:
    return {name: holders(getattr(sys.modules["reference"], name)) for name in functions}


def _by_identity(course: Course) -> dict[Identity, Misconception]:
    return {item.identity: item for item in course.misconceptions}


def _main() -> None:
    request: dict[str, Any] = json.loads(sys.stdin.read())
    course = load_course(Path(request["root"]))
    key = AnswerKey.load(Path(request["key"])).exercises[0]
    if request["pairs"] is None:
        answer: Any = pack_table(pair_table(course, key, request["digest"], processors()))
    else:
        wanted = tuple((Identity(*first), Identity(*second)) for first, second in request["pairs"])
        answer = [pack_signature(signature) for signature in pair_signatures(course, key, wanted)]
    Path(request["out"]).write_bytes(encode(answer))


if __name__ == "__main__":
    _main()
