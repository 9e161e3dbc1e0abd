"""Rules for drawing cases: what fits the stub, comes again from the same seed, and stays hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course.author_errors import explain_error
from autograder.course.authoring import Exercise, Recipe
from autograder.course.build import VISIBLE_SECRET, case_rng
from autograder.course.lint.places import Written
from autograder.course.lint.problem import Place, Problem, instead
from autograder.data.codec import encode
from autograder.data.tree import leaves, path_text

_SECRETS = tuple(f"secret {number} of lint".encode() for number in range(4))


def undrawable(exercise: Exercise, written: Written, root: Path) -> Iterator[Problem]:
    """Find cases that cannot be drawn, do not fit the stub, or are not what they are called.

    Parameters
    ----------
    exercise, written
        An exercise whose fields are sound, and the call that made it.
    root
        The course's root.
    """
    visible: dict[bytes, str] = {}
    for recipe in sorted(exercise.cases, key=lambda recipe: not recipe.visible):
        place = written.at("cases", recipe.name)
        drawn = []
        try:
            for secret in (_SECRETS[0], *_SECRETS):
                drawn.append(_draw(exercise, recipe, secret))
        except Exception as error:
            found = explain_error(error, root)
            yield Problem(
                "case",
                exercise.slug,
                f"The case {recipe.name!r} cannot be drawn. {found.sentence} Correct the function"
                " that draws its inputs.",
                Place(found.file, found.line) if found.file else place,
            )
            continue
        problem = _unfit(exercise, recipe, drawn[0], place)
        if problem is not None:
            yield problem
            continue
        yield from _unsteady(exercise, recipe, [encode(dict(inputs)) for inputs in drawn], place)
        if recipe.visible:
            visible.setdefault(encode(dict(drawn[0])), recipe.name)
        elif (twin := visible.get(encode(dict(drawn[0])))) is not None:
            yield Problem(
                "hidden",
                exercise.slug,
                f"The hidden case {recipe.name!r} has the inputs of the visible case {twin!r},"
                " whose answer learners can read. It should draw its own from `rng`.",
                place,
            )


def _draw(exercise: Exercise, recipe: Recipe, secret: bytes) -> Any:
    chosen = VISIBLE_SECRET if recipe.visible else secret
    return recipe.draw(case_rng(chosen, exercise.slug, recipe.paired_with or recipe.name))


def _unfit(exercise: Exercise, recipe: Recipe, inputs: Any, place: Place) -> Problem | None:
    """What is wrong with the inputs themselves, if anything is."""

    def problem(seen: str, wanted: str) -> Problem:
        return Problem("case", exercise.slug, f"The case {recipe.name!r} {seen} {wanted}", place)

    if not isinstance(inputs, Mapping):
        return problem(
            f"draws {_kind(inputs)}.", "It should return a dict of inputs by parameter name."
        )
    names, wanted = tuple(inputs), exercise.parameters
    if names != wanted:
        return problem(
            f"draws {', '.join(map(repr, names)) or 'nothing'}.",
            f"The stub takes {', '.join(wanted)}, in this order.{instead(names, wanted)}",
        )
    try:
        encode(dict(inputs))
    except TypeError as error:
        return problem(
            f"draws something that cannot travel: {error}.",
            "Use numbers, texts, arrays of numbers, and tuples, lists and dicts of these.",
        )
    for path, leaf in leaves(inputs):
        if isinstance(leaf, (float, np.ndarray)) and not _finite(leaf):
            return problem(
                f"has an infinity or nan in {path_text(path)}.",
                "Inputs should be finite numbers, because nan hides every mistake after it.",
            )
    return None


def _unsteady(
    exercise: Exercise, recipe: Recipe, drawn: list[bytes], place: Place
) -> Iterator[Problem]:
    """Find a case that is not the same again, and a hidden one that is always the same.

    The first two were drawn from the same secret, the others from one each.
    """
    again, *others = drawn
    if again != others[0]:
        yield Problem(
            "case",
            exercise.slug,
            f"The case {recipe.name!r} has other inputs when it is drawn again from the same seed."
            " It should be the same every time. Take all random numbers from `rng`, and keep"
            " nothing from earlier calls.",
            place,
        )
    elif not recipe.visible and len(set(others)) == 1:
        yield Problem(
            "hidden",
            exercise.slug,
            f"The hidden case {recipe.name!r} has the same inputs for every course, so anyone who"
            " reads this file knows them. It should depend on its `rng`. Draw from it, or make"
            " the case visible.",
            place,
        )


def _finite(leaf: Any) -> bool:
    array = np.asarray(leaf)
    return array.dtype.kind not in "fc" or bool(np.isfinite(array).all())


def _kind(value: Any) -> str:
    return "nothing" if value is None else f"a {type(value).__name__}"
