"""Let ``nbgrader generate_feedback`` make pages again whose marks or comments have changed.

It leaves every page alone that is there, also where a person gave a mark or wrote a comment in
formgrader after the page was made. Each page says, in a comment of its HTML, what it was made of.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateFeedback

from autograder.notebooks.quizzes.holding import held_until
from autograder.submission.course_folder import CourseFolder

_MADE_OF = re.compile(r"<!-- marks (?:[0-9a-f]{64}|held back) -->")


def made_of(gradebook: Any, ids: Any, held: bool = False) -> str:
    """What a feedback page is made of, as a comment of HTML.

    Parameters
    ----------
    gradebook
        nbgrader's open ``Gradebook``.
    ids
        The names of ``notebook``, ``assignment`` and ``student``.
    held
        Whether marks are held back. The page says nothing of them then, not even by a checksum.
    """
    if held:
        return "<!-- marks held back -->"
    row = gradebook.find_submission_notebook(ids["notebook"], ids["assignment"], ids["student"])
    marks = [
        (cell.name, cell.auto_score, cell.manual_score, cell.extra_credit) for cell in row.grades
    ]
    said = [(found.name, found.comment or "") for found in row.comments]
    return made_of_rows(row.late_submission_penalty or 0.0, marks, said)


def made_of_rows(
    penalty: float,
    marks: Iterable[tuple[str, float | None, float | None, float | None]],
    comments: Iterable[tuple[str, str]],
) -> str:
    """What a page is made of, as a comment of HTML.

    Parameters
    ----------
    penalty
        For being late, in points.
    marks
        The name of each cell with its automatic mark, mark by hand and extra credit.
    comments
        The name of each cell with its comment.
    """
    seen = repr((penalty, sorted(marks), sorted(comments)))
    return f"<!-- marks {hashlib.sha256(seen.encode('utf-8', 'replace')).hexdigest()} -->"


def renew_stale_pages() -> None:
    """Let nbgrader's ``GenerateFeedback`` remove a stale page before it looks whether it is there.

    The same holds for a folder without a page, which a run that was stopped may leave. Pages of
    other courses and pages without the comment are left alone.
    """
    usual = GenerateFeedback.init_destination
    if getattr(usual, "renews_pages", False):
        return

    def init_destination(self: Any, assignment: str, student: str) -> Any:
        place = Path(self._format_dest(assignment, student))
        pages = sorted(place.glob("*.html"))
        if place.is_dir() and not pages:
            shutil.rmtree(place)
        if any(_stale(self, page, assignment, student) for page in pages):
            self.log.info("%s was made of other marks and is made again", place)
            shutil.rmtree(place)
        return usual(self, assignment, student)

    init_destination.renews_pages = True  # type: ignore[attr-defined]
    GenerateFeedback.init_destination = init_destination


def _stale(converter: Any, page: Path, assignment: str, student: str) -> bool:
    """Whether a page says that it was made of something else than what the gradebook holds."""
    found = _MADE_OF.search(page.read_text(encoding="utf-8", errors="replace"))
    if found is None:
        return False
    coursedir = converter.coursedir
    ids = {"notebook": page.stem, "assignment": assignment, "student": student}
    held = held_until(CourseFolder(Path(coursedir.root)), assignment, student, coursedir.db_url)
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        try:
            return found[0] != made_of(gradebook, ids, held is not None)
        except MissingEntry:
            return False
