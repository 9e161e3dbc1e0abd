"""Feedback pages of a course, written where ``nbgrader generate_feedback`` would write them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from nbgrader.converters import GenerateFeedback
from nbgrader.utils import find_all_files

from autograder.notebooks.gradebook.direct.folder import write_folder
from autograder.notebooks.gradebook.direct.pages import PageMaker, PageRows
from autograder.notebooks.gradebook.direct.released import ReleasedNotebook
from autograder.notebooks.gradebook.direct.site import Site
from autograder.notebooks.gradebook.direct.work import TIMESTAMP
from autograder.notebooks.gradebook.kept_grades import kept_json
from autograder.notebooks.intake.screen import names_below
from autograder.notebooks.intake.submitted import SubmittedFolder
from autograder.submission.course_folder import CourseFolder


class PageWriter:
    """Writes the feedback pages of one course.

    The first page of each notebook is made by nbgrader's own exporter as well. Where the two
    differ, all pages of this notebook are left to nbgrader.

    Parameters
    ----------
    site
        The course.
    app
        nbgrader's application for it.
    """

    def __init__(self, site: Site, app: Any) -> None:
        self._site = site
        self._converter = GenerateFeedback(coursedir=app.coursedir, parent=app)
        self._makers: dict[str, PageMaker | None] = {}

    def write(self, submitted: SubmittedFolder, released: ReleasedNotebook, rows: PageRows) -> bool:
        """Write the page of a submission.

        Returns whether it was written; else nbgrader has to write it.
        """
        autograded = self._site.autograded(submitted)
        path = autograded / f"{submitted.notebook}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        grade = kept_json(CourseFolder(self._site.root), submitted.assignment, submitted.learner)
        if submitted.notebook not in self._makers:
            text, resources = self._by_nbgrader(submitted, path)
            source = self._site.source(submitted.assignment)
            maker = PageMaker(self._exporter(), resources, released, source)
            same = maker.page(notebook, rows, grade) == text
            self._makers[submitted.notebook] = maker if same else None
        found = self._makers[submitted.notebook]
        if found is None:
            return False
        write_folder(
            self._site.feedback(submitted),
            f"{submitted.notebook}.html",
            found.page(notebook, rows, grade),
            _copies(autograded, released, self._site),
            self._site.page_permissions,
        )
        return True

    def _by_nbgrader(self, submitted: SubmittedFolder, path: Path) -> tuple[str, Any]:
        """The page as nbgrader's own exporter makes it, and its resources."""
        resources = {
            "unique_key": submitted.notebook,
            "output_files_dir": f"{submitted.notebook}_files",
            "nbgrader": {
                "student": submitted.learner,
                "assignment": submitted.assignment,
                "notebook": submitted.notebook,
                "db_url": self._converter.coursedir.db_url,
            },
        }
        made: tuple[str, Any] = self._exporter().from_filename(str(path), resources=resources)
        return made

    def _exporter(self) -> Any:
        exporter = self._converter.exporter_class(
            parent=self._converter, config=self._converter.config
        )
        for preprocessor in self._converter.preprocessors:
            exporter.register_preprocessor(preprocessor)
        return exporter


def _copies(autograded: Path, released: ReleasedNotebook, site: Site) -> dict[str, Path]:
    """The files beside an autograded notebook that nbgrader copies to its page."""
    known = released.files.keys() | {TIMESTAMP, f"{released.notebook}.ipynb"}
    found = {name: autograded / name for name in names_below(os.fspath(autograded))}
    found.pop(f"{released.notebook}.ipynb", None)
    if found.keys() <= known:  # their names were tried when the notebook was made
        return found
    listed = find_all_files(str(autograded), [*site.ignore, "*.ipynb"])
    return {os.path.relpath(path, autograded): Path(path) for path in listed}
