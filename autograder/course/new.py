"""A name goes in; a small course that passes at once comes out, to be changed into another one."""

from __future__ import annotations

import re
from pathlib import Path

from autograder.course.discover import CourseError
from autograder.course.figures import draw_figures

TEMPLATE = Path(__file__).parent / "template"
"""The files of the small course. Their names end in `SUFFIX`, and `@title@` stands for words."""
SUFFIX = ".template"


def write_course(folder: Path) -> list[Path]:
    """Write the small course into a folder, and draw its picture.

    Parameters
    ----------
    folder
        A folder that is new or empty. Its name becomes the title: ``my-course`` is "My course".

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    CourseError
        The folder holds something, or its name has none of the letters a to z.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CourseError(
            f"{folder} is there already. A course is written into a new folder, so that nothing is"
            " overwritten. Give another name."
        )
    name = folder.resolve().name
    words = re.sub(r"[^\w]+|_+", " ", name).strip()
    if not re.search("[A-Za-z]", words):
        raise CourseError(f"{name!r} is no name for a course. Use letters, as in my-course.")
    facts = {"@title@": words[0].upper() + words[1:], "@name@": name}
    written = []
    for source in sorted(TEMPLATE.rglob(f"*{SUFFIX}")):
        target = folder / source.relative_to(TEMPLATE).with_suffix("")
        text = source.read_text(encoding="utf-8")
        for mark, value in facts.items():
            text = text.replace(mark, value)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        written.append(target)
    return [*written, *draw_figures(folder)]
