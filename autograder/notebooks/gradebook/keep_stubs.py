"""The step of ``nbgrader generate_assignment`` that releases stubs and no solution."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions
from nbgrader.utils import is_solution

from autograder.data.answer_key import AnswerKey
from autograder.learner.keys import SUFFIX
from autograder.notebooks.gradebook.converter import Processed, course_root
from autograder.notebooks.quizzes.assignments import stubs_of
from autograder.submission.course_folder import CourseFolder


class KeepStubs(ClearSolutions):  # type: ignore[misc]
    """nbgrader's ``ClearSolutions``, except that the cells of exercises and quizzes get their stub.

    A solution that an instructor tried out in ``source/`` is thus never released. Other solution
    cells, of questions that an instructor added, are cleared as nbgrader does it.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> Processed:
        """Find the stubs of this assignment, then process its cells."""
        root = course_root(self)
        folder = root / "source" / resources["nbgrader"]["assignment"]
        keys = [AnswerKey.load(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
        self.stubs = {
            exercise.slug: exercise.stub.strip() for key in keys for exercise in key.exercises
        }
        self.stubs |= stubs_of(CourseFolder(root), resources["nbgrader"]["notebook"])
        return super().preprocess(nb, resources)  # type: ignore[no-any-return]

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> Processed:
        """Put the stub into the cell of an exercise or a quiz."""
        stub = self.stubs.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
        if stub is not None and is_solution(cell):
            cell.source = stub
            return cell, resources
        return super().preprocess_cell(cell, resources, cell_index)  # type: ignore[no-any-return]
