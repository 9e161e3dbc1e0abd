"""The class at a glance: one HTML file that stands alone, made from the grades of a course."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Status
from autograder.data.misconceptions import KnownMisconception
from autograder.report.json import ExerciseJson, GradeJson, read_grade
from autograder.report.pages import render
from autograder.report.text import FOLLOW_THROUGH, MARKS, WORDS, points
from autograder.submission.course_folder import CourseFolder, NotACourse


@dataclass(frozen=True)
class MisconceptionCount:
    """One misconception, and the learners who have it."""

    slug: str
    title: str
    explanation: str
    learners: tuple[str, ...]


@dataclass(frozen=True)
class UnitSummary:
    """What the page shows of one unit. ``mean`` is ``None`` when nobody has a mark."""

    unit: str
    title: str
    slugs: tuple[str, ...]
    grades: tuple[GradeJson, ...]
    misconceptions: tuple[MisconceptionCount, ...]
    mean: float | None
    max_score: float
    persons: tuple[GradeJson, ...]

    def title_of(self, slug: str) -> str:
        """The title of one of the misconceptions of this unit."""
        return next(count.title for count in self.misconceptions if count.slug == slug)

    def counts(self, slug: str) -> dict[Status, int]:
        """How many learners have each status in one exercise."""
        found = (find_exercise(grade, slug) for grade in self.grades)
        return dict(Counter(exercise.status for exercise in found if exercise is not None))


def load_grades(folder: CourseFolder) -> list[GradeJson]:
    """Load every grade of a course, sorted by unit and learner.

    Raises
    ------
    autograder.submission.course_folder.NotACourse
        When the course holds no grades.
    """
    paths = sorted((folder.root / "grades").glob("*/*.json"))
    if not paths:
        raise NotACourse(
            f"{folder.root} holds no grades yet. Grade first: `gatewise course grade"
            f" {folder.root}`."
        )
    return [read_grade(path.read_text(encoding="utf-8")) for path in paths]


def summarise(unit: str, key: AnswerKey | None, grades: Sequence[GradeJson]) -> UnitSummary:
    """Count the statuses and misconceptions of one unit.

    Parameters
    ----------
    unit
        The unit's slug.
    key
        Its answer key, which holds titles; ``None`` for a unit that the course no longer has, and
        for a quiz.
    grades
        Its grades. Those that need a person are left out of the mean.
    """
    scores = [grade.score for grade in grades if grade.score is not None]
    texts = {item.slug: item for item in key.misconceptions} if key else {}
    return UnitSummary(
        unit,
        key.title if key else unit,
        tuple(dict.fromkeys(exercise.slug for grade in grades for exercise in grade.exercises)),
        tuple(grades),
        _count_misconceptions(grades, texts),
        sum(scores) / len(scores) if scores else None,
        max((grade.max_score for grade in grades), default=0.0),
        tuple(grade for grade in grades if grade.score is None),
    )


def _count_misconceptions(
    grades: Sequence[GradeJson], texts: Mapping[str, KnownMisconception]
) -> tuple[MisconceptionCount, ...]:
    """The misconceptions that most learners have come first.

    `texts` holds what the key says of each, by its slug.
    """
    learners: dict[str, list[str]] = {}
    for grade in grades:
        for slug in dict.fromkeys(slug for item in grade.exercises for slug in item.misconceptions):
            learners.setdefault(slug, []).append(grade.submission)
    return tuple(
        MisconceptionCount(
            slug,
            texts[slug].title if slug in texts else slug,
            texts[slug].explanation if slug in texts else "",
            tuple(names),
        )
        for slug, names in sorted(learners.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def write_report(folder: CourseFolder, out: Path) -> Path:
    """Write the page to `out` and return that path.

    Raises
    ------
    autograder.submission.course_folder.NotACourse
        When the folder is no course, or holds no grades.
    """
    keys = folder.load_keys()
    by_unit: dict[str, list[GradeJson]] = {}
    for grade in load_grades(folder):
        by_unit.setdefault(grade.unit or "unknown unit", []).append(grade)
    in_order = [*(unit for unit in keys if unit in by_unit), *sorted(by_unit.keys() - keys.keys())]
    page = render(
        "class_page.html",
        units=[summarise(unit, keys.get(unit), by_unit[unit]) for unit in in_order],
        marks=MARKS,
        words=WORDS,
        follow_through=FOLLOW_THROUGH,
        points=points,
        find=find_exercise,
    )
    out.write_text(page, encoding="utf-8")
    return out


def find_exercise(grade: GradeJson, slug: str) -> ExerciseJson | None:
    """The exercise of that slug in a grade, or ``None``."""
    return next((exercise for exercise in grade.exercises if exercise.slug == slug), None)
