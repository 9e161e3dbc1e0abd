"""Rules for what an author wrote into each field: its type and its range."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, get_args

from autograder.course.authoring import Exercise, Misconception, Recipe
from autograder.course.checks import Check
from autograder.course.lint.places import Written
from autograder.course.lint.problem import Place, Problem, did_you_mean
from autograder.data.criteria import MOST_POINTS, RIGHT_VALUES, Criterion, Judge
from autograder.data.edits import EditKind
from autograder.data.tolerance import Tolerance

_WIDEST = 0.05
"""The widest relative tolerance: one with which a mistake of a twentieth would pass is a slip."""
HEAVIEST = 0.2
"""The share of the points that criteria about unchanged inputs may have at most."""
LIGHTEST = 0.5
"""The share of the points that *right values* should have at least."""


class Rule(NamedTuple):
    """What a field should hold: whether a value does, and the words for it."""

    holds: Callable[[Any], bool]
    wanted: str


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _all(kind: type[Any]) -> Callable[[Any], bool]:
    """Whether a value is a tuple (or list) of a kind; a lone string is no tuple of strings."""
    return lambda value: (
        isinstance(value, (tuple, list)) and all(isinstance(item, kind) for item in value)
    )


_STRINGS = 'a tuple of texts, with a comma after a lone one: `("…",)`'
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

EXERCISE = {
    "stub": Rule(callable, "the function that learners get"),
    "reference": Rule(callable, "a function of `reference`"),
    "cases": Rule(_all(Recipe), "a tuple of cases, made with `visible(…)` and `hidden(…)`"),
    "criteria": Rule(_all(Criterion), "a tuple of `Criterion(…)`, with a comma after a lone one"),
    "points": Rule(
        lambda value: _number(value) and 0 < value <= MOST_POINTS,
        f"a number above 0, and {MOST_POINTS} at most",
    ),
    "hints": Rule(_all(str), _STRINGS),
    "builds_on": Rule(_all(str), _STRINGS),
    "tolerance": Rule(
        lambda value: (
            isinstance(value, Tolerance)
            and all(map(_number, (value.rtol, value.atol)))
            and 0 <= value.rtol <= _WIDEST
            and value.atol >= 0
            and value.rtol + value.atol > 0
        ),
        f"`Tolerance(rtol, atol)` with rtol from 0 to {_WIDEST}, and atol 0 or more, not both 0",
    ),
    "order": Rule(_number, "a number"),
    "checks": Rule(_all(Check), "a tuple of checks, with a comma after a lone one"),
    "afterwards": Rule(lambda value: isinstance(value, str), "a text"),
    "expect": Rule(lambda value: value is None or callable(value), "a function, or nothing"),
}
RECIPE = {
    "name": Rule(_text, "a text that learners read"),
    "draw": Rule(callable, "a function of a random generator: `lambda rng: …`"),
    "criterion": Rule(_text, "the name of a criterion"),
    "judge": Rule(
        lambda value: value in get_args(Judge), f"one of {', '.join(map(repr, get_args(Judge)))}"
    ),
    "paired_with": Rule(lambda value: isinstance(value, str), "the name of an earlier case"),
}
CRITERION = {
    "name": Rule(_text, "a text that learners read"),
    "weight": Rule(lambda value: _number(value) and value > 0, "a number above 0"),
}
MISCONCEPTION = {
    "slug": Rule(
        lambda value: isinstance(value, str) and bool(_SLUG.fullmatch(value)),
        "small letters and digits with single hyphens between: `gate-uses-tanh`",
    ),
    "replaces": Rule(_text, "the name of a function of the reference"),
    "wrong": Rule(callable, "a function"),
    "title": Rule(lambda value: isinstance(value, str), "a text"),
    "explanation": Rule(lambda value: isinstance(value, str), "a text"),
    "hint": Rule(lambda value: isinstance(value, str), "a text"),
    "same_as": Rule(_all(str), _STRINGS),
    "styles": Rule(
        lambda value: isinstance(value, (tuple, list)) and all(map(callable, value)),
        "a tuple of functions",
    ),
    "same_numbers": Rule(
        lambda value: (
            isinstance(value, (tuple, list)) and all(item in get_args(EditKind) for item in value)
        ),
        f"a tuple of kinds of edits, of {', '.join(map(repr, get_args(EditKind)))}",
    ),
    "changes_inputs": Rule(lambda value: isinstance(value, bool), "True or False"),
}


def exercise_fields(exercise: Exercise, written: Written) -> Iterator[Problem]:
    """Find fields of an exercise, its cases and its criteria that hold what they should not."""
    slug = getattr(exercise.stub, "__name__", "an exercise")
    bad = list(_broken(exercise, EXERCISE, slug, written.at))
    yield from bad
    if any(problem.rule in ("cases", "criteria") for problem in bad):
        return
    for recipe in exercise.cases:
        place = written.at("cases", recipe.name if isinstance(recipe.name, str) else "")
        yield from _broken(recipe, RECIPE, slug, _always(place), f"case {recipe.name!r}: ")
    for number, criterion in enumerate(exercise.criteria):
        place = written.at_item("criteria", number)
        yield from _broken(
            criterion,
            CRITERION,
            slug,
            _always(place),
            f"criterion {criterion.name!r}: ",
        )


def misconception_fields(misconception: Misconception, written: Written) -> Iterator[Problem]:
    """Find fields of a misconception that hold what they should not."""
    where = f"{misconception.slug} in {misconception.replaces}"
    yield from _broken(misconception, MISCONCEPTION, where, written.at)


def _always(place: Place) -> Callable[[str], Place]:
    return lambda field: place


def _broken(
    item: Any,
    rules: dict[str, Rule],
    where: str,
    at: Callable[[str], Place],
    before: str = "",
) -> Iterator[Problem]:
    for field, rule in rules.items():
        value = getattr(item, field)
        if not rule.holds(value):
            near = did_you_mean(value, re.findall(r"'(\w+)'", rule.wanted))
            yield Problem(
                field,
                where,
                f"{before}`{field}` is {_shown(value)}. It should be {rule.wanted}.{near}",
                at(field),
            )


def weights(exercise: Exercise, written: Written) -> Iterator[Problem]:
    """Find criteria whose share of the points does not fit what they are about."""
    total = sum(criterion.weight for criterion in exercise.criteria)
    about_inputs = {recipe.criterion for recipe in exercise.cases if recipe.judge == "inputs"}
    for number, criterion in enumerate(exercise.criteria):
        share = criterion.weight / total
        place = written.at_item("criteria", number)
        if criterion.name == RIGHT_VALUES and share < LIGHTEST:
            yield Problem(
                "weight",
                exercise.slug,
                f"{RIGHT_VALUES!r} has {share:.0%} of the points. It should have {LIGHTEST:.0%} or"
                " more: it is what the exercise asks for. Give it more weight.",
                place,
            )
        elif criterion.name in about_inputs - {RIGHT_VALUES} and share > HEAVIEST:
            yield Problem(
                "weight",
                exercise.slug,
                f"{criterion.name!r} has {share:.0%} of the points. Whether inputs are unchanged"
                f" should count {HEAVIEST:.0%} at most, because an empty function leaves them alone"
                " as well. Give it less weight.",
                place,
            )


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
