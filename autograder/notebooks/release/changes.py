"""What a new release of a course changes, in words for the instructor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from autograder.data.answer_key import AnswerKey, ExerciseKey
from autograder.report.text import in_points, points


def changes_since_release(
    before: Mapping[str, AnswerKey], after: Mapping[str, AnswerKey]
) -> tuple[str, ...]:
    """Say what changed in answer keys since the last release, and may change marks.

    That is units, exercises, points, criteria, tolerances and cases.
    """
    said = [f"the unit {unit} is new" for unit in after if unit not in before]
    said += [f"the unit {unit} is gone" for unit in before if unit not in after]
    for unit, key in after.items():
        if unit in before:
            said += [f"{unit}: {change}" for change in _exercise_changes(before[unit], key)]
    return tuple(said)


def _exercise_changes(before: AnswerKey, after: AnswerKey) -> Iterator[str]:
    old = {exercise.slug: exercise for exercise in before.exercises}
    new = {exercise.slug: exercise for exercise in after.exercises}
    yield from (f"the exercise {slug} is new" for slug in new if slug not in old)
    yield from (f"the exercise {slug} is gone" for slug in old if slug not in new)
    for slug in new:
        if slug not in old:
            continue
        if old[slug].points != new[slug].points:
            yield (f"{slug} has {in_points(new[slug].points)} now, not {points(old[slug].points)}")
        if old[slug].criteria != new[slug].criteria:
            yield f"{slug} has other criteria"
        if old[slug].tolerance != new[slug].tolerance:
            yield f"{slug} has another tolerance"
        if cases := _cases_changed(before, old[slug], new[slug]):
            yield f"{slug} has other cases ({', '.join(cases)})"


def _cases_changed(unit: AnswerKey, old: ExerciseKey, new: ExerciseKey) -> list[str]:
    """The names of the cases that were added, removed or changed."""
    found = [
        {
            case.name: replace(
                unit, exercises=(replace(old, cases=(case,), signatures=()),), misconceptions=()
            ).to_bytes()
            for case in exercise.cases
        }
        for exercise in (old, new)
    ]
    names = dict.fromkeys([*found[0], *found[1]])
    return [name for name in names if found[0].get(name) != found[1].get(name)]
