"""The class at a glance: one self-contained HTML file from the grades that a course keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Status
from autograder.report.json import ExerciseJson, GradeJson, read_grade
from autograder.report.text import MARKS, WORDS, points
from autograder.submission.course_folder import CourseFolder, NotACourse


@dataclass(frozen=True)
class MisconceptionCount:
    """How many learners made a known mistake, and what it is."""

    slug: str
    title: str
    explanation: str
    learners: tuple[str, ...]


@dataclass(frozen=True)
class UnitSummary:
    """What the page shows of one unit."""

    unit: str
    title: str
    slugs: tuple[str, ...]
    grades: tuple[GradeJson, ...]
    misconceptions: tuple[MisconceptionCount, ...]
    mean: float | None
    max_score: float
    persons: tuple[GradeJson, ...]

    def title_of(self, misconception: str) -> str:
        return next(each.title for each in self.misconceptions if each.slug == misconception)

    def counts(self, slug: str) -> dict[Status, int]:
        """How many learners have each status in one exercise."""
        return dict(
            Counter(
                each.status
                for grade in self.grades
                for each in grade.exercises
                if each.slug == slug
            )
        )


def load_grades(folder: CourseFolder) -> list[GradeJson]:
    """Every grade that the course keeps, by unit and learner. Raises `NotACourse` when there is
    none.
    """
    paths = sorted((folder.root / "grades").glob("*/*.json"))
    if not paths:
        raise NotACourse(
            f"{folder.root} holds no grades yet. Grade first: `gatewise course grade"
            f" {folder.root}`."
        )
    return [read_grade(path.read_text(encoding="utf-8")) for path in paths]


def summarise(unit: str, key: AnswerKey | None, grades: Sequence[GradeJson]) -> UnitSummary:
    """Count statuses and mistakes of one unit. Hand-ins that need a person are left out of the
    mean.
    """
    scores = [grade.score for grade in grades if grade.score is not None]
    slugs = tuple(dict.fromkeys(each.slug for grade in grades for each in grade.exercises))
    learners: dict[str, list[str]] = {}
    for grade in grades:
        for slug in dict.fromkeys(slug for each in grade.exercises for slug in each.misconceptions):
            learners.setdefault(slug, []).append(grade.submission)
    texts = (
        {misconception.slug: misconception for misconception in key.misconceptions} if key else {}
    )
    misconceptions = tuple(
        MisconceptionCount(
            slug,
            texts[slug].title if slug in texts else slug,
            texts[slug].explanation if slug in texts else "",
            tuple(who),
        )
        for slug, who in sorted(learners.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    return UnitSummary(
        unit,
        key.title if key else unit,
        slugs,
        tuple(grades),
        misconceptions,
        sum(scores) / len(scores) if scores else None,
        max((grade.max_score for grade in grades), default=0.0),
        tuple(grade for grade in grades if grade.score is None),
    )


def write_report(folder: CourseFolder, out: Path) -> Path:
    """Write the page and return where it lies. Raises `autograder.submission.course_folder.NotACourse`."""
    keys = folder.load_keys()
    grades = load_grades(folder)
    units = [
        summarise(unit, keys.get(unit), [grade for grade in grades if grade.unit == unit])
        for unit in [
            *keys,
            *sorted({str(grade.unit) for grade in grades if grade.unit not in keys}),
        ]
        if any(grade.unit == unit for grade in grades)
    ]
    environment = Environment(
        loader=PackageLoader("autograder.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("class_page.html").render(
        units=units, marks=MARKS, words=WORDS, points=points, find=find_exercise
    )
    out.write_text(page, encoding="utf-8")
    return out


def find_exercise(grade: GradeJson, slug: str) -> ExerciseJson | None:
    return next((each for each in grade.exercises if each.slug == slug), None)
