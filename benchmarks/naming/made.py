"""Known misconceptions, submitted alone and in pairs: is each named as it was made?"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter, thread_time
from typing import Any, cast

from autograder.course.discover import Course
from autograder.course.pair_work import pairs_of
from autograder.data.answer_key import ExerciseKey
from autograder.data.codec import decode, encode
from autograder.data.misconceptions import Identity, KnownMisconception
from autograder.judge.diagnose import diagnose
from autograder.judge.pairs import PairMemory, PairSource, pack_table, unpack_table
from benchmarks.naming.keys import Keys, exercises
from tests.diagnosis.handed_in import attempt, differences_of, singles, tell

VERDICTS = ("right", "same", "silent", "wrong")


@dataclass
class Tally:
    """Verdicts by exercise, and the seconds that each diagnosis took."""

    verdicts: dict[str, Counter[str]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)

    def add(
        self,
        course: Course,
        exercise: ExerciseKey,
        misconceptions: tuple[KnownMisconception, ...],
        made: tuple[Identity, ...],
        pairs: PairSource | None = None,
    ) -> None:
        """Hand in an exercise with the mistakes ``made`` in it, and take note of what is said and
        how soon.
        """
        counted = self.verdicts.setdefault(exercise.slug, Counter())
        counted[tell(course, exercise, misconceptions, made, pairs).verdict] += 1
        run = attempt(course, exercise, made)
        differences = differences_of(exercise, run.runs)
        if any(differences):
            start = thread_time()
            diagnose(exercise, run, differences, misconceptions, pairs)
            self.seconds.append(thread_time() - start)

    def named(self) -> str:
        """The share of what could be named that was."""
        total = sum(self.verdicts.values(), Counter())
        named, shown = total["right"] + total["same"], sum(total[verdict] for verdict in VERDICTS)
        return f"{named / shown:.1%} of {shown:,}"


def single_misconceptions(course: Course, keys: Keys) -> Tally:
    tally = Tally()
    for key, exercise, made in singles(keys):
        tally.add(course, exercise, key.misconceptions, made)
    return tally


@dataclass
class PairTally(Tally):
    """As for single mistakes; also how many pairs an exercise has, and the seconds that its table
    took to be made.
    """

    there: dict[str, int] = field(default_factory=dict)
    making: list[float] = field(default_factory=list)


def pairs_of_misconceptions(course: Course, keys: Keys, source: PairMemory, most: int) -> PairTally:
    """All pairs of an exercise, or ``most`` of them drawn at random."""
    tally = PairTally()
    for key, exercise in exercises(keys):
        pairs = pairs_of(course, exercise)
        if not pairs:
            continue
        tally.there[exercise.slug] = len(pairs)
        start = perf_counter()
        source.matching(exercise, attempt(course, exercise, ()))  # makes the table
        tally.making.append(perf_counter() - start)
        for made in pairs if len(pairs) <= most else random.Random(1).sample(pairs, most):
            tally.add(course, exercise, key.misconceptions, made, source)
    return tally


def tables_read(course: Course, keys: Keys, source: PairMemory) -> list[float]:
    """Seconds to read each table of pairs back from the bytes of its file."""
    seconds = []
    for _, exercise in exercises(keys):
        if pairs_of(course, exercise):
            written = encode(pack_table(source.table(exercise)))
            start = thread_time()
            unpack_table(cast(Mapping[str, Any], decode(written)))
            seconds.append(thread_time() - start)
    return seconds


def table(tally: Tally) -> list[str]:
    """A row for each exercise, and one for all."""
    there = tally.there if isinstance(tally, PairTally) else None
    columns = (*VERDICTS, *(("masked", "no difference") if there else ()))
    lines = [
        f"| exercise | {'there are | ' if there else ''}submitted | {' | '.join(columns)} |",
        "|---" * (len(columns) + (3 if there else 2)) + "|",
    ]
    lines += [
        _row(slug, there[slug] if there else None, counted, columns)
        for slug, counted in tally.verdicts.items()
    ]
    total = sum(tally.verdicts.values(), Counter())
    return [*lines, _row("**all**", sum(there.values()) if there else None, total, columns)]


def _row(name: str, there: int | None, counted: Counter[str], columns: tuple[str, ...]) -> str:
    cells = [
        name,
        *([f"{there:,}"] if there is not None else []),
        f"{counted.total():,}",
        *(f"{counted[column]:,}" for column in columns),
    ]
    return "| " + " | ".join(cells) + " |"
