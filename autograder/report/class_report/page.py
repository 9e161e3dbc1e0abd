"""Put the page together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from autograder.report.class_report.anonymous import numbered
from autograder.report.class_report.exercises import (
    ENOUGH,
    exercise_figures,
    follows,
    separates_best,
)
from autograder.report.class_report.grades import UnitGrades, find_exercise, load_grades, units_of
from autograder.report.class_report.lessons import lessons_of
from autograder.report.class_report.material import Material
from autograder.report.class_report.misunderstood import misunderstood
from autograder.report.pages import render
from autograder.report.text import FOLLOW_THROUGH, MARKS, WORDS, points
from autograder.submission.course_folder import CourseFolder, NotACourse

MOST_OPEN = 30
"""Rows of a table that is shown at once; a longer one is opened by a click."""


@dataclass(frozen=True)
class Look:
    """How the page looks.

    Parameters
    ----------
    anonymous
        Numbers stand for learners, and what a submission says in its own words is left out.
    board
        For the lecture: no learner at all, larger letters, and the page loads itself again.
    """

    anonymous: bool = False
    board: bool = False


NOTHING_ELSE = Material()
WITH_NAMES = Look()


def write_report(
    folder: CourseFolder,
    out: Path,
    material: Material = NOTHING_ELSE,
    look: Look = WITH_NAMES,
) -> Path:
    """Write the page to `out` in one step and return that path.

    A learner who is neither under ``submitted/`` nor in the gradebook any more is left out.

    Parameters
    ----------
    folder
        The course.
    out
        The file to write.
    material
        What the page shows that is not in the grades.
    look
        Who it is for.

    Raises
    ------
    autograder.submission.course_folder.NotACourse
        When the folder is no course. Also when it holds no grades, unless the page is a board,
        which waits for them.
    """
    grades = load_grades(folder)
    if not (grades or look.board):
        raise NotACourse(
            f"{folder.root} holds no grades yet. Grade first: `gatewise course grade"
            f" {folder.root}`."
        )
    units = units_of(folder, grades, material.counted)
    draft = out.with_name(f".{out.name}.tmp")
    draft.write_text(_page(folder, units, material, look), encoding="utf-8")
    draft.replace(out)
    return out


def _page(folder: CourseFolder, units: list[UnitGrades], material: Material, look: Look) -> str:
    learners = {grade.submission for unit in units for grade in unit.grades}
    hidden = look.anonymous or look.board
    shown: Mapping[str, str] = (
        numbered(learners, folder.seed()) if hidden else {name: name for name in sorted(learners)}
    )
    figures = {unit.unit: exercise_figures(unit) for unit in units}
    return render(
        "class_board.html" if look.board else "class_report.html",
        units=[_in_order(unit, shown) if hidden else unit for unit in units],
        learners=len(learners),
        held=[
            replace(item, learners=tuple(shown[name] for name in shown if name in item.learners))
            for item in misunderstood(units, cache(partial(lessons_of, folder)), material)
        ],
        figures=figures,
        best={name: separates_best(items) for name, items in figures.items()},
        follows={unit.unit: follows(unit) for unit in units},
        titles={
            item.slug: item.title for unit in units if unit.key for item in unit.key.misconceptions
        },
        shown=shown,
        anonymous=hidden,
        enough=ENOUGH,
        most_open=MOST_OPEN,
        marks=MARKS,
        words=WORDS,
        follow_through=FOLLOW_THROUGH,
        points=points,
        find=find_exercise,
    )


def _in_order(unit: UnitGrades, shown: Mapping[str, str]) -> UnitGrades:
    """The unit with its learners in the order of their numbers, which `shown` has."""
    place = {name: number for number, name in enumerate(shown)}
    grades = sorted(unit.grades, key=lambda grade: place[grade.submission])
    return UnitGrades(unit.unit, unit.title, tuple(grades), unit.key, unit.counted)
