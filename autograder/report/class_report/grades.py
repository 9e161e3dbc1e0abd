"""The grades of a course, unit by unit, with the marks that count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Status
from autograder.report.counted import Counted, CountedMarks
from autograder.report.json import ExerciseJson, GradeJson, read_grade
from autograder.submission.course_folder import CourseFolder

UNJUDGED: frozenset[Status] = frozenset({"not_attempted", "grader_error"})
"""The statuses that say nothing of what a learner can do."""


@dataclass(frozen=True)
class UnitGrades:
    """All grades of one unit.

    Parameters
    ----------
    unit, title
        Its slug and its title.
    grades
        Its grades, sorted by learner.
    key
        Its answer key; ``None`` for a unit that the course no longer has, and for a quiz.
    counted
        The marks that count, by learner.
    """

    unit: str
    title: str
    grades: tuple[GradeJson, ...]
    key: AnswerKey | None = None
    counted: Mapping[str, CountedMarks] = field(default_factory=dict)

    @property
    def slugs(self) -> tuple[str, ...]:
        """The exercises, in the unit's order."""
        return tuple(
            dict.fromkeys(exercise.slug for grade in self.grades for exercise in grade.exercises)
        )

    @property
    def max_score(self) -> float:
        """The most that the unit can earn, in points."""
        return max((grade.max_score for grade in self.grades), default=0.0)

    @property
    def mean(self) -> float | None:
        """The mean score in points of all who have a mark; ``None`` where nobody has one."""
        scores = [score for grade in self.grades if (score := self.score_of(grade)) is not None]
        return sum(scores) / len(scores) if scores else None

    @property
    def persons(self) -> tuple[GradeJson, ...]:
        """The grades that a person has to decide about."""
        return tuple(grade for grade in self.grades if self.score_of(grade) is None)

    @property
    def reasons(self) -> dict[str, list[str]]:
        """Why a person has to decide, each reason with the learners whom it concerns."""
        found: dict[str, list[str]] = {}
        for grade in self.persons:
            open_ones = (exercise for exercise in grade.exercises if exercise.score is None)
            undecided = [f"{exercise.slug}: {exercise.message}" for exercise in open_ones]
            reason = " ".join(grade.notes or undecided[:1]) or "a cell waits for a mark by hand"
            found.setdefault(reason, []).append(grade.submission)
        return found

    def score_of(self, grade: GradeJson) -> float | None:
        """The score that counts: the gradebook's, where it holds the submission."""
        marks = self.counted.get(grade.submission)
        return marks.score if marks else grade.score

    def points_of(self, grade: GradeJson, exercise: ExerciseJson) -> float | None:
        """The points for one exercise: those given by hand, else the grader's."""
        marks = self.counted.get(grade.submission)
        by_hand = marks.hand_mark(exercise.slug) if marks else None
        return by_hand.score if by_hand else exercise.score

    def counts(self, slug: str) -> dict[Status, int]:
        """How many learners have each status in one exercise."""
        found = (find_exercise(grade, slug) for grade in self.grades)
        return dict(Counter(exercise.status for exercise in found if exercise is not None))


def find_exercise(grade: GradeJson, slug: str) -> ExerciseJson | None:
    """The exercise of that slug in a grade, or ``None``."""
    return next((exercise for exercise in grade.exercises if exercise.slug == slug), None)


def load_grades(folder: CourseFolder) -> list[GradeJson]:
    """Load every grade of a course, sorted by unit and learner."""
    paths = sorted((folder.root / "grades").glob("*/*.json"))
    return [read_grade(path.read_text(encoding="utf-8")) for path in paths]


def units_of(
    folder: CourseFolder, grades: Sequence[GradeJson], counted: Counted
) -> list[UnitGrades]:
    """Sort grades into their units, in the course's order; quizzes come last.

    A learner who is neither under ``submitted/`` nor in the gradebook any more is left out.

    Parameters
    ----------
    folder
        The course.
    grades
        Its grades.
    counted
        The marks that count, by unit and learner.

    Raises
    ------
    autograder.submission.course_folder.NotACourse
        When the folder holds no answer keys.
    """
    keys = folder.load_keys()
    by_unit: dict[str, list[GradeJson]] = {}
    for grade in grades:
        unit = grade.unit or "unknown unit"
        place = folder.root / "submitted" / grade.submission / unit
        if (unit, grade.submission) in counted or place.exists():
            by_unit.setdefault(unit, []).append(grade)
    in_order = [*(unit for unit in keys if unit in by_unit), *sorted(by_unit.keys() - keys.keys())]
    return [
        UnitGrades(
            unit,
            keys[unit].title if unit in keys else unit,
            tuple(by_unit[unit]),
            keys.get(unit),
            {learner: marks for (name, learner), marks in counted.items() if name == unit},
        )
        for unit in in_order
    ]
