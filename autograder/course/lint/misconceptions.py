"""Rules for one misconception: its words, what it names, and the marks that it loses."""

from __future__ import annotations

import inspect
import sys
import warnings
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import numpy as np

from autograder.course.author_errors import explain_error
from autograder.course.authoring import Misconception
from autograder.course.lint.places import Written
from autograder.course.lint.problem import Place, Problem, did_you_mean
from autograder.course.run_locally import fresh
from autograder.data.answer_key import ExerciseKey


def replaceable(misconception: Misconception) -> bool:
    """Whether the reference that is loaded has the function which the misconception replaces."""
    return callable(getattr(sys.modules["reference"], misconception.replaces, None))


def unfinished(
    misconception: Misconception, slugs: Collection[str], written: Written
) -> Iterator[Problem]:
    """Find what a misconception lacks in words, and names that do not exist.

    Parameters
    ----------
    misconception, written
        The misconception, and the call that made it.
    slugs
        The slugs of all misconceptions of the course.
    """
    where = f"{misconception.slug} in {misconception.replaces}"
    for name in ("title", "explanation", "hint"):
        if not getattr(misconception, name).strip():
            yield Problem(
                "misconception",
                where,
                f"Its {name} is empty. A learner should read title, explanation and hint. Write"
                " it.",
                written.at(name),
            )
    if not replaceable(misconception):
        functions = [
            name
            for name, value in vars(sys.modules["reference"]).items()
            if inspect.isfunction(value) and not name.startswith("_")
        ]
        yield Problem(
            "misconception",
            where,
            f"The reference has no function {misconception.replaces!r}."
            f"{did_you_mean(misconception.replaces, functions)} A wrong version should replace one."
            " Correct `replaces`.",
            written.at("replaces"),
        )
    else:
        yield from _other_parameters(misconception, written)
    for slug in misconception.same_as:
        if slug not in slugs:
            yield Problem(
                "misconception",
                where,
                f"It declares to be the same as {slug!r}, which does not exist."
                f"{did_you_mean(slug, slugs)} Correct `same_as`.",
                written.at("same_as", slug),
            )


def _other_parameters(misconception: Misconception, written: Written) -> Iterator[Problem]:
    """Find a wrong version that cannot be called as the right one is."""
    original = getattr(sys.modules["reference"], misconception.replaces)
    wanted = tuple(inspect.signature(original).parameters)
    for version in (misconception.wrong, *misconception.styles):
        parameters = inspect.signature(version).parameters
        names = tuple(parameters)
        flexible = any(item.kind is item.VAR_POSITIONAL for item in parameters.values())
        needed = [item for item in parameters.values() if item.default is item.empty]
        if not flexible and (len(names) < len(wanted) or len(needed) > len(wanted)):
            yield Problem(
                "misconception",
                f"{misconception.slug} in {misconception.replaces}",
                f"Its wrong version takes {', '.join(names) or 'nothing'}; the function takes"
                f" {', '.join(wanted)}. A wrong version should take the same. Correct its"
                " parameters.",
                written.at("wrong"),
            )


def uncaught(
    misconception: Misconception, keys: Mapping[str, ExerciseKey], written: Written
) -> Iterator[Problem]:
    """Find a misconception that loses no marks, or only in cases that learners see.

    Parameters
    ----------
    misconception, written
        The misconception, and the call that made it.
    keys
        The keys of all exercises by slug. Only that of its own exercise is looked at.
    """
    key = keys.get(misconception.replaces)
    if key is None:
        return
    where = f"{misconception.slug} in {misconception.replaces}"
    own = (misconception.identity,)
    runs = next((item.runs for item in key.signatures if item.misconceptions == own), None)
    if runs is None:
        yield Problem(
            "uncaught",
            where,
            "It gets full marks. Every misconception should lose some. Add a case in which it"
            " shows, or drop it if it is right.",
            written.at(),
        )
    elif not any(
        run is not None and not case.visible for case, run in zip(key.cases, runs, strict=True)
    ):
        yield Problem(
            "uncaught",
            where,
            "Only visible cases catch it, whose answers can be read off. A hidden case should catch"
            " it too. Add one.",
            written.at(),
        )


def unfinished_code(
    misconception: Misconception, keys: Mapping[str, ExerciseKey], written: Written, root: Path
) -> Iterator[Problem]:
    """Find a wrong version that uses a name which does not exist.

    It may raise on purpose, as learners' code does, but not because of a slip of its author.

    Parameters
    ----------
    misconception, written
        The misconception, and the call that made it.
    keys
        The keys of all exercises by slug.
    root
        The course's root.
    """
    key = keys.get(misconception.replaces)
    for version in (misconception.wrong, *misconception.styles) if key else ():
        arguments = [fresh(value) for value in key.cases[0].inputs.values()] if key else []
        try:
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                version(*arguments)
        except (NameError, ImportError) as error:
            found = explain_error(error, root)
            yield Problem(
                "misconception",
                f"{misconception.slug} in {misconception.replaces}",
                f"Its wrong version uses what is not there. {found.sentence} It should be wrong in"
                " the way that its title says. Correct the name.",
                Place(found.file, found.line) if found.file else written.at("wrong"),
            )
        except Exception:  # as learners' code may
            continue
