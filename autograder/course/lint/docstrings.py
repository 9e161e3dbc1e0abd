"""Rules for docstrings: the parameters, results and shapes that they name are those there are."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course.authoring import Exercise
from autograder.course.build import return_names
from autograder.course.docstrings import sections
from autograder.course.lint.places import Written, function_place
from autograder.course.lint.problem import Place, Problem, instead
from autograder.data.answer_key import ExerciseKey

_ENTRY = re.compile(r"^(\*{0,2}\w+(?:, *\*{0,2}\w+)*) *(?::|$)", re.MULTILINE)
_SHAPE = re.compile(r"^(\w+) : array, shape \(([^)]*)\)", re.MULTILINE)


def signatures(exercise: Exercise, written: Written, root: Path) -> Iterator[Problem]:
    """Find a stub whose parameters are not those of its reference, or of its docstring.

    Parameters
    ----------
    exercise, written
        The exercise, and the call that made it.
    root
        The course's root.
    """
    place = function_place(exercise.stub, root)
    reference = tuple(inspect.signature(exercise.reference).parameters)
    if exercise.reference.__name__ != exercise.slug:
        yield Problem(
            "reference",
            exercise.slug,
            f"Its reference is `{exercise.reference.__name__}`. It should be the function of"
            f" `reference` with the stub's name, `{exercise.slug}`. Rename one of the two.",
            written.at("reference"),
        )
    elif exercise.parameters != reference:
        yield Problem(
            "signature",
            exercise.slug,
            f"The stub takes {_listed(exercise.parameters)}; its reference takes"
            f" {_listed(reference)}. Both should take the same, in the same order."
            + instead(exercise.parameters, reference),
            place,
        )
    yield from _parameters(exercise.slug, exercise.stub, place, "the stub")
    if not return_names(exercise):
        yield Problem(
            "docstring",
            exercise.slug,
            "The stub's docstring does not say what comes back. It should have a section `Returns`"
            " with a line `name : type` for each value. Write it.",
            place,
        )
    own = function_place(exercise.reference, root)
    if "Parameters" in dict(sections(inspect.getdoc(exercise.reference) or "")[1]):
        yield from _parameters(exercise.slug, exercise.reference, own, "the reference")


def _parameters(
    slug: str, function: Callable[..., Any], place: Place, whose: str
) -> Iterator[Problem]:
    """Compare the entries under *Parameters* with the signature."""
    body = dict(sections(inspect.getdoc(function) or "")[1]).get("Parameters")
    wanted = tuple(inspect.signature(function).parameters)
    if body is None:
        if wanted:
            yield Problem(
                "docstring",
                slug,
                f"The docstring of {whose} has no section `Parameters`. It should describe"
                f" {_listed(wanted)}, with every shape. Write it.",
                place,
            )
        return
    entries = [name.strip(" *") for found in _ENTRY.findall(body) for name in found.split(",")]
    if tuple(entries) != wanted:
        yield Problem(
            "docstring",
            slug,
            f"The docstring of {whose} describes {_listed(entries)}; the function takes"
            f" {_listed(wanted)}. It should describe these, in this order."
            + instead(entries, wanted),
            place,
        )


def shapes(exercise: Exercise, key: ExerciseKey, root: Path) -> Iterator[Problem]:
    """Find inputs and results whose shapes are not those in the docstring.

    Only shapes that are written as ``array, shape (B, H)`` are compared. A capital letter has one
    size in a case; anything else in a shape is not looked at.
    """
    parts = dict(sections(exercise.prompt)[1])
    place = function_place(exercise.stub, root)
    declared = _declared(parts.get("Parameters", ""))
    returned = _declared(parts.get("Returns", ""))
    names = return_names(exercise)
    for case in key.cases:
        if case.paired_with:
            continue
        results = case.expected if len(names) > 1 else (case.expected,)
        if names and (not isinstance(results, tuple) or len(results) != len(names)):
            yield Problem(
                "docstring",
                exercise.slug,
                f"The stub's docstring names {len(names)} results ({_listed(names)}); the reference"
                f" returns {_count(case.expected)}. They should be the same. Correct *Returns*.",
                place,
            )
            return
        sizes: dict[str, int] = {}
        values = {**case.inputs, **dict(zip(names, results, strict=False))}
        for name, letters in {**declared, **returned}.items():
            value = values.get(name)
            if isinstance(value, np.ndarray) and not _fits(letters, value.shape, sizes):
                yield Problem(
                    "docstring",
                    exercise.slug,
                    f"The stub's docstring says that `{name}` has the shape"
                    f" ({', '.join(letters)}); in the case {case.name!r} it is {value.shape}"
                    f"{_sizes(letters, sizes)}. Correct the docstring, or the case.",
                    place,
                )
                return


def _declared(section: str) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(part.strip() for part in shape.split(",") if part.strip())
        for name, shape in _SHAPE.findall(section)
    }


def _fits(letters: Sequence[str], shape: tuple[int, ...], sizes: dict[str, int]) -> bool:
    """Whether a shape is what its letters say, given the sizes that other arrays have shown."""
    if len(letters) != len(shape):
        return False
    return all(
        not re.fullmatch("[A-Z]", letter) or sizes.setdefault(letter, size) == size
        for letter, size in zip(letters, shape, strict=True)
    )


def _sizes(letters: Sequence[str], sizes: dict[str, int]) -> str:
    known = [f"{letter} = {sizes[letter]}" for letter in letters if letter in sizes]
    return f", where {', '.join(known)}" if known else ""


def _count(value: Any) -> str:
    return f"{len(value)} values" if isinstance(value, tuple) else "one value"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"
