"""Read who takes a course from a list that an LMS exported, or from one of the instructor's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from autograder.data.text import clean
from autograder.lms.cells import CsvFile, Row, UnreadableCsv
from autograder.lms.roster import Person, Roster
from autograder.submission.names import alike, misread, unwritable

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "learner": ("learner", "folder"),
    "username": ("username", "user name", "sis login id", "login_id", "login id"),
    "name": ("name", "full name", "student"),
    "first": ("first name", "firstname", "given name"),
    "last": ("last name", "lastname", "surname", "family name"),
    "email": ("email", "e-mail", "email address", "e-mail address"),
    "id": ("canvas_user_id", "id"),
    "role": ("roles", "role"),
}
"""The headings that each column may have, in lower case: our own, Moodle's list of participants and
grading worksheet, Canvas's gradebook and course roster."""

_STAFF = ("teacher", "manager", "instructor", "designer")


@dataclass(frozen=True)
class Problem:
    """A line that could not be read, and why, as the rest of a sentence."""

    line: int
    reason: str


@dataclass(frozen=True)
class ReadRoster:
    """What a list holds: the people, the lines that could not be read, and those left out.

    ``left_out`` holds lines that are no learner: Canvas's rows of points, its test student, and
    people with a teacher's role.
    """

    people: tuple[Person, ...]
    problems: tuple[Problem, ...]
    left_out: tuple[Problem, ...]


def read_people(file: CsvFile, name: str, known: Roster) -> ReadRoster:
    """Read the people in a list.

    The learner's folder is the column ``learner``, else the user name, else the e-mail address,
    each up to its ``@``. Where that is taken by somebody else, it is the whole address. Somebody in
    the roster `known` keeps the folder.

    Parameters
    ----------
    file
        The list.
    name
        What messages call the file.
    known
        The roster so far.

    Raises
    ------
    autograder.lms.cells.UnreadableCsv
        When there is no column of names.
    """
    reader = _Reader(file, name, known)
    for row in file.body:
        reader.read(row)
    return ReadRoster(tuple(reader.people), tuple(reader.problems), tuple(reader.left_out))


class _Reader:
    """Reads row after row, and knows which folders are taken."""

    def __init__(self, file: CsvFile, name: str, known: Roster) -> None:
        self.columns = _columns(file.header, name)
        self.known = known
        self.people: list[Person] = []
        self.problems: list[Problem] = []
        self.left_out: list[Problem] = []

    def read(self, row: Row) -> None:
        """Add the person of a row, or why there is none."""
        name = _full_name(lambda column: self._value(row, column))
        if reason := _no_learner(name, self._value(row, "role"), row):
            self.left_out.append(Problem(row.line, reason))
            return
        person = Person("", name, self._value(row, "email"), self._value(row, "id"))
        if not person.email and "@" in self._value(row, "username"):
            person = Person("", name, self._value(row, "username"), person.id)
        named = self._named(person, row)
        reason = self._unfit(named)
        if reason:
            self.problems.append(Problem(row.line, reason))
        else:
            self.people.append(named)

    def _value(self, row: Row, column: str) -> str:
        place = self.columns.get(column)
        return "" if place is None else row.value(place)

    def _named(self, person: Person, row: Row) -> Person:
        """The person with a folder; empty where nothing gives it a name."""
        if known := next((other for other in self.known.people if other.is_same_as(person)), None):
            return known.updated(person)
        if given := self._value(row, "learner"):
            return Person(given, person.name, person.email, person.id)
        login = self._value(row, "username") or person.email
        short = login.split("@")[0]
        taken = {other.learner.casefold() for other in (*self.known.people, *self.people)}
        folder = login if short.casefold() in taken and "@" in login else short
        return Person(folder, person.name, person.email, person.id)

    def _unfit(self, person: Person) -> str:
        """Why a row cannot be used, as the rest of a sentence; empty where it can."""
        who = clean(person.name, 60)
        if not person.name:
            return "has no name"
        if unwritable(person.name + person.email + person.id):
            return "holds characters that cannot be printed"
        if person.name[0] in "=+-@":
            return f"has the name {who}, which a spreadsheet takes for a formula"
        if not person.learner:
            return (
                f"has neither a user name nor an e-mail address for {who}, so there is nothing to"
                " name the folder after: add a column “learner”"
            )
        if "/" in person.learner or person.learner.startswith("."):
            return f"gives {who} the folder {clean(person.learner, 60)}, which is no name"
        if reason := misread(person.learner):
            return f"gives {who} a folder that {reason}"
        for other in self.people:
            if person.learner == other.learner:
                same = person == other
                return (
                    f"is {who} a second time"
                    if same
                    else f"gives {who} the folder {person.learner}, which is {other.name}'s"
                )
        others = [one.learner for one in (*self.known.people, *self.people)]
        if twin := alike({person.learner, *others}).get(person.learner):
            return f"gives {who} the folder {person.learner}, which looks like {twin}"
        return ""


def _columns(header: Sequence[str], name: str) -> dict[str, int]:
    """The place of each column. Raises `UnreadableCsv` where there is none for names."""
    headings = [heading.casefold() for heading in header]
    found = {
        column: next(headings.index(known) for known in names if known in headings)
        for column, names in COLUMNS.items()
        if any(known in headings for known in names)
    }
    if "name" not in found and not {"first", "last"} <= found.keys():
        seen = ", ".join(clean(heading, 40) for heading in header[:12])
        raise UnreadableCsv(
            f"{name} has no column of names: its headings are {seen}. Expected is “Full name”, or"
            " “First name” and “Last name”. In another language, rename the headings to learner,"
            " name, email and id."
        )
    return found


def _full_name(value: Callable[[str], str]) -> str:
    """The name of a row, first name first."""
    name = value("name") or f"{value('first')} {value('last')}".strip()
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first.strip()} {last.strip()}".strip()
    return " ".join(name.split())


def _no_learner(name: str, role: str, row: Row) -> str:
    """What a row is that is no learner; empty where it may be one."""
    first = row.cells[0].value.strip().casefold()
    if first.startswith("points possible"):
        return "holds the points of Canvas's columns"
    if first == "student, test" or (name == "Test Student" and not role):
        return "is Canvas's test student"
    filled = [cell.value.strip() for cell in row.cells if cell.value.strip()]
    if not name and all(value.startswith(("Manual Posting", "Muted")) for value in filled):
        return "says how Canvas's columns are posted"
    if any(staff in role.casefold() for staff in _STAFF):
        return f"is {clean(name, 60)}, whose role is {clean(role, 40)}"
    return ""
