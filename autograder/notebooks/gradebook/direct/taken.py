"""A graded submission on its way into the gradebook."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass

from autograder.data.grades import Grade
from autograder.notebooks.gradebook.direct.notebook import Irregular
from autograder.notebooks.gradebook.direct.released import ReleasedNotebook
from autograder.notebooks.gradebook.direct.rows import RowsToWrite
from autograder.notebooks.gradebook.direct.site import Site
from autograder.notebooks.gradebook.direct.work import NotTaken, take
from autograder.notebooks.intake.submitted import SubmittedFolder


@dataclass(frozen=True)
class Marked:
    """A submission with its grade.

    ``problem`` is what kept it from being read, empty where nothing did, and ``digest`` stands for
    all that its marks depend on.
    """

    submitted: SubmittedFolder
    grade: Grade
    problem: str
    digest: str


@dataclass(frozen=True)
class Taken:
    """A submission whose files are written, with the rows that the gradebook gets.

    Without rows, nbgrader's own converters take it. ``refused`` says why no way leads into the
    gradebook.
    """

    marked: Marked
    rows: RowsToWrite | None = None
    refused: str = ""


def take_marked(
    site: Site, released: ReleasedNotebook | None, marked: Marked, pages: bool = False
) -> Taken:
    """Write the files of a graded submission, and remove the feedback page of an earlier grade.

    Parameters
    ----------
    site
        The course.
    released
        What all submissions for this notebook share; ``None`` leaves it to nbgrader's converters.
    marked
        The submission.
    pages
        Whether its new page is written in the same run. What lies beside the old page then stays
        where it is.
    """
    if released is None:
        return Taken(marked)
    try:
        rows = take(site, released, marked.submitted, marked.grade, marked.digest)
    except NotTaken as error:
        return Taken(marked, refused=str(error))
    except Irregular:
        return Taken(marked)
    feedback = site.feedback(marked.submitted)
    if pages:
        with suppress(OSError):
            (feedback / f"{marked.submitted.notebook}.html").unlink()
    else:  # nbgrader makes no page where it finds a folder
        shutil.rmtree(feedback, ignore_errors=True)
    return Taken(marked, rows)
