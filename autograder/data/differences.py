"""How a run differs from what it should be: one class for each kind, with the facts of that kind.

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

    ``chunk`` is the name of the learner's chunk where it arose (empty for elsewhere), ``line`` the
    line in it.
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
    """A dict lacks a key. ``unknown`` are the keys that it has and should not."""

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
    """Another number of values came back than the ``expected`` one.

    ``names`` are those of the expected values where they have any; ``single`` is the form of what
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
    """An array came back that holds something else than real numbers."""

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

    ``index`` is the first place that differs, ``expected`` and ``got`` the numbers there, ``share``
    the part of all entries that differ, ``wrong`` says which (``None`` for a very large array).
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
    """A value that is no number, and not the right one: text, a truth value, an array of these."""

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
    """Random numbers that are repeated where they should not be, or the other way round."""

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
"""The function did not come to its end."""
FORM: frozenset[Kind] = frozenset({"missing", "type", "arity", "shape", "dtype"})
"""What came back has another form than it should, so its numbers were not compared."""
