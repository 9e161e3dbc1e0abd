"""Rules for the reference: what it does in every case, and what speaks for it from outside."""

from __future__ import annotations

import doctest
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.course.author_errors import explain_error
from autograder.course.authoring import Exercise, Recipe
from autograder.course.build import draw_case
from autograder.course.lint.places import Written, function_place
from autograder.course.lint.problem import Place, Problem, did_you_mean
from autograder.course.run_locally import call_recorded, fresh
from autograder.data.codec import encode
from autograder.data.tree import leaves, path_text


def failing(exercise: Exercise, written: Written, root: Path, secret: bytes) -> Iterator[Problem]:
    """Find cases in which the reference raises, changes its inputs or returns what cannot be used.

    Parameters
    ----------
    exercise, written
        An exercise whose cases can be drawn, and the call that made it.
    root
        The course's root.
    secret
        What hidden cases are drawn from.
    """
    for recipe in exercise.cases:
        yield from _pairing(exercise, recipe, written)
        inputs = draw_case(exercise, recipe, secret)
        arguments = [fresh(value) for value in inputs.values()]
        try:
            with np.errstate(all="ignore"):
                value = exercise.reference(*arguments)
                if exercise.expect is not None:
                    value = exercise.expect(value, inputs)
        except Exception as error:
            found = explain_error(error, root)
            place = (
                Place(found.file, found.line) if found.file else written.at("cases", recipe.name)
            )
            yield Problem(
                "reference",
                exercise.slug,
                f"In the case {recipe.name!r} the reference does not return. {found.sentence} It"
                " should, in every case. Correct the reference, or the case.",
                place,
            )
            return
        seen = _unusable(value)
        if not seen and call_recorded(exercise.reference, inputs).changed:
            seen = "changes its inputs"
        if seen:
            yield Problem(
                "reference",
                exercise.slug,
                f"In the case {recipe.name!r} the reference {seen}. It should leave its inputs"
                " alone and return finite numbers. Correct the reference, or the case.",
                function_place(exercise.reference, root),
            )
            return


def _unusable(value: Any) -> str:
    """What is wrong with a returned value; empty where nothing is."""
    if value is None:
        return "returns None"
    try:
        encode(value)
    except TypeError as error:
        if "Drawn" not in str(error):
            return f"returns something that cannot travel ({error})"
    for path, leaf in leaves(value):
        if isinstance(leaf, (float, np.ndarray)):
            array = np.asarray(leaf)
            if array.dtype.kind in "fc" and not np.isfinite(array).all():
                return f"returns an infinity or nan{f' in {path_text(path)}' if path else ''}"
    return ""


def _pairing(exercise: Exercise, recipe: Recipe, written: Written) -> Iterator[Problem]:
    """Find a case that is paired with none, or should be paired and is not."""
    place = written.at("cases", recipe.name)
    needs = recipe.judge in ("repeats", "differs")
    if needs != bool(recipe.paired_with):
        yield Problem(
            "case",
            exercise.slug,
            f"The case {recipe.name!r} looks at {recipe.judge!r}, and `paired_with` is"
            f" {recipe.paired_with!r}. `paired_with` goes with 'repeats' and 'differs'. Correct one"
            " of the two.",
            place,
        )
    names = [
        other.name
        for other in exercise.cases
        if other.visible == recipe.visible and other.judge == "values"
    ]
    if recipe.paired_with and recipe.paired_with not in names:
        yield Problem(
            "case",
            exercise.slug,
            f"The case {recipe.name!r} is paired with {recipe.paired_with!r}. It should be an"
            f" earlier {'visible' if recipe.visible else 'hidden'} case that looks at values."
            + did_you_mean(recipe.paired_with, names),
            place,
        )


def independent(
    exercise: Exercise, written: Written, root: Path, secret: bytes
) -> Iterator[Problem]:
    """Run the checks that the author added from outside the reference.

    The parameters are those of `failing`.
    """
    cases = [
        (recipe.name, draw_case(exercise, recipe, secret))
        for recipe in exercise.cases
        if recipe.judge == "values" and not recipe.paired_with
    ]
    for number, check in enumerate(exercise.checks):
        place = written.at_item("checks", number)
        try:
            fault = check.fault(exercise.reference, cases)
        except Exception as error:
            found = explain_error(error, root)
            place = Place(found.file, found.line) if found.file else place
            fault = f"The check itself fails. {found.sentence}"
        if fault:
            yield Problem(
                "independent check",
                exercise.slug,
                f"{fault} The reference and this check should agree. One of the two is wrong.",
                place,
            )


def untrue_examples(root: Path) -> Iterator[Problem]:
    """Run the examples in the docstrings of the reference, as `doctest` does."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    for name, module in sorted(sys.modules.items()):
        if name != "reference" and not name.startswith("reference."):
            continue
        file = Path(str(module.__file__)).resolve().relative_to(root).as_posix()
        try:
            tests = finder.find(module, name)
        except ValueError as error:
            yield _example(file, 1, f"It cannot be read: {error}.")
            continue
        for test in tests:
            if test.examples:
                runner = _Collecting()
                runner.run(test, out=lambda text: None)
                for source, words in runner.found:
                    yield _example(file, _line_of(test.name, module, source), words)


class _Collecting(doctest.DocTestRunner):
    """Keeps the source of each example that fails, and what it gave."""

    def __init__(self) -> None:
        super().__init__(verbose=False)
        self.found: list[tuple[str, str]] = []

    def report_failure(
        self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        self.found.append(
            (example.source, f"It gives {got.strip()!r}, and {example.want.strip()!r} is written.")
        )

    def report_unexpected_exception(
        self, out: Any, test: doctest.DocTest, example: doctest.Example, exc_info: Any
    ) -> None:
        self.found.append((example.source, f"It raises {exc_info[0].__name__}: {exc_info[1]}."))


def _line_of(name: str, module: ModuleType, source: str) -> int:
    """The line of an example: `doctest` does not find it below a decorator."""
    lines = Path(str(module.__file__)).read_text(encoding="utf-8").splitlines()
    item = getattr(module, name.rpartition(".")[2], None)
    code = getattr(inspect.unwrap(item), "__code__", None) if inspect.isfunction(item) else None
    start = code.co_firstlineno if code else 1
    first = source.splitlines()[0]
    return next((at for at, line in enumerate(lines, 1) if at >= start and first in line), start)


def _example(file: str, line: int, words: str) -> Problem:
    return Problem(
        "example",
        file,
        f"The example in the docstring is not true. {words} Every example should run as it is"
        " written. Correct the reference, or the example.",
        Place(file, line),
    )
