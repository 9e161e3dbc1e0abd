"""What becomes of one graded submission before the gradebook: its files, and rows to write."""

from __future__ import annotations

import os
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from nbgrader.utils import find_all_files

from autograder.data.grades import Grade
from autograder.notebooks.gradebook.direct.folder import write_folder
from autograder.notebooks.gradebook.direct.notebook import Irregular, made_notebook
from autograder.notebooks.gradebook.direct.released import ReleasedNotebook
from autograder.notebooks.gradebook.direct.rows import RowsToWrite
from autograder.notebooks.gradebook.direct.site import Site
from autograder.notebooks.gradebook.kept_grades import keep_grade
from autograder.notebooks.gradebook.staging import stage_cells
from autograder.notebooks.gradebook.trouble import trouble_in
from autograder.notebooks.intake.exporter import readable_cells
from autograder.notebooks.intake.repair import Cell, normal_cells
from autograder.notebooks.intake.screen import names_below, screen
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.notebooks.intake.times import time_in
from autograder.submission.course_folder import CourseFolder
from autograder.submission.source_file import MOST_CELLS

TIMESTAMP = "timestamp.txt"


class NotTaken(Exception):
    """nbgrader could not take this submission at all. Says why in a sentence."""


def take(
    site: Site,
    released: ReleasedNotebook,
    submitted: SubmittedFolder,
    grade: Grade,
    digest: str,
) -> RowsToWrite:
    """Write the files of a graded submission, and return what the gradebook gets.

    Parameters
    ----------
    site
        The course.
    released
        What all submissions for this notebook share.
    submitted, grade
        The submission and its grade.
    digest
        What stands for all that the marks depend on.

    Raises
    ------
    NotTaken
        Where no way leads into the gradebook.
    Irregular
        Where nbgrader's own converters are needed.
    """
    screened = screen(submitted.folder, site)
    if screened.reason:
        raise NotTaken(f"{screened.reason} Fix it, then grade again.")
    try:
        made = made_notebook(_cells(site, released, submitted), released, grade)
        files = _other_files(site, released, submitted, screened.left_out)
        place = site.autograded(submitted)
        write_folder(place, f"{submitted.notebook}.ipynb", made.text, files, site.permissions)
        keep_grade(CourseFolder(site.root), submitted, grade)
        when = time_in(submitted.folder / TIMESTAMP)
    except (OSError, UnicodeError) as error:
        if trouble_in(error, ""):
            raise
        raise Irregular(str(error)) from error
    return RowsToWrite(submitted.learner, when, made.marks, made.comments, digest)


def _cells(site: Site, released: ReleasedNotebook, submitted: SubmittedFolder) -> list[Cell]:
    source = site.source(submitted.assignment) / f"{submitted.notebook}.ipynb"
    found = stage_cells(submitted, source, released.slugs)
    if isinstance(found, Path):
        return readable_cells(found)
    if len(found) > 2 * MOST_CELLS:
        raise Irregular("it has too many cells")
    return normal_cells(found)


def _other_files(
    site: Site,
    released: ReleasedNotebook,
    submitted: SubmittedFolder,
    left_out: Iterable[Path],
) -> dict[str, Path]:
    """The files that lie beside the autograded notebook, by their path below its folder."""
    folder = submitted.folder
    known = released.files.keys() | {f"{submitted.notebook}.ipynb"}
    out = known | {str(path.relative_to(folder)) for path in left_out}
    more = {name: folder / name for name in names_below(os.fspath(folder)) if name not in out}
    if more.keys() - {TIMESTAMP} or _is_ignored(TIMESTAMP, site.ignore):
        found = find_all_files(str(folder), [*site.ignore, "*.ipynb"])
        more = {name: path for name, path in more.items() if str(path) in found}
    return {**more, **released.files}


def _is_ignored(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
