"""A course's drawing code goes in; pictures come out, next to the lessons that show them.

The module ``_figures.py`` of a unit has a function ``draw()`` that returns a `Picture` by file
name. They are written to ``figures/`` in the unit's folder.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from autograder.course.discover import CourseError, load_course
from autograder.course.process import run_in_course


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
        A module ``_figures.py`` has no function ``draw()``, or raises. Says which.
    """
    found: dict[Path, str] = {}
    for path in sorted(root.glob("exercises/*/_figures.py")):
        try:
            module = importlib.import_module(f"exercises.{path.parent.name}._figures")
            pictures = {name: picture.svg() for name, picture in module.draw().items()}
        except Exception as error:
            raise CourseError(
                f"{path}: `draw()` raised {type(error).__name__}: {error}. It takes nothing, and"
                ' returns pictures by file name: {"name.svg": Picture(…)}.'
            ) from error
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
    root = Path(json.loads(sys.stdin.read())["root"])
    try:
        load_course(root)
        figures = drawn_figures(root)
    except CourseError as error:
        sys.exit(str(error))
    for path, svg in figures.items():
        path.parent.mkdir(exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != svg:
            path.write_text(svg, encoding="utf-8")
        print(path)


if __name__ == "__main__":
    _main()
