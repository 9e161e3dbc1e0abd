"""The preprocessors that a course's configuration puts into nbgrader's commands
(`autograder.notebooks.config`).
"""

from __future__ import annotations

import atexit
import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution, is_task
from traitlets import Bool, Unicode

from autograder.course.pair_files import PairFiles
from autograder.data.answer_key import AnswerKey
from autograder.data.grades import Grade
from autograder.grade import grade as grade_one
from autograder.judge.pairs import PairSource
from autograder.learner.keys import SUFFIX
from autograder.notebooks.intake.repair import ReleasedCell, inert, kept_short, restored
from autograder.notebooks.intake.submitted import SubmittedFolder, find_submitted
from autograder.notebooks.outputs import (
    NOT_OURS,
    comment_text,
    grade_outputs,
    not_ours,
    person_output,
    unread_grade,
)
from autograder.notebooks.quizzes.assignments import ENGINE, is_quiz, mark_quiz, stubs_of
from autograder.notebooks.release.build import SCHEMA_VERSION
from autograder.report.json import grade_json
from autograder.sandbox import Sandbox
from autograder.submission.course_folder import CourseFolder
from autograder.submission.read import UnreadableSubmission, grade_id, source_of

Processed = tuple[NotebookNode, Any]
"""What a preprocessor passes on: the notebook and nbconvert's resources."""


class KeepStubs(ClearSolutions):  # type: ignore[misc]
    """nbgrader's `ClearSolutions`, except that a cell of an exercise or a quiz gets the stub that
    belongs there.

    A solution that an instructor tried out in ``source/`` is thus never released. Other solution
    cells (questions that an instructor added) are cleared as ever.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> Processed:
        folder = Path(course_root(self)) / "source" / resources["nbgrader"]["assignment"]
        keys = [AnswerKey.load(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
        self.stubs = {
            exercise.slug: exercise.stub.strip() for key in keys for exercise in key.exercises
        }
        self.stubs |= stubs_of(
            CourseFolder(Path(course_root(self))), resources["nbgrader"]["notebook"]
        )
        return super().preprocess(nb, resources)  # type: ignore[no-any-return]

    def preprocess_cell(self, cell: NotebookNode, resources: Any, cell_index: int) -> Processed:
        stub = self.stubs.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
        if stub is not None and is_solution(cell):
            cell.source = stub
            return cell, resources
        return super().preprocess_cell(cell, resources, cell_index)  # type: ignore[no-any-return]


class MendCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Bring a hand-in's cells back to what was released, so that no damage to them stops a
    class.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> Processed:
        ids = resources["nbgrader"]
        with Gradebook(ids["db_url"]) as gradebook:
            released = released_cells(gradebook, ids["notebook"], ids["assignment"])
        cells, problems = restored(nb.cells, released)
        for problem in problems:
            self.log.warning("%s, %s: %s", ids["student"], ids["assignment"], problem)
        ours = released_prose(course_root(self), ids["assignment"], ids["notebook"])
        nb.cells = [from_dict(inert(cell, ours)) for cell in kept_short(cells, ours)]
        return nb, resources


def released_cells(gradebook: Gradebook, notebook: str, assignment: str) -> list[ReleasedCell]:
    """What the gradebook knows of a notebook's cells, in order."""
    found = gradebook.find_notebook(notebook, assignment)
    grades = {cell.name: cell for cell in found.grade_cells}
    tasks = {cell.name: cell for cell in found.task_cells}
    solutions = {cell.name for cell in found.solution_cells}
    cells = []
    for source in found.source_cells:
        points = grades.get(source.name) or tasks.get(source.name)
        metadata = {
            "schema_version": SCHEMA_VERSION,
            "grade_id": source.name,
            "locked": bool(source.locked),
            "grade": source.name in grades,
            "task": source.name in tasks,
            "solution": source.name in solutions,
            "cell_type": source.cell_type,
        }
        if points is not None:
            metadata["points"] = float(points.max_score)
        if source.checksum:
            metadata["checksum"] = source.checksum
        cells.append(ReleasedCell(source.name, source.cell_type, source.source or "", metadata))
    return cells


def released_prose(root: str, assignment: str, notebook: str) -> frozenset[str]:
    """The text of every text cell of the released notebook, which may hold HTML."""
    path = Path(root) / "source" / assignment / f"{notebook}.ipynb"
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return frozenset()
    return frozenset(source_of(cell) for cell in cells if cell.get("cell_type") != "code")


class GradeInSandbox(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes the place of nbgrader's ``Execute``: marks the hand-in in the sandbox and writes marks
    and feedback into its grade cells. No kernel is started, and nothing of the hand-in runs in this
    process.
    """

    follow_through = Bool(
        True, help="Credit what is right given an earlier mistake of the same hand-in."
    ).tag(config=True)
    allow_unsafe = Bool(
        False, help="Run hand-ins although this machine isolates them only by limits (level C)."
    ).tag(config=True)
    quizzes = Unicode(ENGINE, help="The module that marks the answers of a graded quiz.").tag(
        config=True
    )

    def preprocess(self, nb: NotebookNode, resources: Any) -> Processed:
        ids = resources["nbgrader"]
        grade = self._grade(ids["student"], ids["assignment"], ids["notebook"])
        marked = {grade_id(each.slug): each for each in grade.exercises}
        notes = grade.notes
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            cell.outputs = []
            if not is_grade(cell) or is_solution(cell):
                continue
            each = marked.get(cell.metadata.nbgrader["grade_id"])
            found = grade_outputs(each, notes) if each else [person_output(NOT_OURS)]
            cell.outputs = [from_dict(output) for output in found]
            notes = ()
        resources["gatewise"] = grade
        return nb, resources

    def _grade(self, student: str, assignment: str, notebook: str) -> Grade:
        """The grade that `autograder.notebooks.gradebook.grade_course` has made already, else one made here and
        now.
        """
        converter = converter_of(self)
        coursedir = converter.coursedir
        handed_in = Path(coursedir.root) / coursedir.format_path(
            coursedir.submitted_directory, student, assignment
        )
        ready = getattr(converter, "grades", {}).get((student, assignment, notebook))
        if ready is not None:
            return ready  # type: ignore[no-any-return]
        folder = CourseFolder(Path(coursedir.root))
        if is_quiz(folder, notebook):
            grade, _ = mark_quiz(
                folder, find_submitted(handed_in, student, assignment, notebook, None), self.quizzes
            )
        else:
            keys = _keys(folder.root, folder.unit_order_path().stat().st_mtime_ns)
            submitted = find_submitted(handed_in, student, assignment, notebook, keys.get(notebook))
            grade = grade_hand_in(
                submitted,
                keys,
                lambda: _sandbox(self.allow_unsafe),
                self.follow_through,
                _pairs(folder.root),
            )
        keep_grade(folder, grade, assignment)
        return grade


def grade_hand_in(
    submitted: SubmittedFolder,
    keys: Mapping[str, AnswerKey],
    sandbox: Callable[[], Sandbox],
    follow_through: bool,
    pairs: PairSource,
) -> Grade:
    """Mark one hand-in. What cannot be read, and what is not ours, needs a person and no
    sandbox.
    """
    if submitted.notebook not in keys:
        return not_ours(submitted.learner, submitted.notebook)
    try:
        submission = submitted.read(keys)
    except UnreadableSubmission as error:
        return unread_grade(
            keys[submitted.notebook], submitted.learner, submitted.notebook, str(error)
        )
    return grade_one(submission, keys[submission.unit], sandbox(), follow_through, pairs)


def keep_grade(folder: CourseFolder, grade: Grade, assignment: str) -> None:
    """Write a grade where `gatewise course report` finds it."""
    folder.save_grade(assignment, grade.submission, grade_json(grade))


@cache
def _sandbox(allow_unsafe: bool) -> Sandbox:
    """One warm process for as long as this one lasts: a command, or the server behind
    formgrader.
    """
    sandbox = Sandbox(workers=1, allow_unsafe=allow_unsafe)
    sandbox.__enter__()
    atexit.register(sandbox.close)
    return sandbox


@cache
def _keys(root: Path, written: int) -> dict[str, AnswerKey]:
    """The keys as they were `written` at that time: a course may be made anew while formgrader's
    server runs.
    """
    return CourseFolder(root).load_keys()


@cache
def _pairs(root: Path) -> PairSource:
    folder = CourseFolder(root)
    return PairFiles(folder.pairs, folder.origin).source()


class SaveFeedback(NbGraderPreprocessor):  # type: ignore[misc]
    """After nbgrader's ``SaveAutoGrades``: feedback as comments, and no mark (not zero) where a
    person has to look.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> Processed:
        ids = resources["nbgrader"]
        grade: Grade = resources["gatewise"]
        marked = {each.slug: each for each in grade.exercises}
        with Gradebook(ids["db_url"]) as gradebook:
            notebook = gradebook.find_submission_notebook(
                ids["notebook"], ids["assignment"], ids["student"]
            )
            for comment in notebook.comments:
                if comment.name in marked:
                    comment.auto_comment = comment_text(marked[comment.name])
            without = {
                cell.metadata.nbgrader["grade_id"]
                for cell in nb.cells
                if is_grade(cell)
                and not is_task(cell)
                and any(output.output_type == "error" for output in cell.get("outputs", []))
            }
            for row in notebook.grades:
                if row.name in without:
                    row.auto_score, row.needs_manual_grade = None, True
            gradebook.db.commit()
        return nb, resources


def converter_of(preprocessor: Any) -> Any:
    """The nbgrader converter that a preprocessor works for."""
    found = preprocessor.parent
    while found is not None and getattr(found, "coursedir", None) is None:
        found = found.parent
    if found is None:
        raise RuntimeError("this preprocessor works inside nbgrader's own commands only")
    return found


def course_root(preprocessor: Any) -> str:
    return str(converter_of(preprocessor).coursedir.root)
