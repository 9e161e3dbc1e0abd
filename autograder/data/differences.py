"""How a run differs from what is expected: a class for each kind, with the facts of that kind.

No sentence is made here: `autograder.judge.messages` makes them all. ``where`` is a path into the
returned value ("h_t", "grads['W_f']"). What is ``expected`` in a hidden case is for the trusted
side only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from autograder.data.declared import Origin
from autograder.data.forms import Form

Kind = Literal[
    "missing",
    "type",
    "arity",
    "shape",
    "dtype",
    "non-finite",
    "value",
    "drawn",
    "repeated",
    "mutated input",
    "raised",
    "timed out",
    "died",
    "skipped",
]


@dataclass(frozen=True)
class Raised:
    """The function raised an exception: the name of its type, its text, and where it arose.

    ``chunk`` names the learner's chunk, and is empty where it arose elsewhere. ``line`` is the line
    in it.
    """

    kind: ClassVar[Kind] = "raised"
    error: str = ""
    message: str = ""
    chunk: str = ""
    line: int = 0


@dataclass(frozen=True)
class TimedOut:
    """The function did not finish in time."""

    kind: ClassVar[Kind] = "timed out"


@dataclass(frozen=True)
class Died:
    """The process that ran the function died."""

    kind: ClassVar[Kind] = "died"


@dataclass(frozen=True)
class Skipped:
    """The function was not run, because an earlier case did not finish."""

    kind: ClassVar[Kind] = "skipped"


@dataclass(frozen=True)
class ChangedInputs:
    """The function changed some of its inputs."""

    kind: ClassVar[Kind] = "mutated input"
    names: tuple[str, ...]


@dataclass(frozen=True)
class NothingReturned:
    """``None`` stands where a value should."""

    kind: ClassVar[Kind] = "missing"
    where: str
    expected: Form


@dataclass(frozen=True)
class MissingKey:
    """A dict lacks a key. ``unknown`` are keys that it has and should not have."""

    kind: ClassVar[Kind] = "missing"
    where: str
    expected: Form
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExtraKeys:
    """A dict has keys that it should not have."""

    kind: ClassVar[Kind] = "arity"
    where: str
    expected: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class WrongCount:
    """The wrong number of values came back.

    ``names`` are those of the expected values, if they have any. ``single`` is the form of what
    came back where it was no tuple at all.
    """

    kind: ClassVar[Kind] = "arity"
    where: str
    expected: int
    names: tuple[str, ...]
    got: int
    single: Form | None = None


@dataclass(frozen=True)
class SeveralForOne:
    """A tuple came back where one value should. A comma after a value makes a tuple of it."""

    kind: ClassVar[Kind] = "arity"
    where: str
    expected: Form
    got: int


@dataclass(frozen=True)
class WrongType:
    """Another kind of thing came back."""

    kind: ClassVar[Kind] = "type"
    where: str
    expected: Form
    got: Form


@dataclass(frozen=True)
class WrongDtype:
    """An array came back that holds no real numbers, or those of another kind."""

    kind: ClassVar[Kind] = "dtype"
    where: str
    expected: Form
    got: Form


@dataclass(frozen=True)
class WrongShape:
    """An array of another shape came back."""

    kind: ClassVar[Kind] = "shape"
    where: str
    expected: tuple[int, ...]
    got: tuple[int, ...]


@dataclass(frozen=True)
class WrongValue:
    """Numbers that are not the right ones.

    ``index`` is the first place that differs, and ``expected`` and ``got`` are the numbers there.
    ``share`` is the part of all entries that differ, from 0 to 1, and ``wrong`` marks them
    (``None`` for a very large array).
    """

    kind: ClassVar[Kind] = "value"
    where: str
    index: tuple[int, ...]
    expected: float
    got: float
    share: float = 1.0
    wrong: NDArray[np.bool_] | None = field(default=None, compare=False, repr=False)

    @property
    def entries(self) -> int | None:
        """How many entries the array has; ``None`` where that was not kept."""
        return None if self.wrong is None else self.wrong.size


@dataclass(frozen=True)
class NonFinite(WrongValue):
    """An infinity or ``nan`` where a finite number should be."""

    kind: ClassVar[Kind] = "non-finite"


@dataclass(frozen=True)
class OtherValue:
    """A wrong value that is no number: text, a truth value, or an array of these."""

    kind: ClassVar[Kind] = "value"
    where: str
    expected: Form
    got: Form


@dataclass(frozen=True)
class WrongSpread:
    """Random numbers with the wrong mean or standard deviation."""

    kind: ClassVar[Kind] = "drawn"
    where: str
    statistic: Literal["mean", "std"]
    expected: float
    got: float


@dataclass(frozen=True)
class WrongOrigin:
    """Random numbers that are repeated where they should not be, or are new where they should not.

    ``whole`` names the returned value that ``where`` is a part of.
    """

    kind: ClassVar[Kind] = "repeated"
    where: str
    expected: Origin
    got: Origin
    whole: str = ""


Difference: TypeAlias = (
    Raised
    | TimedOut
    | Died
    | Skipped
    | ChangedInputs
    | NothingReturned
    | MissingKey
    | ExtraKeys
    | WrongCount
    | SeveralForOne
    | WrongType
    | WrongDtype
    | WrongShape
    | WrongValue
    | NonFinite
    | OtherValue
    | WrongSpread
    | WrongOrigin
)

STOPPED: frozenset[Kind] = frozenset({"raised", "timed out", "died"})
"""The kinds of a function that did not return."""
FORM: frozenset[Kind] = frozenset({"missing", "type", "arity", "shape", "dtype"})
"""The kinds of a value with the wrong form, so that its numbers were not compared."""
