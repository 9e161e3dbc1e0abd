"""Rules for the files of a course: each is a module that holds something, a lesson or a picture."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.course.authoring import Exercise, Misconception
from autograder.course.lint.problem import Place, Problem

_KEPT = {".py", ".md", ".svg", ".png", ".pairs"}


def stray_files(root: Path) -> Iterator[Problem]:
    """Find files below ``exercises/`` that belong to nothing, and modules that hold nothing."""
    for path in sorted((root / "exercises").rglob("*")):
        place = str(path.relative_to(root))
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        if path.suffix not in _KEPT or path.name.startswith("."):
            yield Problem(
                "stray file",
                place,
                "It is neither a module, a lesson, a picture nor the pairs of a unit. Nothing else"
                " should lie here, because it could reach learners by accident. Delete it or move"
                " it elsewhere.",
                Place(place),
            )
        elif path.suffix == ".py" and not path.name.startswith("_"):
            module = ".".join(path.relative_to(root).with_suffix("").parts)
            values = vars(sys.modules[module]).values() if module in sys.modules else ()
            if not any(map(_is_content, values)):
                yield Problem(
                    "stray file",
                    place,
                    "It holds no exercise and no misconception. Files without an underscore in"
                    " front should. Rename it, or add what is missing.",
                    Place(place, 1),
                )


def _is_content(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return any(map(_is_content, value))
    return isinstance(value, (Exercise, Misconception))
