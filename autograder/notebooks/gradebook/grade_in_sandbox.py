"""The step of ``nbgrader autograde`` that marks a submission."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets import Bool, Unicode

from autograder.course.pair_files import PairFiles
from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.grade import grade
from autograder.judge.pairs import PairSource
from autograder.notebooks.gradebook.converter import Processed, converter_of
from autograder.notebooks.gradebook.kept_grades import keep_grade
from autograder.notebooks.gradebook.outputs import grade_outputs, person_output
from autograder.notebooks.intake.submitted import SubmittedFolder, find_submitted
from autograder.notebooks.intake.ungraded import NOT_OURS, not_ours, unread_grade
from autograder.notebooks.quizzes.assignments import is_quiz
from autograder.notebooks.quizzes.marking import ENGINE, mark_quiz
from autograder.sandbox import Sandbox
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import UnreadableSubmission, grade_id


class GradeInSandbox(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes the place of nbgrader's ``Execute``: writes marks and feedback into the grade cells.

    The submission is run in the sandbox. No kernel is started, and nothing of the submission runs
    in this process.
    """

    follow_through = Bool(
        True,
        help="Credit answers that are correct given an earlier mistake of the same submission.",
    ).tag(config=True)
    allow_unsafe = Bool(
        False, help="Run submissions although this machine isolates them only by limits (level C)."
    ).tag(config=True)
    quizzes = Unicode(ENGINE, help="The module that marks the answers of a graded quiz.").tag(
        config=True
    )

    def preprocess(self, nb: NotebookNode, resources: Any) -> Processed:
        """Mark the submission, and pass its grade on to `SaveFeedback` with the resources."""
        ids = resources["nbgrader"]
        found = self._grade(ids["student"], ids["assignment"], ids["notebook"])
        marked = {grade_id(exercise.slug): exercise for exercise in found.exercises}
        notes = found.notes
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            cell.outputs = []
            if not is_grade(cell) or is_solution(cell):
                continue
            exercise = marked.get(cell.metadata.nbgrader["grade_id"])
            outputs = grade_outputs(exercise, notes) if exercise else [person_output(NOT_OURS)]
            cell.outputs = [from_dict(output) for output in outputs]
            notes = ()
        resources["gatewise"] = found
        return nb, resources

    def _grade(self, learner: str, assignment: str, notebook: str) -> Grade:
        """The grade that `autograder.notebooks.gradebook.recorder` has in hand, else a new one."""
        converter = converter_of(self)
        in_hand: Grade | None = getattr(converter, "grade_in_hand", None)
        if in_hand is not None:
            return in_hand
        coursedir = converter.coursedir
        folder = CourseFolder(Path(coursedir.root))
        quiz = is_quiz(folder, notebook)
        keys = {} if quiz else _keys(folder.root, folder.unit_order_path().stat().st_mtime_ns)
        place = folder.root / coursedir.format_path(
            coursedir.submitted_directory, learner, assignment
        )
        submitted = find_submitted(place, learner, assignment, notebook, keys.get(notebook))
        if quiz:
            found, _ = mark_quiz(folder, submitted, self.quizzes)
        else:
            found = self._graded(submitted, keys.get(notebook), folder.root)
        keep_grade(folder, submitted, found)
        return found

    def _graded(self, submitted: SubmittedFolder, key: AnswerKey | None, root: Path) -> Grade:
        """Mark one submission. What cannot be read, or is not ours, needs no sandbox."""
        if key is None:
            return not_ours(submitted)
        try:
            submission = submitted.read({submitted.notebook: key})
        except UnreadableSubmission as error:
            return unread_grade(submitted, key, str(error))
        return grade(
            submission, key, _sandbox(self.allow_unsafe), self.follow_through, _pairs(root)
        )


@cache
def _sandbox(allow_unsafe: bool) -> Sandbox:
    """One warm process for as long as this one lasts: a command, or the server of formgrader."""
    sandbox = Sandbox(workers=1, allow_unsafe=allow_unsafe)
    sandbox.__enter__()
    atexit.register(sandbox.close)
    return sandbox


@cache
def _keys(root: Path, written: int) -> dict[str, AnswerKey]:
    """The answer keys as they were `written` at that time.

    A course may be updated while formgrader's server runs.
    """
    return CourseFolder(root).load_keys()


@cache
def _pairs(root: Path) -> PairSource:
    folder = CourseFolder(root)
    return PairFiles(folder.pairs, folder.origin).source()
