"""What the class did not understand: misconceptions by how many hold them, and what treats them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.report.class_report.anonymous import example, parts_of
from autograder.report.class_report.grades import UNJUDGED, UnitGrades
from autograder.report.class_report.lessons import Lesson
from autograder.report.class_report.material import Material, Question

MOST_TRIED = 8
"""Submissions that are read to find an example of one misconception."""


@dataclass(frozen=True)
class Held:
    """One misconception, and who holds it.

    Parameters
    ----------
    slug, title, explanation, hint
        What the course says of it.
    exercises
        The exercises in which it was recognised, as ``unit: exercise``.
    learners
        The learners who hold it.
    attempted
        How many learners attempted one of these exercises.
    lessons, questions
        What treats it.
    example
        A learner's function that has it; empty where none can be shown without a name.
    """

    slug: str
    title: str
    explanation: str
    hint: str
    exercises: tuple[str, ...]
    learners: tuple[str, ...]
    attempted: int
    lessons: tuple[Lesson, ...] = ()
    questions: tuple[Question, ...] = ()
    example: str = ""

    @property
    def share(self) -> float:
        """The share of those who attempted its exercises, from 0 to 1."""
        return len(self.learners) / self.attempted if self.attempted else 0.0


@dataclass
class _Seen:
    """Where one misconception was recognised: learners by unit and exercise."""

    places: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @property
    def learners(self) -> tuple[str, ...]:
        return tuple(sorted({name for names in self.places.values() for name in names}))


def misunderstood(
    units: Sequence[UnitGrades],
    lessons: Callable[[str], Mapping[str, Lesson]],
    material: Material,
) -> list[Held]:
    """List the misconceptions of a class, first those that most learners hold.

    Parameters
    ----------
    units
        The grades.
    lessons
        The lessons of a unit, by exercise.
    material
        Questions, marks, and where examples come from.
    """
    seen: dict[str, _Seen] = {}
    for unit in units:
        for grade in unit.grades:
            for exercise in grade.exercises:
                for slug in exercise.misconceptions:
                    places = seen.setdefault(slug, _Seen()).places
                    places.setdefault((unit.unit, exercise.slug), []).append(grade.submission)
    by_name = {unit.unit: unit for unit in units}
    parts = parts_of(
        [*material.names, *(grade.submission for unit in units for grade in unit.grades)]
    )
    order = sorted(seen, key=lambda slug: (-len(seen[slug].learners), slug))
    return [_held(slug, seen[slug], by_name, lessons, material, parts) for slug in order]


def _held(
    slug: str,
    seen: _Seen,
    units: Mapping[str, UnitGrades],
    lessons: Callable[[str], Mapping[str, Lesson]],
    material: Material,
    parts: frozenset[str],
) -> Held:
    keys = [key for unit, _ in seen.places if (key := units[unit].key) is not None]
    known = next((item for key in keys for item in key.misconceptions if item.slug == slug), None)
    taught = dict.fromkeys(
        lesson for unit, exercise in seen.places if (lesson := lessons(unit).get(exercise))
    )
    return Held(
        slug,
        known.title if known else slug,
        known.explanation if known else "",
        known.hint if known else "",
        tuple(f"{unit}: {exercise}" for unit, exercise in seen.places),
        seen.learners,
        len(_attempted(seen, units)),
        tuple(taught),
        tuple(material.questions.get(slug, ())),
        next(_examples(slug, seen, units, material, parts), ""),
    )


def _attempted(seen: _Seen, units: Mapping[str, UnitGrades]) -> set[str]:
    """The learners who attempted one of the exercises in which a misconception was seen."""
    return {
        grade.submission
        for name in {unit for unit, _ in seen.places}
        for grade in units[name].grades
        for exercise in grade.exercises
        if (name, exercise.slug) in seen.places and exercise.status not in UNJUDGED
    }


def _examples(
    slug: str,
    seen: _Seen,
    units: Mapping[str, UnitGrades],
    material: Material,
    parts: frozenset[str],
) -> Iterator[str]:
    """Functions that have this misconception and no other, where it was seen most often first."""
    tried = 0
    for (unit, exercise), learners in sorted(seen.places.items(), key=lambda item: -len(item[1])):
        alone = {
            grade.submission
            for grade in units[unit].grades
            for found in grade.exercises
            if found.slug == exercise and found.misconceptions == [slug]
        }
        for learner in learners:
            if learner in alone and tried < MOST_TRIED:
                tried += 1
                if text := example(material.sources(unit, learner), exercise, parts):
                    yield text
