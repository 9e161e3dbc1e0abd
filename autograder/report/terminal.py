"""Grades in the terminal, drawn with rich: one submission in detail, or a class as a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from textwrap import shorten
from types import MappingProxyType

from rich import box
from rich.cells import cell_len, set_cell_size
from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.data.grades import ExerciseGrade, Grade
from autograder.data.text import clean
from autograder.report.counted import CountedMarks
from autograder.report.panel import SOFT, STYLES, exercise_panel, verdict
from autograder.report.progress import when
from autograder.report.text import (
    FOLLOW_THROUGH,
    MARKS,
    WORDS,
    next_exercise,
    points,
)

_REMARK = 40
"""The least width, in characters, that what went wrong should have."""

_LEAST_REMARK = 24
"""The width that what went wrong has even beside long names."""
_SHORTEST_NAME = 12
"""The width, in characters, that a name always has."""

ALL_RIGHT = "all right"
"""What the table says of a submission with nothing to say."""

_SENTENCE = re.compile(r"(?<=[^\d\s])\.\s+(?=[A-Z“])")


def print_grade(
    console: Console, grade: Grade, one_step: bool = False, saved: datetime | None = None
) -> None:
    """Print one submission.

    Parameters
    ----------
    console
        Where to print.
    grade
        The submission's grade.
    one_step
        Whether to give details of one exercise only: the one to work on next. Every other one that
        has not passed gets a single line.
    saved
        When the file was saved, where the learner reads this: instructors read how well it was
        isolated.
    """
    about = f"isolation {grade.isolation}" if saved is None else f"saved {when(saved)}"
    console.print(
        Text.assemble(
            (clean(grade.submission), "bold"),
            "  ",
            grade.title or grade.unit,
            (f"  {about}", SOFT),
        )
    )
    chosen = next_exercise(grade.exercises)
    for exercise in grade.exercises:
        brief = one_step and exercise.status != "passed" and exercise is not chosen
        console.print(verdict(exercise) if brief else exercise_panel(exercise))
    for note in grade.notes:
        console.print(Text.assemble(("note  ", "cyan"), clean(note)))
    score = (
        "needs a person"
        if grade.score is None
        else f"{points(grade.score)} of {points(grade.max_score)}"
    )
    console.print(Text.assemble(("Score  ", SOFT), (score, "bold")))


def class_table(
    grades: Sequence[Grade],
    title: str,
    titles: Mapping[str, str] = MappingProxyType({}),
    remarks: Mapping[str, str] = MappingProxyType({}),
    width: int = 120,
    counted: Mapping[str, CountedMarks] = MappingProxyType({}),
) -> Table:
    """Draw a class: a row for each submission, a column for each exercise.

    The score and what went wrong stand at the end.

    Parameters
    ----------
    grades
        The grades of one unit.
    title
        What stands above the table.
    titles
        The title of each misconception, by its slug.
    remarks
        What matters more than the grade, by learner.
    width
        The terminal's width in characters. Where it leaves too little room for what went wrong, the
        exercises have numbers, which the caption explains, and long names are cut.
    counted
        The marks that count, by learner, where a gradebook holds them.
    """
    slugs = list(dict.fromkeys(exercise.slug for grade in grades for exercise in grade.exercises))
    heads = [slug.replace("_", "\n") for slug in slugs]
    numbered = width - _taken(grades, heads) < _REMARK
    if numbered:
        heads = [str(number) for number in range(1, len(slugs) + 1)]
    table = _without_rows(title, heads)
    if numbered:
        table.caption = "   ".join(map(" ".join, zip(heads, slugs, strict=True)))
        table.caption_justify, table.caption_style = "left", SOFT
    longest = max(_SHORTEST_NAME, width - _taken((), heads) - _LEAST_REMARK)
    for grade in grades:
        marks = counted.get(grade.submission)
        remark = remarks.get(grade.submission) or headline(grade, titles)
        if marks and marks.remark:
            remark = marks.remark if remark == ALL_RIGHT else f"{marks.remark}; {remark}"
        table.add_row(
            Text(_cut(clean(grade.submission), longest)),
            *_cells(grade, slugs),
            _score(grade, marks),
            Text(clean(remark)),
        )
    return table


def _without_rows(title: str, heads: Sequence[str]) -> Table:
    """The table of a class, with a column below each head and no rows yet."""
    table = Table(
        title=title,
        title_style="bold",
        title_justify="left",
        box=box.ROUNDED,
        border_style=SOFT,
        padding=(0, 1),
    )
    table.add_column("learner", no_wrap=True)
    for head in heads:
        table.add_column(head, justify="center", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("what we saw", ratio=1, overflow="fold", min_width=_LEAST_REMARK)
    return table


def _cut(name: str, longest: int) -> str:
    """A name in at most `longest` columns of a terminal; the middle is left out of a longer one.

    Names of one class often differ at the end alone.
    """
    if cell_len(name) <= longest:
        return name
    rest = longest // 3
    end = name
    while cell_len(end) > rest:
        end = end[1:]
    return f"{set_cell_size(name, longest - cell_len(end) - 1).rstrip()}…{end}"


def _taken(grades: Sequence[Grade], heads: Sequence[str]) -> int:
    """How many characters of a line all columns but the last take."""
    names = max((cell_len(clean(grade.submission)) for grade in grades), default=0)
    return names + 15 + sum(max(map(len, head.split("\n"))) + 3 for head in heads)


def _cells(grade: Grade, slugs: Sequence[str]) -> list[Text]:
    """The marks of a row; nothing stands where a grade lacks an exercise."""
    exercises = {exercise.slug: exercise for exercise in grade.exercises}
    return [_mark(exercises[slug]) if slug in exercises else Text("") for slug in slugs]


def _mark(grade: ExerciseGrade) -> Text:
    return Text(MARKS[grade.status] + "*" * grade.follow_through, STYLES[grade.status])


def _score(grade: Grade, marks: CountedMarks | None) -> Text:
    """The score that counts, else the grader's."""
    if marks is not None and marks.score is not None:
        return Text(marks.text)
    if grade.score is None or marks is not None:
        return Text("person", STYLES["grader_error"])
    return Text(f"{points(grade.score)}/{points(grade.max_score)}")


def headline(grade: Grade, titles: Mapping[str, str]) -> str:
    """The shortest true account of a submission.

    The misconceptions that were recognised, else the first thing that went wrong.

    Parameters
    ----------
    grade
        The submission's grade.
    titles
        The title of each misconception, by its slug.
    """
    if grade.needs_person and grade.notes:
        return shorten(grade.notes[0], 160, placeholder=" …")
    first_seen: dict[str, str] = {}
    for exercise in grade.exercises:
        for slug in exercise.misconceptions:
            first_seen.setdefault(slug, exercise.slug)
    if first_seen:
        return "; ".join(
            f"{exercise}: {titles.get(slug, slug)}" for slug, exercise in first_seen.items()
        )
    chosen = next_exercise(grade.exercises)
    if chosen is None:
        return ALL_RIGHT
    if all(exercise.status == "not_attempted" for exercise in grade.exercises):
        return "not attempted"
    first = chosen.explanation.headline or chosen.message
    message = shorten(_SENTENCE.split(clean(first))[0], 150, placeholder=" …")
    return message if message.startswith(chosen.slug) else f"{chosen.slug}: {message}"


def legend() -> RenderableType:
    """What the marks in the table mean. No term is broken at the end of a line."""
    terms = [
        Text.assemble((mark, STYLES[status]), " ", WORDS[status])
        for status, mark in MARKS.items()
        if status != "skipped"
    ]
    return Group(Columns(terms, (0, 3)), Text(f"* {FOLLOW_THROUGH}"))
