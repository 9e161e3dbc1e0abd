"""Where a learner's numbers leave the truth, as facts. No sentence is made here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LocationKind = Literal[
    "leaves", "misplaced", "start value", "missing", "order", "role", "not carried", "dropped"
]
"""How the numbers leave the truth:

``leaves``
    What the statement reads is right, and what it makes is not.
``misplaced``
    All numbers are right, but they are returned or stored in the wrong place.
``start value``
    The statement makes a value to start from that is not the right one.
``missing``
    A value that is needed is computed nowhere, such as the slope of an activation.
``order``
    The statements are right for another step: a loop is a step off, or runs in the wrong order.
``role``
    What the statement makes or takes is a value of the right solution, but not the one that is
    used so: a sum that goes on without its activation, or the weights of another gate.
``dropped``
    The statement makes a value and keeps it nowhere, and a result is empty.
``not carried``
    What the statement reads is still what the loop started from: no step passes its value on.
"""


@dataclass(frozen=True)
class Quantity:
    """A value that the right solution goes through.

    Parameters
    ----------
    name
        Its name there: ``"f_t"``, ``"c_{t-1}"``, ``"tanh(c_t)"``. In a sequence it is told as seen
        from the step of the location.
    step
        The step of the sequence that it belongs to, counted from 1; ``None`` outside of sequences.
    layer
        Which run of the loop over the steps it belongs to, counted from 1, as in a stack of layers;
        ``None`` where there is only one.
    """

    name: str
    step: int | None = None
    layer: int | None = None


@dataclass(frozen=True)
class Read:
    """Something that the statement reads: its source text, and what it is of the truth.

    ``quantity`` is ``None`` where it has no name there, as for a constant.
    """

    text: str
    quantity: Quantity | None = None


@dataclass(frozen=True)
class Picture:
    """What of the right solution was found in the learner's numbers, by name, in its own order.

    Parameters
    ----------
    right
        What is right.
    wrong
        The first that is not, ``""`` where that is not known.
    follows
        What depends on it, and what is not there at all.
    given
        What the function was given at this step and the quantities are made of: ``"x_t"``,
        ``"c_{t-1}"``.
    links
        What is made of what, as pairs of names: ``("f_t", "c_t")``.
    steps
        How many steps the sequence has; 0 outside of sequences.
    backwards
        Whether the quantities are computed from the last step to the first, as gradients are.
    """

    right: tuple[str, ...] = ()
    wrong: str = ""
    follows: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    steps: int = 0
    backwards: bool = False


@dataclass(frozen=True)
class Location:
    """The first place where a learner's numbers leave the truth.

    Parameters
    ----------
    kind
        How they leave it.
    chunk, line, end_line
        The statement: the name of its chunk (`autograder.data.runs.Chunk`) and its lines there,
        counted from 1.
    text
        The source of the innermost expression that is no longer right, on one line.
    case, visible
        The case in which it was seen, and whether learners may see its values.
    reads
        What the statement reads that is still right.
    makes
        The learner's own name for what is no longer right after it, such as ``"c"``; empty where
        it has none.
    wanted
        What of the truth should have come about there, as far as that is known.
    step
        The step of a sequence in which it happens first, counted from 1; ``None`` elsewhere.
    found
        For ``order`` and ``misplaced``, what stands there instead.
    wrong_parts
        The returned values that are wrong, by path; only some of all for "only the input gate's
        gradients are wrong".
    right_parts
        The returned values that are right, by path.
    picture
        What of the right solution was found.
    """

    kind: LocationKind
    chunk: str
    line: int
    end_line: int
    text: str
    case: str
    visible: bool
    reads: tuple[Read, ...] = ()
    makes: str = ""
    wanted: Quantity | None = None
    step: int | None = None
    found: Quantity | None = None
    wrong_parts: tuple[str, ...] = ()
    right_parts: tuple[str, ...] = ()
    picture: Picture = Picture()
