"""Who takes a course: the learner's folder, the name, and what an LMS knows the person by."""

from __future__ import annotations

import csv
import io
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from autograder.lms.cells import UnreadableCsv, read_csv
from autograder.submission.course_folder import CourseFolder

HEADER = ("learner", "name", "email", "id")
"""The columns of a course's ``roster.csv``."""


class NoRoster(LookupError):
    """A course has no roster yet. Says which command makes one."""


@dataclass(frozen=True)
class Person:
    """One learner.

    Parameters
    ----------
    learner
        The name of the learner's folder under ``submitted/``.
    name
        The full name, as the LMS shows it.
    email
        The e-mail address; may be empty.
    id
        The number that Canvas has for the person; may be empty. Moodle's numbers are new in each
        assignment, so they are not kept.
    """

    learner: str
    name: str
    email: str = ""
    id: str = ""

    def is_same_as(self, other: Person) -> bool:
        """Whether both have the same number or the same e-mail address."""
        return bool(
            (self.id and self.id == other.id)
            or (self.email and self.email.casefold() == other.email.casefold())
        )

    def updated(self, other: Person) -> Person:
        """This person with what `other` knows better; the folder stays."""
        return replace(
            self, name=other.name, email=other.email or self.email, id=other.id or self.id
        )


@dataclass(frozen=True)
class Roster:
    """The learners of a course."""

    people: tuple[Person, ...]

    def with_id(self, number: str) -> Person | None:
        """The person whom Canvas gave that number."""
        return next((person for person in self.people if number and person.id == number), None)

    def with_login(self, login: str) -> Person | None:
        """The person of that e-mail address or folder."""
        wanted = login.casefold()
        return next(
            (
                person
                for person in self.people
                if wanted and wanted in (person.email.casefold(), person.learner.casefold())
            ),
            None,
        )

    def named(self, name: str) -> tuple[Person, ...]:
        """Everybody whom a name may mean.

        Spaces, punctuation and case do not count, because an LMS leaves them out of file names. A
        name in another order (last name first) counts where no name is the same in this order.
        """
        wanted = folded(name)
        same = tuple(person for person in self.people if folded(person.name) == wanted)
        return same or tuple(
            person for person in self.people if wanted and wanted in _rotations(person.name)
        )

    def of(self, learner: str) -> Person | None:
        """The person with that folder."""
        return next((person for person in self.people if person.learner == learner), None)

    def merged(self, newer: Iterable[Person]) -> Roster:
        """This roster with the people of a newer list.

        A person who is known already keeps the folder; nobody is taken out.
        """
        people = list(self.people)
        for person in newer:
            places = [at for at, known in enumerate(people) if known.is_same_as(person)]
            places = places or [
                at for at, known in enumerate(people) if known.learner == person.learner
            ]
            if places:
                people[places[0]] = people[places[0]].updated(person)
            else:
                people.append(person)
        return Roster(tuple(people))


def folded(name: str) -> str:
    """The letters and digits of a name, without case.

    >>> folded("O'Brien, Zoë ")
    'obrienzoë'
    """
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(
        character for character in text if character.isalnum() or unicodedata.combining(character)
    )


def _rotations(name: str) -> Iterator[str]:
    words = name.split()
    return (folded("".join(words[at:] + words[:at])) for at in range(1, len(words)))


def roster_path(course: CourseFolder) -> Path:
    """Where a course keeps its roster."""
    return course.root / "roster.csv"


def load_roster(course: CourseFolder) -> Roster:
    """The roster of a course.

    Raises
    ------
    NoRoster
        When there is none yet.
    autograder.lms.cells.UnreadableCsv
        When the file is damaged.
    """
    path = roster_path(course)
    if not path.is_file():
        raise NoRoster(
            f"{course.root} has no roster yet. Export the list of participants from your LMS, then:"
            " gatewise course roster PARTICIPANTS.csv"
        )
    file = read_csv(path.read_bytes(), str(path))
    if tuple(file.header) != HEADER:
        raise UnreadableCsv(
            f"{path} has the columns {', '.join(file.header)}; expected {', '.join(HEADER)}. Delete"
            " it and make it again with `gatewise course roster`."
        )
    return Roster(tuple(Person(*(row.value(at) for at in range(4))) for row in file.body))


def save_roster(course: CourseFolder, roster: Roster) -> Path:
    """Write the roster where `load_roster` finds it, readable for its owner alone.

    Returns the path. The file is replaced in one step.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(astuple(person) for person in roster.people)
    path = roster_path(course)
    draft = path.with_suffix(".tmp")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(text.getvalue().encode("utf-8"))
    draft.replace(path)
    return path
