"""Why a learner's function raised an exception: a class for each rule, with its facts.

No sentence is made here (`autograder.judge.messages.exceptions`). Texts such as ``left`` are parts
of the learner's own source.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from autograder.data.misfits import Misfit


@dataclass(frozen=True)
class UnknownName:
    """A name that does not exist. ``near`` is the nearest that does, if any.

    ``of`` is what it was looked for in: ``name``, ``module``, ``dict`` or the kind of a thing.
    ``owner`` is the source of that.
    """

    name: str
    near: str
    of: str
    owner: str = ""
    known: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewKey:
    """``+=`` on an entry that a dict does not have yet."""

    name: str
    owner: str


@dataclass(frozen=True)
class NotImported:
    """A module that is used without an import."""

    name: str


@dataclass(frozen=True)
class Unassigned:
    """A local name that is read before anything is assigned to it."""

    name: str


@dataclass(frozen=True)
class ComparedWithNone:
    """``name == None`` for an array."""

    text: str
    equal: bool


@dataclass(frozen=True)
class ArrayAsCondition:
    """An array where one truth value is needed."""

    text: str


@dataclass(frozen=True)
class NothingThere:
    """``None`` where a value is needed, and where it came from."""

    text: str
    source: Literal["template", "no return", "in place", "call", "unknown"]
    by: str = ""
    line: int = 0


@dataclass(frozen=True)
class WrongUnpacking:
    """A value was split over the wrong number of names, or has parts that were not meant."""

    text: str
    kind: str
    wanted: int
    got: int = 0


@dataclass(frozen=True)
class PartsNotListed:
    """``np.concatenate(a, b)``: the arrays belong into one list."""

    text: str
    function: str


@dataclass(frozen=True)
class SizesNotListed:
    """``np.zeros(3, 4)``: the sizes belong into one tuple."""

    text: str
    function: str


@dataclass(frozen=True)
class NotASize:
    """A size or a count that is no whole number."""

    text: str
    kind: str


@dataclass(frozen=True)
class Called:
    """Brackets of a call behind something that is no function."""

    text: str
    kind: str
    argument: str = ""


@dataclass(frozen=True)
class WrongArguments:
    """A call with too many, too few or other arguments.

    ``instead`` is the right name of an unexpected one. ``whole`` says that it is the exercise's own
    function, called by the check.
    """

    function: str
    wanted: int
    got: int
    missing: tuple[str, ...] = ()
    unexpected: str = ""
    instead: str = ""
    whole: bool = False
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadOnly:
    """An assignment into what is read-only.

    ``name`` is what is changed. ``shares`` is the input whose memory it is, under another name or
    as a part of it. ``by`` is the function that made a read-only view. Where neither is known,
    ``known`` says whether ``name`` is itself an input.
    """

    name: str
    shares: str = ""
    by: str = ""
    known: bool = True


@dataclass(frozen=True)
class OneByOne:
    """Something that gives its parts one after the other was turned round, indexed or counted.

    ``kind`` is its type, such as ``zip``, and ``wanted`` what was asked of it.
    """

    text: str
    kind: str
    wanted: str


@dataclass(frozen=True)
class ScalarsOnly:
    """A function of `math` that was given an array, and NumPy's of the same name."""

    function: str
    instead: str


@dataclass(frozen=True)
class MathOverflow:
    """A function of `math` that overflows."""

    function: str


@dataclass(frozen=True)
class WrongKind:
    """An operation on something that does not support it: a list, text, a dict, a tuple."""

    text: str
    operand: str
    kind: str
    attribute: str = ""


@dataclass(frozen=True)
class Narrow:
    """An array of whole numbers that floats are added to in place."""

    text: str


@dataclass(frozen=True)
class Ragged:
    """An array made of parts of different shapes, or put where one number belongs."""

    text: str
    parts: bool = True


@dataclass(frozen=True)
class NotIterable:
    """A loop over something without parts."""

    text: str
    kind: str


@dataclass(frozen=True)
class OwnCheck:
    """An `assert` or a `raise` of the learner's own."""

    text: str
    kind: Literal["assert", "raise"]


@dataclass(frozen=True)
class CallsItself:
    """A function that calls itself without end."""

    function: str


@dataclass(frozen=True)
class StillStub:
    """A function that is still a stub and is called by another."""

    function: str


@dataclass(frozen=True)
class NotThere:
    """A package that the exercises cannot use."""

    name: str


@dataclass(frozen=True)
class DividedByZero:
    """A division by zero of plain numbers."""

    divisor: str


Fact: TypeAlias = (
    UnknownName
    | NewKey
    | NotImported
    | Unassigned
    | ComparedWithNone
    | ArrayAsCondition
    | NothingThere
    | WrongUnpacking
    | PartsNotListed
    | SizesNotListed
    | NotASize
    | Called
    | WrongArguments
    | ReadOnly
    | OneByOne
    | ScalarsOnly
    | MathOverflow
    | WrongKind
    | Narrow
    | Ragged
    | NotIterable
    | OwnCheck
    | CallsItself
    | StillStub
    | NotThere
    | DividedByZero
    | Misfit
)


@dataclass(frozen=True)
class Cause:
    """Where an exception arose, and why.

    Parameters
    ----------
    chunk, line
        The place in the learner's source.
    text
        The learner's line.
    fact
        Why, ``None`` where no rule knows it.
    """

    chunk: str
    line: int
    text: str
    fact: Fact | None = None
