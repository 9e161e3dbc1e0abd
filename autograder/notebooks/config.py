"""What ``nbgrader_config.py`` sets, so that nbgrader's own commands grade in the sandbox."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.notebooks.gradebook.formgrader_pages import make_names_harmless
from autograder.notebooks.gradebook.plain_commands import report_trouble_plainly
from autograder.notebooks.gradebook.stale_pages import renew_stale_pages
from autograder.notebooks.intake.without_notebook import report_folders_without_notebook

OURS = "autograder.notebooks.gradebook."
THEIRS = "nbgrader.preprocessors."

GENERATE = (
    THEIRS + "IncludeHeaderFooter",
    THEIRS + "InstantiateTests",
    THEIRS + "LockCells",
    OURS + "keep_stubs.KeepStubs",
    THEIRS + "ClearOutput",
    THEIRS + "CheckCellMetadata",
    THEIRS + "ComputeChecksums",
    THEIRS + "SaveCells",
    THEIRS + "ClearHiddenTests",
    THEIRS + "ClearMarkScheme",
    THEIRS + "ComputeChecksums",
    THEIRS + "CheckCellMetadata",
)
"""nbgrader's own list, with `KeepStubs` in place of ``ClearSolutions``."""

SANITIZE = (
    THEIRS + "ClearOutput",
    OURS + "repair_cells.RepairCells",
    THEIRS + "DeduplicateIds",
    THEIRS + "OverwriteKernelspec",
    THEIRS + "OverwriteCells",
)
"""nbgrader's own list, with `RepairCells` before the steps that would stop at a repeated or damaged
cell. nbgrader's check of metadata at the end of the list is left out: after `RepairCells` it finds
nothing."""

AUTOGRADE = (
    OURS + "grade_in_sandbox.GradeInSandbox",
    THEIRS + "IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    THEIRS + "LimitOutput",
    THEIRS + "SaveAutoGrades",
    OURS + "save_feedback.SaveFeedback",
    THEIRS + "AssignLatePenalties",
    THEIRS + "CheckCellMetadata",
)
"""nbgrader's own list, with `GradeInSandbox` in place of ``Execute``. `SaveFeedback` comes after
``SaveAutoGrades``, which resets comments, and before the late penalties, which look at the
marks."""

FEEDBACK = (
    THEIRS + "GetGrades",
    OURS + "feedback.ReadableFeedback",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
)
"""nbgrader's own list, with a summary and readable equations."""

TEMPLATE = '''"""nbgrader's configuration of this course. Any option of nbgrader can be set here."""

from autograder.notebooks.config import configure

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "{course_id}"
configure(c, __file__)

# Late submissions: nbgrader's own options work, for instance no points after the due date:
# c.LateSubmissionPlugin.penalty_method = "zero"
# Do not credit answers that are correct only given an earlier mistake:
# c.GradeInSandbox.follow_through = False
'''


def configure(c: Any, config_file: str) -> None:
    """Set what grading in the sandbox needs.

    All classes are given by name, because formgrader shows the configuration as JSON.

    Parameters
    ----------
    c
        nbgrader's configuration object, as ``get_config`` returns it.
    config_file
        The path of the configuration file, which lies in the course's directory.
    """
    root = Path(config_file).resolve().parent
    report_trouble_plainly(root)
    report_folders_without_notebook()
    renew_stale_pages()
    make_names_harmless()
    c.CourseDirectory.root = str(root)
    c.GenerateAssignment.preprocessors = list(GENERATE)
    c.Autograde.exporter_class = "autograder.notebooks.intake.exporter.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = list(SANITIZE)
    c.Autograde.autograde_preprocessors = list(AUTOGRADE)
    c.GenerateFeedback.preprocessors = list(FEEDBACK)
    c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".py"]
