"""The answer keys of all units, and the way through them."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.data.answer_key import AnswerKey, ExerciseKey

Keys = dict[str, AnswerKey]
"""By unit."""


def exercises(keys: Keys) -> Iterator[tuple[AnswerKey, ExerciseKey]]:
    for key in keys.values():
        for exercise in key.exercises:
            yield key, exercise
