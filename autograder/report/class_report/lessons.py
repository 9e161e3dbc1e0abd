"""Where in the notebooks an exercise is taught."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.submission.course_folder import CourseFolder


@dataclass(frozen=True)
class Lesson:
    """A part of a unit's notebook: its heading, and the file from the course's folder on."""

    unit: str
    heading: str
    file: str


def lessons_of(folder: CourseFolder, unit: str) -> dict[str, Lesson]:
    """The part of a unit's notebook that teaches each exercise, by the exercise's slug.

    It is empty for a unit whose notebook is not there or is none.
    """
    path = Path("source") / unit / f"{unit}.ipynb"
    try:
        return dict(_lessons((folder.root / path).read_text(encoding="utf-8"), unit, path))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _lessons(text: str, unit: str, path: Path) -> Iterator[tuple[str, Lesson]]:
    heading = ""
    for cell in json.loads(text)["cells"]:
        heading = _heading(cell) or heading
        slug = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id")
        if slug and heading:
            yield slug, Lesson(unit, heading, path.as_posix())


def _heading(cell: dict[str, Any]) -> str:
    """The last heading of a text cell, those of single exercises left out."""
    if cell.get("cell_type") != "markdown":
        return ""
    lines = "".join(cell.get("source", "")).splitlines()
    return next(
        (line.lstrip("# ") for line in reversed(lines) if line.startswith(("# ", "## "))), ""
    )
