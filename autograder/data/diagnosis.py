"""What is known of a wrong exercise, as facts: which misconceptions, which pattern, which case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from autograder.data.answer_key import Case
from autograder.data.differences import Difference
from autograder.data.misconceptions import Identity, KnownMisconception

PatternName = Literal[
    "transposed",
    "axis of one",
    "reshaped",
    "negated",
    "reversed",
    "one step late",
    "one step early",
    "first step only",
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
        The two values that changed places, for *swapped returns*.
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
        Known misconceptions of which each explains it, so that none is named.
    pattern
        What all wrong values have in common, where no misconception explains them.
    right_parts
        Names of returned values that are right in every case.
    changed_inputs
        Inputs that the function changes as well. Misconceptions or pattern explain all the rest.
    apart
        What else goes wrong in other criteria. Misconceptions or pattern explain all the rest.
    """

    case: Case = field(compare=False, repr=False)
    difference: Difference
    misconceptions: tuple[KnownMisconception, ...] = ()
    undecided: tuple[KnownMisconception, ...] = ()
    pattern: Pattern | None = None
    right_parts: tuple[str, ...] = ()
    changed_inputs: tuple[str, ...] = ()
    apart: tuple[Apart, ...] = ()

    @property
    def identities(self) -> tuple[Identity, ...]:
        """The names of the misconceptions."""
        return tuple(misconception.identity for misconception in self.misconceptions)

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
