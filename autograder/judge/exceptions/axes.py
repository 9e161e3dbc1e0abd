"""What the axes of an exercise's inputs mean: the letters in the docstring, and their sizes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from autograder.data.answer_key import Case
from autograder.data.misfits import Sized

_DECLARED = re.compile(r"^(\w+) : array, shape \(([^)]*)\)", re.MULTILINE)
_LISTED = re.compile(r"((?:`\w+`,?\s*(?:and\s+)?)+)of\s+shape\s+\(([^)]*)\)")


@dataclass(frozen=True)
class Axes:
    """The letters of the axes.

    Parameters
    ----------
    declared
        The letters of each input and of each entry of a dict, by name.
    sizes
        The size of each letter in the case.
    """

    declared: Mapping[str, tuple[str, ...]]
    sizes: Mapping[str, int]

    def sized(self, shape: tuple[int, ...], name: str = "") -> Sized:
        """A shape with letters: those that the name declares, else those that only one size has."""
        letters = self.declared.get(name, ())
        if len(letters) == len(shape) and all(
            self.sizes.get(letter) == size for letter, size in zip(letters, shape, strict=True)
        ):
            return tuple(zip(letters, shape, strict=True))
        return tuple((self._letter(size), size) for size in shape)

    def _letter(self, size: int) -> str:
        found = [letter for letter, value in self.sizes.items() if value == size]
        return found[0] if len(found) == 1 else ""


def axes_of(prompt: str, case: Case) -> Axes:
    """The axes of a case's inputs, as the exercise's docstring names them."""
    section = prompt.partition("Parameters\n")[2].partition("\nReturns\n")[0]
    declared = {name: _letters(shape) for name, shape in _DECLARED.findall(section)}
    for names, shape in _LISTED.findall(section):
        declared |= {name: _letters(shape) for name in re.findall(r"`(\w+)`", names)}
    sizes: dict[str, int] = {}
    for name, value in _arrays(case.inputs):
        letters = declared.get(name, ())
        if len(letters) == value.ndim:
            for letter, size in zip(letters, value.shape, strict=True):
                if re.fullmatch(r"[A-Z]", letter):
                    sizes.setdefault(letter, int(size))
    return Axes(declared, sizes)


def _arrays(inputs: Mapping[str, object]) -> list[tuple[str, np.ndarray]]:
    found: list[tuple[str, np.ndarray]] = []
    for name, value in inputs.items():
        if isinstance(value, np.ndarray):
            found.append((name, value))
        elif isinstance(value, Mapping):
            found += _arrays(value)
        elif isinstance(value, (list, tuple)) and value and isinstance(value[-1], Mapping):
            found += _arrays(value[-1])
    return found


def _letters(shape: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in shape.split(",") if part.strip())
