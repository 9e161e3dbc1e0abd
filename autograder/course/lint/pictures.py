"""Rules for pictures that a unit draws: each is there, and is what the code draws today."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.course.author_errors import explain_error
from autograder.course.discover import CourseError
from autograder.course.figures import drawn_figures
from autograder.course.lint.problem import Place, Problem


def out_of_date(root: Path) -> Iterator[Problem]:
    """Find pictures that are missing, or were drawn by an older version of their code.

    Parameters
    ----------
    root
        The root of a course that is loaded in this process.
    """
    try:
        drawn = drawn_figures(root)
    except CourseError as error:
        found = explain_error(error.__cause__ or error, root)
        yield Problem(
            "figure",
            found.file or "exercises",
            f"The pictures cannot be drawn. {found.sentence} Correct this line.",
            Place(found.file, found.line),
        )
        return
    for path, svg in drawn.items():
        there = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else None
        if there != svg:
            unit = path.parents[1]
            seen = "is missing" if there is None else "is of an older version of its code"
            code = (unit / "_figures.py").relative_to(root).as_posix()
            yield Problem(
                "figure",
                unit.name,
                f"The picture figures/{path.name} {seen}. It should be what `draw()` returns. Run"
                " `gatewise author figures`.",
                Place(code, _line_of_draw(f"exercises.{unit.name}._figures")),
            )


def _line_of_draw(module: str) -> int:
    """The line of the function that returns a unit's pictures."""
    draw = getattr(sys.modules.get(module), "draw", None)
    return int(draw.__code__.co_firstlineno) if draw is not None else 1
