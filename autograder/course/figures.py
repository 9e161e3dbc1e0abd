"""A course's drawing code goes in; pictures come out, next to the lessons that show them.

The module ``_figures.py`` of a unit has a function ``draw()`` that returns a `Picture` by file
name. They are written to ``figures/`` in the unit's folder.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.course.author_errors import explain_error, plain_errors
from autograder.course.discover import CourseError, load_course
from autograder.course.process import run_in_course

_WANTED = (
    "`draw()` of `_figures.py` should take nothing and return pictures by file name:"
    ' `{"name.svg": Picture(…)}`.'
)


def drawn_figures(root: Path) -> dict[Path, str]:
    """Draw every picture of a course that is loaded in this process.

    Parameters
    ----------
    root
        The course's root.

    Returns
    -------
    dict of Path to str
        SVG source by the path of its file.

    Raises
    ------
    CourseError
        A module ``_figures.py`` has no function ``draw()``, or raises. Says where.
    """
    found: dict[Path, str] = {}
    for path in sorted(root.glob("exercises/*/_figures.py")):
        try:
            module = importlib.import_module(f"exercises.{path.parent.name}._figures")
            pictures = {name: picture.svg() for name, picture in module.draw().items()}
        except Exception as error:
            raise CourseError(f"{explain_error(error, root)} {_WANTED}") from error
        found |= {path.parent / "figures" / name: svg for name, svg in pictures.items()}
    return found


def draw_figures(root: Path) -> list[Path]:
    """Draw the pictures of a course in a process of its own, and write those that changed.

    Parameters
    ----------
    root
        The course's root.

    Returns
    -------
    list of Path
        The files of all pictures.

    Raises
    ------
    CourseError
        The course cannot be loaded, or a picture cannot be drawn.
    """
    lines: list[str] = []
    run_in_course(root, "autograder.course.figures", {}, lines.append)
    return [Path(line) for line in lines]


def _main() -> None:
    request = json.loads(sys.stdin.read())
    own = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a course's own code prints
    root = Path(request["root"])
    with own, plain_errors(root):
        load_course(root)
        for line in _write(root):
            print(line, file=own)


def _write(root: Path) -> Iterator[str]:
    """Write the pictures that changed, and yield the paths of all of them."""
    for path, svg in drawn_figures(root).items():
        path.parent.mkdir(exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != svg:
            path.write_text(svg, encoding="utf-8")
        yield str(path)


if __name__ == "__main__":
    _main()
