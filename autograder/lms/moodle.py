"""Fill the grading worksheet that Moodle exported, and find the participant of each row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from autograder.data.text import clean
from autograder.lms.cells import CsvFile, Row, UnreadableCsv, read_csv
from autograder.lms.filled import Filled, Filling, MarkedClass, mark_text, number
from autograder.lms.roster import Person, Roster

IDENTIFIER, NAME, GRADE = "Identifier", "Full name", "Grade"
MAXIMUM = "Maximum grade"
_MAYBE = "Grade can be changed"
_MARKED = "Last modified (grade)"
_EMAILS = ("email address", "email")


@dataclass(frozen=True)
class Participant:
    """Somebody in a worksheet: the learner's folder, the name, and Moodle's number there."""

    learner: str
    name: str
    number: str


def fill_worksheet(
    data: bytes, name: str, marked: MarkedClass
) -> tuple[Filled, tuple[Participant, ...]]:
    """Put marks into a grading worksheet. Every other cell, times included, stays text.

    A person is found by the e-mail address where the worksheet has it, else by the name.

    Parameters
    ----------
    data
        The exported file.
    name
        What messages call the file.
    marked
        The marks, and who takes the course.

    Returns
    -------
    filled : Filled
        The filled file.
    participants : tuple of Participant
        Everybody in the worksheet who is in the roster.

    Raises
    ------
    autograder.lms.cells.UnreadableCsv
        When this is no grading worksheet.
    autograder.lms.filled.CannotFill
        When the maximum differs from the assignment's points.
    """
    file = read_csv(data, name)
    columns = _columns(file, name)
    filling = Filling(file, columns[GRADE], marked.marks)
    participants: list[Participant] = []
    for row in file.body:
        person = row.value(columns[NAME])
        people = _people(row, columns, marked.roster)
        if len(people) == 1 and (number_there := _number(row, columns)):
            participants.append(Participant(people[0].learner, person, number_there))
        most = number(row.value(columns[MAXIMUM])) if MAXIMUM in columns else None
        factor = 1.0 if most is None else marked.factor(most, "in Moodle it has")
        changeable = row.value(columns[_MAYBE]) if _MAYBE in columns else ""
        filling.fill(
            row,
            people,
            clean(person, 60),
            factor,
            partial(_refusal, most, changeable),
        )
    return filling.done(), tuple(participants)


def numbers_in(data: bytes, name: str, roster: Roster) -> dict[str, Person]:
    """Who has which number in a grading worksheet, and so in the zip of the same assignment.

    With e-mail addresses in the worksheet, it tells people of the same name apart. Raises
    `autograder.lms.cells.UnreadableCsv` when this is no grading worksheet.
    """
    file = read_csv(data, name)
    columns = _columns(file, name)
    found: dict[str, Person] = {}
    for row in file.body:
        people = _people(row, columns, roster)
        number_there = _number(row, columns)
        if len(people) == 1 and number_there:
            found[number_there] = people[0]
    return found


def _number(row: Row, columns: dict[str, int]) -> str:
    """Moodle's number of a row's participant, which ends its identifier in every language."""
    found = re.search(r"\d+$", row.value(columns[IDENTIFIER]))
    return found[0] if found else ""


def _columns(file: CsvFile, name: str) -> dict[str, int]:
    """The places of the columns. Raises `UnreadableCsv` where one of Moodle's is missing."""
    headings = [heading.casefold() for heading in file.header]
    columns = {
        known: headings.index(known.casefold())
        for known in (IDENTIFIER, NAME, GRADE, MAXIMUM, _MAYBE, _MARKED)
        if known.casefold() in headings
    }
    email = next((known for known in _EMAILS if known in headings), None)
    if email:
        columns["email"] = headings.index(email)
    if IDENTIFIER in columns and GRADE in columns and NAME not in columns:
        raise UnreadableCsv(
            f"{name} has no names, because submissions are anonymous in Moodle. Reveal the"
            " identities there, then download the worksheet again."
        )
    missing = [known for known in (IDENTIFIER, NAME, GRADE, _MARKED) if known not in columns]
    if missing:
        raise UnreadableCsv(
            f"{name} is not a grading worksheet of Moodle: it has no column {', '.join(missing)}."
            " Download it in the assignment under “Download grading worksheet”, with Moodle set to"
            " English."
        )
    return columns


def _people(row: Row, columns: dict[str, int], roster: Roster) -> tuple[Person, ...]:
    """Whom a row may belong to."""
    email = row.value(columns["email"]) if "email" in columns else ""
    if "@" in email and (found := roster.with_login(email)):
        return (found,)
    return roster.named(row.value(columns[NAME]))


def _refusal(most: float | None, changeable: str, score: float) -> str:
    """Why Moodle would not take a mark. It passes over such a row without a word."""
    if changeable.casefold() == "no":
        return "Moodle does not let this grade be changed"
    if most is not None and score > most + 1e-9:
        return f"{mark_text(score)} is more than Moodle's maximum of {mark_text(most)}"
    return ""
