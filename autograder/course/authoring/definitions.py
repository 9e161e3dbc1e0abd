"""Exercises, the cases that probe them, misconceptions and units, as an author declares them."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.course.checks import Check
from autograder.course.docstrings import as_handed_out
from autograder.data.criteria import RIGHT_VALUES, Criterion, Judge
from autograder.data.edits import EditKind
from autograder.data.misconceptions import Identity, KnownMisconception
from autograder.data.tolerance import USUAL, Tolerance


@dataclass(frozen=True)
class Recipe:
    """How to draw one case.

    Visible cases are drawn from a fixed seed and travel to learners. Hidden cases are drawn from
    the course's secret, the exercise's slug and the case's name, so that fixing one case redraws no
    other.

    Parameters
    ----------
    name
        Names the case among those of its exercise. Learners read the names of visible cases.
    draw
        Returns the inputs from a random generator, by parameter name and in the stub's order.
    criterion
        The name of the criterion that the case belongs to.
    visible
        Whether learners see the case and can run it.
    judge
        What the case looks at.
    paired_with
        The name of an earlier case whose random numbers are compared with those of this one
        (``judge="repeats"`` or ``"differs"``). Both are drawn with the same generator, so that the
        same ``draw`` gives the same inputs.
    """

    name: str
    draw: Callable[[np.random.Generator], Mapping[str, Any]]
    criterion: str = RIGHT_VALUES
    visible: bool = False
    judge: Judge = "values"
    paired_with: str = ""


def visible(
    name: str,
    draw: Callable[[np.random.Generator], Mapping[str, Any]],
    criterion: str = RIGHT_VALUES,
    judge: Judge = "values",
    paired_with: str = "",
) -> Recipe:
    """A case that learners see and can run. The parameters are those of `Recipe`."""
    return Recipe(name, draw, criterion, True, judge, paired_with)


def hidden(
    name: str,
    draw: Callable[[np.random.Generator], Mapping[str, Any]],
    criterion: str = RIGHT_VALUES,
    judge: Judge = "values",
    paired_with: str = "",
) -> Recipe:
    """A case that never leaves the instructor's side. The parameters are those of `Recipe`."""
    return Recipe(name, draw, criterion, False, judge, paired_with)


@dataclass(frozen=True)
class Exercise:
    """One function that learners write.

    Parameters
    ----------
    stub
        The function as learners get it. Its docstring is the prompt, its name is the exercise's
        slug, and its body does nothing but ``raise NotImplementedError``.
    reference
        The right answer, a function of the course's ``reference`` package under the same name.
    cases
        `Recipe` objects, made with `visible` and `hidden`; at least one of each.
    criteria
        The behaviours that are marked, *right values* first.
    points
        What the exercise is worth.
    hints
        From a nudge to nearly there, never the line itself.
    builds_on
        Slugs of the exercises whose functions this one may call.
    tolerance
        How far a value may be from the right one. The default leaves room for arithmetic in single
        precision.
    order
        Position inside the unit.
    afterwards
        What who has passed it can do now, in two or three sentences.
    expect
        For an exercise with a declared property in place of one right answer. It turns what the
        reference returned, and the inputs, into what must hold of the learner's value, with
        `Drawn` leaves where numbers are random.
    checks
        Independent checks of the reference, which `gatewise lint` runs: `example`,
        `second_implementation` and `finite_differences`.
    """

    stub: Callable[..., Any]
    reference: Callable[..., Any]
    cases: tuple[Recipe, ...]
    criteria: tuple[Criterion, ...]
    points: float
    hints: tuple[str, ...]
    builds_on: tuple[str, ...] = ()
    tolerance: Tolerance = USUAL
    order: int = 0
    afterwards: str = ""
    expect: Callable[[Any, Mapping[str, Any]], Any] | None = None
    checks: tuple[Check, ...] = ()

    @property
    def slug(self) -> str:
        """The name of the stub, which names the exercise everywhere."""
        return self.stub.__name__

    @property
    def prompt(self) -> str:
        """The stub's docstring without its indentation."""
        return inspect.cleandoc(self.stub.__doc__ or "")

    @property
    def stub_source(self) -> str:
        """The stub as learners get it.

        What its docstring explains at length stands in the prose above it.
        """
        return as_handed_out(textwrap.dedent(inspect.getsource(self.stub)))

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of the stub's parameters, in order."""
        return tuple(inspect.signature(self.stub).parameters)


@dataclass(frozen=True)
class Misconception:
    """A misconception that people have, as a wrong version of one function of the reference.

    Parameters
    ----------
    slug
        Names it in JSON and in the catalogue (``gate-uses-tanh``). The same misconception about
        several functions has one slug, and ``replaces`` tells its versions apart.
    replaces
        Name of the reference function that it is a wrong version of (``forget_gate``).
    wrong
        The wrong version, with the same signature. It may raise: then learners' code whose
        exception says the same is recognised.
    title
        What is wrong in a few words, as a learner would say it: "tanh where the gate needs a
        sigmoid".
    explanation
        Why it is wrong in this architecture and what it would do to learning.
    hint
        What to look at. It does not give the line away.
    same_as
        Slugs of misconceptions that give the very same numbers, with no case that could tell them
        apart.
    styles
        Other ways to write `wrong`. Where the numbers are the same, an exception may speak of
        other sizes, as in a sum whose terms change places.
    same_numbers
        Kinds of small slips in the code (`autograder.data.edits.EditKind`) that give the very same
        numbers, such as two functions that have changed places. The learner's source then decides
        which of the two is said.
    changes_inputs
        `wrong` returns the right values, and changes its inputs. Later functions may return wrong
        values for it. But where a learner's function leaves its inputs alone, it is not named.
    """

    slug: str
    replaces: str
    wrong: Callable[..., Any] = field(repr=False)
    title: str
    explanation: str
    hint: str
    same_as: tuple[str, ...] = ()
    styles: tuple[Callable[..., Any], ...] = field(default=(), repr=False)
    same_numbers: tuple[EditKind, ...] = ()
    changes_inputs: bool = False

    @property
    def identity(self) -> Identity:
        """Names this wrong version: slug and replaced function."""
        return Identity(self.slug, self.replaces)

    def without_code(self) -> KnownMisconception:
        """The part that answer keys hold: the texts, and no code."""
        return KnownMisconception(
            self.slug,
            self.replaces,
            self.title,
            self.explanation,
            self.hint,
            self.same_as,
            same_numbers=self.same_numbers,
            changes_inputs=self.changes_inputs,
        )


@dataclass(frozen=True)
class Unit:
    """A folder of exercises. Its ``__init__.py`` holds one of these as ``UNIT``.

    Parameters
    ----------
    title
        The heading of the unit, in plain text.
    order
        The place of the unit in the course, from the lowest number to the highest.
    summary
        What the unit is about, in one line of plain text, for the list of units in the kit.
    """

    title: str
    order: int
    summary: str = ""
