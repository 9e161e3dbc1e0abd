"""Exercises that are right themselves but use the learner's own wrong functions: do they get their
marks?
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations, product

from autograder.course.discover import Course
from autograder.data.grades import Grade
from autograder.data.misconceptions import Identity
from autograder.judge.pairs import PairSource
from benchmarks.naming.keys import Keys
from tests.diagnosis.handed_in import hand_in


def inherited(
    course: Course, keys: Keys, source: PairSource, most: int
) -> tuple[Counter[str], Counter[str]]:
    """What became of exercises that use a function with one mistake in it, and of those that use
    two such functions.

    Of the second kind, ``most`` of a unit drawn at random.
    """
    single: Counter[str] = Counter()
    two: Counter[str] = Counter()
    for key in keys.values():
        misconceptions: dict[str, list[Identity]] = {
            exercise.slug: [
                item.identity for item in course.misconceptions if item.replaces == exercise.slug
            ]
            for exercise in key.exercises
        }
        for made in (made for of_function in misconceptions.values() for made in of_function):
            single += _became(hand_in(course, key, (made,), source), {made[1]})
        pairs = [
            pair
            for first, second in combinations(misconceptions, 2)
            for pair in product(misconceptions[first], misconceptions[second])
        ]
        for both in random.Random(2).sample(pairs, min(most, len(pairs))):
            two += _became(hand_in(course, key, both, source), {function for _, function in both})
    return single, two


def _became(grade: Grade, own: set[str]) -> Counter[str]:
    return Counter(
        (
            "credited"
            if exercise.follow_through
            else "right anyway"
            if exercise.status == "passed"
            else "lost marks"
        )
        for exercise in grade.exercises
        if exercise.slug not in own
    )
