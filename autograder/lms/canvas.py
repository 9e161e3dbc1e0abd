"""Fill the gradebook that Canvas exported: one assignment's marks change, and no other byte."""

from __future__ import annotations

import re
from functools import partial

from autograder.data.text import clean
from autograder.lms.cells import CsvFile, Row, UnreadableCsv, read_csv
from autograder.lms.filled import CannotFill, Filled, Filling, MarkedClass, number
from autograder.lms.roster import Person, Roster

_ASSIGNMENT = re.compile(r"(?P<title>.*\S)\s*\((?P<id>\d+)\)")
"""Canvas's heading of an assignment: its title, and its number in parentheses."""
_FIXED = ("EX", "N/A")
"""What Canvas writes for somebody who is excused, or whom the assignment does not concern."""


def fill_gradebook(data: bytes, name: str, marked: MarkedClass, column: tuple[str, ...]) -> Filled:
    """Put marks into a gradebook.

    A person is found by Canvas's number (``ID``), else by the login, else by the name.

    Parameters
    ----------
    data
        The exported file.
    name
        What messages call the file.
    marked
        The marks, and who takes the course.
    column
        What the column may be called: its title, with or without Canvas's number, or that number.

    Raises
    ------
    autograder.lms.cells.UnreadableCsv
        When this is no gradebook of Canvas.
    autograder.lms.filled.CannotFill
        When there is no such column, it is read-only, or its points differ.
    """
    file = read_csv(data, name)
    header = file.header
    split = header[:2] == ["LastName", "FirstName"]
    if (not split and header[0] != "Student") or "ID" not in header:
        raise UnreadableCsv(
            f"{name} is not a gradebook of Canvas: it should begin with the columns Student, ID and"
            f" Section, and begins with {clean(', '.join(header[:3]), 80)}. Export it in Canvas"
            " under Grades, Export."
        )
    place = _column(file, name, column)
    points = next((row for row in file.body if _is_points(row)), None)
    factor = 1.0
    if points is not None:
        factor = _factor(points.value(place), header[place], marked)
    filling = Filling(file, place, marked.marks)
    for row in file.body:
        if _is_points(row) or _is_posting(row) or row.value(0).casefold() == "student, test":
            continue
        person = f"{row.value(1)} {row.value(0)}" if split else row.value(0)
        filling.fill(
            row,
            _people(row, header, person, marked.roster),
            clean(person, 60),
            factor,
            partial(_refusal, row.value(place)),
        )
    return filling.done()


def _column(file: CsvFile, name: str, wanted: tuple[str, ...]) -> int:
    """The place of the assignment. Raises `CannotFill` unless just one column fits."""
    header = file.header
    titles = {
        place: (found["title"], found["id"])
        for place, heading in enumerate(header)
        if (found := _ASSIGNMENT.fullmatch(heading))
    }
    words = [word.casefold() for word in wanted]
    for word in words:
        fits = [
            place
            for place, (title, number) in titles.items()
            if word in (header[place].casefold(), title.casefold(), number)
        ]
        if len(fits) == 1:
            return fits[0]
        if fits:
            named = "; ".join(header[place] for place in fits)
            raise CannotFill(f"several columns of {name} are called that: {named}. Give --column.")
    there = "; ".join(clean(header[place], 60) for place in titles) or "none"
    raise CannotFill(
        f"{name} has no column {' or '.join(repr(word) for word in wanted)}. Its assignments are:"
        f" {there}. Say which it is: --column TITLE."
    )


def _factor(text: str, heading: str, marked: MarkedClass) -> float:
    if "read only" in text.casefold():
        raise CannotFill(f"Canvas does not let the column {heading!r} be changed ({text}).")
    there = number(text)
    return 1.0 if there is None else marked.factor(there, f"in Canvas {heading!r} has")


def _people(row: Row, header: list[str], name: str, roster: Roster) -> tuple[Person, ...]:
    """Whom a row may belong to."""
    if found := roster.with_id(row.value(header.index("ID"))):
        return (found,)
    login = row.value(header.index("SIS Login ID")) if "SIS Login ID" in header else ""
    if found := roster.with_login(login):
        return (found,)
    return roster.named(name)


def _refusal(there: str, score: float) -> str:
    return f"Canvas has “{there}” there" if there.upper() in _FIXED else ""


def _is_points(row: Row) -> bool:
    return "Points Possible" in row.value(0)


def _is_posting(row: Row) -> bool:
    """Whether a row says for each assignment how its marks are posted."""
    filled = [cell.value.strip() for cell in row.cells if cell.value.strip()]
    return all(re.match(r"(?i)muted$|manual posting", value) for value in filled)
