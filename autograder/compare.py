"""Compare what one call did with what should have come back. Pure: no I/O, no opinions about why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from autograder.key import Case
from autograder.run import Run

Kind = Literal["missing", "type", "arity", "shape", "dtype", "non-finite", "value", "mutated input",
               "raised", "timed out", "died", "skipped"]


@dataclass(frozen=True)
class Difference:
    """The first way in which a run is not what it should be.

    ``where`` is a path into the returned value ("h_t", "grads['W_f']"), ``index`` the first place in the array that
    differs, ``expected`` and ``got`` say both in words or numbers.
    """

    kind: Kind
    where: str = ""
    index: tuple[int, ...] = ()
    expected: str = ""
    got: str = ""
    share: float = 0.0


def compare(case: Case, run: Run, rtol: float, atol: float, returns: tuple[str, ...] = ()) -> Difference | None:
    """``None`` when the run is right for this case, else the first difference."""
    raise NotImplementedError
