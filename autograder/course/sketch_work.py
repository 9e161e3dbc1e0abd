"""Run pairs of misconceptions through the visible cases, for `autograder.judge.sketches`.

It needs the course's code, so it runs in a process of its own: ``python -m
autograder.course.sketch_work`` reads a request as JSON, and writes a file beside each public key.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from autograder.course.authoring import Exercise
from autograder.course.build import signature_of
from autograder.course.discover import Course, load_course
from autograder.course.kit_pairs import packed_tables
from autograder.course.pair_work import SHARE, find_exercise, pairs_of
from autograder.course.parallel import spread
from autograder.course.patch import Places, holders
from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.data.misconceptions import Signature
from autograder.judge.pairs import Pair
from autograder.judge.sketches import SketchTable, make_table
from autograder.sandbox import processors


def sketch_table(
    course: Course,
    key: ExerciseKey,
    processes: int = 1,
    report: Callable[[int], None] = lambda pairs: None,
) -> SketchTable:
    """Run every pair through the cases of a public key.

    Parameters
    ----------
    course, key
        The course, loaded in this process, and the public key of one of its exercises.
    processes
        How many processes share the work.
    report
        Called with the number of pairs that were run since the last call.
    """
    exercise, pairs = find_exercise(course, key.slug), pairs_of(course, key)
    if exercise.expect is not None:  # random numbers cannot be told apart by a sum
        pairs = []
    shares = [pairs[start : start + SHARE] for start in range(0, len(pairs), SHARE)]
    found: dict[int, list[Signature]] = {}
    for index, signatures in spread(
        lambda share: _signatures(course, exercise, key, share), shares, processes
    ):
        found[index] = signatures
        report(len(shares[index]))
    return make_table(key, [item for index in sorted(found) for item in found[index]])


def _signatures(
    course: Course, exercise: Exercise, key: ExerciseKey, pairs: list[Pair]
) -> list[Signature]:
    known = {item.identity: item for item in course.misconceptions}
    places: dict[str, Places] = {
        name: holders(getattr(sys.modules["reference"], name))
        for name in {function for pair in pairs for _, function in pair}
    }
    return [
        signature_of(exercise, key.cases, (known[first], known[second]), places)
        for first, second in pairs
    ]


def _main() -> None:
    request = json.loads(sys.stdin.read())
    course = load_course(Path(request["root"]))
    for name in request["keys"]:
        key = AnswerKey.load(Path(name))
        tables = [sketch_table(course, exercise, processors()) for exercise in key.exercises]
        Path(name).with_suffix(".pairs").write_bytes(packed_tables(tables))


if __name__ == "__main__":
    _main()
