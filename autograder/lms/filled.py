"""What became of a file of an LMS into which the marks that count were written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from autograder.lms.cells import Cell, CsvFile, Row
from autograder.lms.roster import Person, Roster
from autograder.report.counted import CountedMarks

Marks = Mapping[str, CountedMarks]
"""The marks of one assignment that count, by learner."""


@dataclass(frozen=True)
class MarkedClass:
    """What goes into a file: the marks, whom they belong to, and whether they may be converted.

    ``scale`` lets an assignment have other points in the LMS than here.
    """

    marks: Marks
    roster: Roster
    scale: bool = False

    @property
    def points(self) -> float:
        """The points of the assignment. Raises `CannotFill` where there are no marks."""
        if not self.marks:
            raise CannotFill(
                "the gradebook holds no marks for this assignment. Grade it first: gatewise course"
                " grade ."
            )
        return max(counted.max_score for counted in self.marks.values())

    def factor(self, there: float, where: str) -> float:
        """By what the marks are multiplied.

        Parameters
        ----------
        there
            The points in the LMS.
        where
            How a message calls the place with the points.

        Raises
        ------
        CannotFill
            When the points differ and `scale` is not set.
        """
        here = self.points
        if abs(there - here) < 1e-9 or not here:
            return 1.0
        if not self.scale:
            raise CannotFill(
                f"{where} {mark_text(there)} points, and the assignment has {mark_text(here)}."
                f" Give it {mark_text(here)} points there and export again, or add --scale to"
                " convert the marks."
            )
        return there / here


class CannotFill(ValueError):
    """The marks do not fit into a file. Says what was seen, what was expected and what to try."""


@dataclass(frozen=True)
class Kept:
    """A cell that was left as it is, and why, as the rest of a sentence."""

    learner: str
    reason: str


@dataclass(frozen=True)
class Unmatched:
    """A row that belongs to nobody in the roster, or to several."""

    line: int
    name: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filled:
    """A filled file, and what a person should know about it.

    Parameters
    ----------
    data
        The file's bytes.
    written
        The learners whose marks were written.
    persons
        The learners whose grade needs a person; their cells are as they were.
    kept
        Cells that were left as they were for another reason.
    unmatched
        Rows of nobody.
    without_row
        Learners with a mark whom the file does not have.
    """

    data: bytes
    written: tuple[str, ...]
    persons: tuple[str, ...]
    kept: tuple[Kept, ...]
    unmatched: tuple[Unmatched, ...]
    without_row: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every mark is in the file."""
        return not (self.persons or self.kept or self.unmatched or self.without_row)


@dataclass
class Filling:
    """Collects marks for a file, row after row.

    Parameters
    ----------
    file
        The file.
    column
        The column of the marks.
    marks
        The marks that count.
    """

    file: CsvFile
    column: int
    marks: Marks
    values: dict[Cell, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def fill(
        self,
        row: Row,
        people: tuple[Person, ...],
        name: str,
        factor: float,
        refusal: Callable[[float], str],
    ) -> None:
        """Put the mark of a row's person into its cell.

        Parameters
        ----------
        row
            The row.
        people
            Whom it may belong to.
        name
            How the file calls this person.
        factor
            By what the mark is multiplied.
        refusal
            Why the LMS would not take that mark; empty where it does.
        """
        if len(people) != 1:
            folders = tuple(person.learner for person in people)
            if not people or not self.marks.keys().isdisjoint(folders):
                self.unmatched.append(Unmatched(row.line, name, folders))
            return
        learner = people[0].learner
        counted = self.marks.get(learner)
        if counted is None:
            return
        if learner in self._seen:
            self.unmatched.append(Unmatched(row.line, name, (learner,)))
            return
        self._seen.add(learner)
        if counted.score is None:
            self.persons.append(learner)
        elif self.column >= len(row.cells):
            self.kept.append(Kept(learner, f"line {row.line} ends before the column of the marks"))
        elif reason := refusal(counted.score * factor):
            self.kept.append(Kept(learner, reason))
        else:
            self.values[row.cells[self.column]] = mark_text(counted.score * factor)
            self.written.append(learner)

    def done(self) -> Filled:
        """The filled file."""
        doubtful = {learner for row in self.unmatched for learner in row.people}
        rowless = sorted(self.marks.keys() - self._seen - doubtful)
        return Filled(
            self.file.with_values(self.values),
            tuple(self.written),
            tuple(self.persons),
            tuple(self.kept),
            tuple(self.unmatched),
            tuple(rowless),
        )


def mark_text(score: float) -> str:
    """Write a mark with a decimal point, and no more digits than it has (at most four).

    >>> mark_text(7.0), mark_text(7.5), mark_text(22 / 3)
    ('7', '7.5', '7.3333')
    """
    return f"{score:.4f}".rstrip("0").rstrip(".")


def number(text: str) -> float | None:
    """A number as an LMS writes it, with a decimal point or comma; ``None`` for any other text.

    >>> number("10.00"), number("7,5"), number("(read only)")
    (10.0, 7.5, None)
    """
    plain = text.strip().replace(",", ".")
    return float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None
