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
        Range: unique in the exercise. Example: ``"three examples"``. Text: plain.
    draw
        Returns the inputs from a random generator, by parameter name and in the stub's order.
        Range: what it returns depends on the generator and on nothing else. Example:
        ``lambda rng: {"z": rng.normal(size=(3, 4))}``.
    criterion
        The name of the criterion that the case belongs to. Range: one of the exercise's criteria.
        Example: ``ANY_BATCH``. Text: plain.
    visible
        Whether learners see the case and can run it. `visible` and `hidden` say it. Example:
        ``True``.
    judge
        What the case looks at: values, whether the inputs are unchanged, or whether random numbers
        repeat those of another case or differ from them. Range: ``"values"``, ``"inputs"``,
        ``"repeats"``, ``"differs"``. Example: ``"inputs"``.
    paired_with
        The name of an earlier case whose random numbers are compared with those of this one
        (``judge="repeats"`` or ``"differs"``). Both are drawn with the same generator, so that the
        same ``draw`` gives the same inputs. Range: the name of an earlier case of the exercise.
        Example: ``"seed 1"``.
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
        slug, and its body does nothing but ``raise NotImplementedError``. Range: the parameters of
        the reference, by the same names. Example: ``softmax``. Text: the idea in Markdown and
        LaTeX (``$…$``, ``$$…$$``); the sections *Parameters* and *Returns* are plain.
    reference
        The right answer. Range: a function of the course's ``reference`` package under the same
        name. Example: ``reference.softmax``.
    cases
        What the function is called with, made with `visible` and `hidden`. Range: at least one of
        each. Example: ``(visible("three rows", draw), hidden("five rows", draw))``.
    criteria
        The behaviours that are marked. Range: *right values* first, and each has a case. Example:
        ``(Criterion(RIGHT_VALUES, 3), Criterion(ANY_BATCH))``.
    points
        What the exercise is worth. Range: above 0, 1000 at most. Example: ``2``.
    hints
        From a nudge to nearly there, never the line itself. Range: at least one. Example:
        ``("Along which axis do the shares add up?",)``. Text: plain, with `code` between
        backticks.
    builds_on
        Slugs of the exercises whose functions this one may call. Range: exercises of the same unit.
        Example: ``("softmax",)``.
    tolerance
        How far a value may be from the right one. The default leaves room for arithmetic in single
        precision. Range: ``rtol`` from 0 to 0.05, ``atol`` 0 or more. Example:
        ``Tolerance(rtol=1e-3)``.
    order
        Position inside the unit, from the lowest number to the highest. Range: any number. Example:
        ``2``.
    afterwards
        What who has passed it can do now. Range: two or three sentences. Example: ``"You can tell a
        gate from a candidate."``. Text: plain, with `code` between backticks.
    expect
        For an exercise with a declared property in place of one right answer. It turns what the
        reference returned, and the inputs, into what must hold of the learner's value, with
        `Drawn` leaves where numbers are random. Range: the same form as what the reference returns.
        Example: ``lambda value, inputs: Drawn(value.shape, 0.0, 0.1, 0.02, 0.02)``.
    checks
        Independent checks of the reference, which `gatewise lint` runs: `example`,
        `second_implementation` and `finite_differences`. Range: any number of them. Example:
        ``(example(0.5, z=0.0),)``.
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
        Names it in JSON and in the catalogue. The same misconception about several functions has
        one slug, and ``replaces`` tells its versions apart. Range: lower-case words and numbers
        joined by hyphens. Example: ``"gate-uses-tanh"``.
    replaces
        The function that it is a wrong version of. Range: the name of a function of the reference.
        Example: ``"forget_gate"``.
    wrong
        The wrong version. It may raise: then learners' code whose exception says the same is
        recognised. Range: a function with the parameters of the one that it replaces. Example:
        ``lambda X, W, b: X @ W.T``.
    title
        What is wrong in a few words, as a learner would say it. Range: one phrase, without a full
        stop. Example: ``"tanh where the gate needs a sigmoid"``. Text: plain, with `code` between
        backticks.
    explanation
        Why it is wrong and what it would lead to. Range: one to four sentences. Example: ``"Each
        example has shares of its own."``. Text: plain, with `code` between backticks.
    hint
        What to look at. It does not give the line away. Range: one or two sentences. Example:
        ``"What is the sum of one row of your result?"``. Text: plain, with `code` between
        backticks.
    same_as
        Slugs of misconceptions that give the very same numbers, with no case that could tell them
        apart. Range: each names the other. Example: ``("softmax-all",)``.
    styles
        Other ways to write `wrong`. Where the numbers are the same, an exception may speak of
        other sizes, as in a sum whose terms change places. Range: functions that return what
        `wrong` returns. Example: ``(other_order,)``.
    same_numbers
        Kinds of small slips in the code that give the very same numbers, such as two functions that
        have changed places. The learner's source then decides which of the two is said. Range: of
        `autograder.data.edits.EditKind`. Example: ``("exchanged functions",)``.
    changes_inputs
        `wrong` returns the right values, and changes its inputs. Later functions may return wrong
        values for it. But where a learner's function leaves its inputs alone, it is not named.
        Example: ``True``.
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
        The heading of the unit. Example: ``"Softmax regression"``. Text: plain.
    order
        The place of the unit in the course, from the lowest number to the highest. Range: any
        number. Example: ``10``.
    summary
        What the unit is about, in one line, for the list of units in the kit. Example: ``"Scores,
        shares, loss."``. Text: plain.
    """

    title: str
    order: int
    summary: str = ""
