"""Grades in the terminal, drawn by rich: one hand-in in detail, a class as a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from textwrap import shorten
from types import MappingProxyType

from rich import box
from rich.cells import cell_len
from rich.columns import Columns
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from autograder.data.grades import ExerciseGrade, Grade, Status
from autograder.data.text import clean
from autograder.report.heat import heat_text
from autograder.report.text import MARKS, WORDS, points

STYLES: dict[Status, str] = {
    "passed": "green",
    "wrong": "yellow",
    "raised": "red",
    "timed_out": "red",
    "not_attempted": "bright_black",
    "skipped": "bright_black",
    "grader_error": "magenta",
}

_SENTENCE = re.compile(r"(?<=[^\d\s])\.\s+(?=[A-Z“])")


def exercise_panel(grade: ExerciseGrade) -> RenderableType:
    """One exercise: a single line when it passed, else what we saw, the criteria and the next
    step.
    """
    head = Text.assemble(
        (f"{MARKS[grade.status]} ", STYLES[grade.status]),
        (grade.slug, "bold"),
        "  ",
        (WORDS[grade.status], STYLES[grade.status]),
        (f"  {points(grade.score)}/{points(grade.max_score)}", "bright_black"),
    )
    if grade.status == "passed" and not grade.follow_through:
        return head
    body: list[RenderableType] = [Text(clean(grade.message))]
    picture = heat_text(grade.diagnosis.difference) if grade.diagnosis is not None else ""
    if picture:
        body.append(Text(picture, style="bright_black"))
    if grade.status not in ("passed", "not_attempted", "grader_error"):
        body.append(
            Columns(
                [
                    Text(f"{MARKS[each.status]} {each.name}", STYLES[each.status])
                    for each in grade.criteria
                ],
                (0, 3),
            )
        )
    if grade.next_step:
        body.append(Text.assemble(("Next: ", "bold"), clean(grade.next_step)))
    return Panel(
        Group(*body),
        title=head,
        title_align="left",
        border_style=STYLES[grade.status],
        padding=(0, 1),
        width=None,
    )


def print_grade(console: Console, grade: Grade, one_step: bool = False) -> None:
    """One hand-in. With `one_step`, details are given for one exercise that has not passed, the
    first that was attempted, and a line for each of the rest.
    """
    console.print(
        Text.assemble(
            (clean(grade.submission), "bold"),
            "  ",
            grade.title or grade.unit,
            (f"  isolation {grade.isolation}", "bright_black"),
        )
    )
    failing = [each for each in grade.exercises if each.status != "passed"]
    first = next(
        (each for each in failing if each.status != "not_attempted"),
        failing[0] if failing else None,
    )
    for each in grade.exercises:
        if one_step and each in failing and each is not first:
            console.print(
                Text.assemble(
                    (f"{MARKS[each.status]} ", STYLES[each.status]),
                    (each.slug, "bold"),
                    "  ",
                    (WORDS[each.status], STYLES[each.status]),
                )
            )
        else:
            console.print(exercise_panel(each))
    for note in grade.notes:
        console.print(Text.assemble(("note  ", "cyan"), clean(note)))
    score = (
        "needs a person"
        if grade.score is None
        else f"{points(grade.score)} of {points(grade.max_score)}"
    )
    console.print(Text.assemble(("Score  ", "bright_black"), (score, "bold")))


def class_table(
    grades: Sequence[Grade],
    title: str,
    titles: Mapping[str, str] = MappingProxyType({}),
    remarks: Mapping[str, str] = MappingProxyType({}),
    width: int = 120,
) -> Table:
    """A class: one row a hand-in, one column an exercise, the score, and what went wrong.

    `titles` gives misconceptions their names; `remarks` says, for a learner, what matters more than
    the grade. Where `width` leaves too little for what went wrong, exercises have numbers, which
    the caption explains.
    """
    slugs = list(dict.fromkeys(each.slug for grade in grades for each in grade.exercises))
    table = Table(
        title=title,
        title_style="bold",
        title_justify="left",
        box=box.ROUNDED,
        border_style="bright_black",
        padding=(0, 1),
    )
    table.add_column("learner", no_wrap=True)
    heads = [slug.replace("_", "\n") for slug in slugs]
    taken = (
        max((cell_len(clean(grade.submission)) for grade in grades), default=0)
        + 15
        + sum(max(map(len, head.split("\n"))) + 3 for head in heads)
    )
    if width - taken < 40:
        heads = [str(number) for number in range(1, len(slugs) + 1)]
        table.caption = "   ".join(
            f"{head} {slug}" for head, slug in zip(heads, slugs, strict=True)
        )
        table.caption_justify, table.caption_style = "left", "bright_black"
    for head in heads:
        table.add_column(head, justify="center", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("what we saw", ratio=1, overflow="fold", min_width=24)
    for grade in grades:
        by_slug = {each.slug: each for each in grade.exercises}
        cells = [
            (
                Text(
                    MARKS[by_slug[slug].status] + ("*" if by_slug[slug].follow_through else ""),
                    STYLES[by_slug[slug].status],
                )
                if slug in by_slug
                else Text("")
            )
            for slug in slugs
        ]
        score = (
            Text("person", "magenta")
            if grade.score is None
            else Text(f"{points(grade.score)}/{points(grade.max_score)}")
        )
        told = remarks.get(grade.submission) or headline(grade, titles)
        table.add_row(Text(clean(grade.submission)), *cells, score, Text(clean(told)))
    return table


def headline(grade: Grade, titles: Mapping[str, str]) -> str:
    """The shortest true account of a hand-in: the misconceptions found, else the first thing that
    went wrong.
    """
    if grade.needs_person and grade.notes:
        return shorten(grade.notes[0], 160, placeholder=" …")
    named: dict[str, str] = {}
    for each in grade.exercises:
        for slug in each.misconceptions:
            named.setdefault(slug, each.slug)
    if named:
        return "; ".join(
            f"{exercise}: {titles.get(slug, slug)}" for slug, exercise in named.items()
        )
    failing = [each for each in grade.exercises if each.status != "passed"]
    if not failing:
        return "all right"
    if all(each.status == "not_attempted" for each in grade.exercises):
        return "not attempted"
    first = next((each for each in failing if each.status != "not_attempted"), failing[0])
    said = shorten(_SENTENCE.split(clean(first.message))[0], 150, placeholder=" …")
    return said if said.startswith(first.slug) else f"{first.slug}: {said}"


def legend() -> RenderableType:
    """What the marks in the table mean; no term is broken at the end of a line."""
    terms = [
        Text.assemble((mark, STYLES[status]), " ", WORDS[status])
        for status, mark in MARKS.items()
        if status != "skipped"
    ]
    return Group(Columns(terms, (0, 3)), Text("* right, given an earlier mistake"))
