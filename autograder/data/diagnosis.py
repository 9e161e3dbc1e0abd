"""What is known of a wrong exercise, as facts: which misconceptions, which pattern, which case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from autograder.data.answer_key import Case
from autograder.data.causes import NotImported, Unassigned, UnknownName
from autograder.data.differences import STOPPED, Difference, NothingReturned, Raised
from autograder.data.edits import Edit
from autograder.data.location import Location
from autograder.data.misconceptions import Identity, KnownMisconception

if TYPE_CHECKING:
    from autograder.data.causes import Cause

PatternName = Literal[
    "transposed",
    "axis of one",
    "reshaped",
    "negated",
    "reversed",
    "one step late",
    "one step early",
    "first step only",
    "zeros",
    "whole numbers",
    "imprecise",
    "scaled",
    "swapped returns",
    "one step only",
    "batch of one only",
    "not for a batch of one",
    "matrices only",
    "overflow",
]


DiagnosisKind = Literal["named", "explained", "located", "pattern", "exception", "difference"]
"""How much is known: the misconceptions, a change that would make it right and its place, the place
alone, a pattern of the values, an exception, or the difference and nothing else."""


@dataclass(frozen=True)
class Pattern:
    """What wrong values have in common, seen without knowing the exercise.

    Parameters
    ----------
    name
        What they have in common.
    factor
        How many times too large the numbers are, for *scaled*.
    names
        The two values that changed places, for *swapped returns*. The gradients that never reach
        the result, for *zeros*.
    """

    name: PatternName
    factor: float = 1.0
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Apart:
    """What goes wrong in another criterion for a reason of its own, so that it is said apart.

    Parameters
    ----------
    criterion
        The criterion.
    difference
        How a case of it differs: an exception, or a number that is not finite.
    large
        Whether the inputs of that case are very large numbers.
    """

    criterion: str
    difference: Difference
    large: bool = False


@dataclass(frozen=True)
class Diagnosis:
    """What went wrong in one exercise.

    Parameters
    ----------
    case, difference
        The failing case that is shown, a visible one if there is one, and how its run differs.
    misconceptions
        One or two known misconceptions that explain every failing case.
    undecided
        Known misconceptions of which each explains it, so that none is named. Where there is one in
        `misconceptions` as well: of which each explains the rest.
    pattern
        What all wrong values have in common, where no misconception explains them.
    right_parts
        Names of returned values that are right in every case.
    changed_inputs
        Inputs that the function changes as well. Misconceptions or pattern explain all the rest.
    apart
        What else goes wrong in other criteria. Misconceptions or pattern explain all the rest.
    location
        Where the learner's numbers leave the truth, where that is known.
    edits
        The small changes of the located statement that would make it right: one, or two between
        which the source cannot decide.
    cause
        Where an exception arose, and why, where the difference is one.
    more_is_wrong
        With such a change the located statement is right, and the function is not yet.
    """

    case: Case = field(compare=False, repr=False)
    difference: Difference
    misconceptions: tuple[KnownMisconception, ...] = ()
    undecided: tuple[KnownMisconception, ...] = ()
    pattern: Pattern | None = None
    right_parts: tuple[str, ...] = ()
    changed_inputs: tuple[str, ...] = ()
    apart: tuple[Apart, ...] = ()
    location: Location | None = None
    edits: tuple[Edit, ...] = ()
    more_is_wrong: bool = False
    cause: Cause | None = None

    @property
    def identities(self) -> tuple[Identity, ...]:
        """The names of the misconceptions."""
        return tuple(misconception.identity for misconception in self.misconceptions)

    @property
    def is_about_python(self) -> bool:
        """Whether nothing is returned or a name is missing: no hint about the exercise helps."""
        fact = self.cause.fact if self.cause is not None else None
        return isinstance(self.difference, NothingReturned) or isinstance(
            fact, (UnknownName, NotImported, Unassigned)
        )

    @property
    def kind(self) -> DiagnosisKind:
        """How much is known."""
        if self.misconceptions:
            return "named"
        if self.location is not None and self.edits:
            return "explained"
        if self.undecided:
            return "named"
        if self.location is not None:
            return "located"
        if self.pattern is not None:
            return "pattern"
        return "exception" if self.difference.kind in STOPPED else "difference"

    @property
    def place(self) -> tuple[str, int]:
        """The chunk and the line that it is about, ``("", 0)`` where none is known."""
        if self.location is not None:
            return self.location.chunk, self.location.line
        if isinstance(self.difference, Raised):
            return self.difference.chunk, self.difference.line
        return "", 0

    @property
    def finding(self) -> str:
        """The pattern's name, ``"undecided"``, or nothing. Two diagnoses may share it."""
        return self.pattern.name if self.pattern else "undecided" if self.undecided else ""


@dataclass(frozen=True)
class Dependencies:
    """The functions to fix before a wrong function that uses them: part of its explanation.

    Parameters
    ----------
    slugs
        The functions to fix first.
    unwritten
        All of `slugs` are still stubs.
    may_be_all
        They may explain all of it, because no misconception was recognised in them. A recognised
        one would have explained the later exercise too.
    """

    slugs: tuple[str, ...]
    unwritten: bool = False
    may_be_all: bool = True
