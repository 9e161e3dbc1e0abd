"""The step of ``nbgrader autograde`` that saves feedback as comments."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_task

from autograder.data.grades import Grade
from autograder.notebooks.gradebook.converter import Processed
from autograder.notebooks.gradebook.outputs import comment_text


class SaveFeedback(NbGraderPreprocessor):  # type: ignore[misc]
    """Comes after nbgrader's ``SaveAutoGrades``: saves comments.

    Where a person has to look it saves no mark, which is not a zero.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> Processed:
        """Save what `GradeInSandbox` passed on with the resources."""
        ids = resources["nbgrader"]
        grade: Grade = resources["gatewise"]
        marked = {exercise.slug: exercise for exercise in grade.exercises}
        with Gradebook(ids["db_url"]) as gradebook:
            notebook = gradebook.find_submission_notebook(
                ids["notebook"], ids["assignment"], ids["student"]
            )
            for comment in notebook.comments:
                if comment.name in marked:
                    comment.auto_comment = comment_text(marked[comment.name])
            without_mark = {
                cell.metadata.nbgrader["grade_id"]
                for cell in nb.cells
                if is_grade(cell)
                and not is_task(cell)
                and any(output.output_type == "error" for output in cell.get("outputs", []))
            }
            for row in notebook.grades:
                if row.name in without_mark:
                    row.auto_score, row.needs_manual_grade = None, True
            gradebook.db.commit()
        return nb, resources
