"""What a course's ``nbgrader_config.py`` sets, so that nbgrader's ordinary commands grade in the
sandbox.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

OURS = "autograder.notebooks.gradebook.preprocessors."
THEIRS = "nbgrader.preprocessors."

GENERATE = (
    THEIRS + "IncludeHeaderFooter",
    THEIRS + "InstantiateTests",
    THEIRS + "LockCells",
    OURS + "KeepStubs",
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
    OURS + "MendCells",
    THEIRS + "DeduplicateIds",
    THEIRS + "OverwriteKernelspec",
    THEIRS + "OverwriteCells",
)
"""nbgrader's own list; `MendCells` comes before what would stop at a repeated or damaged cell, and
makes the check of metadata needless that nbgrader has at the end of it."""

AUTOGRADE = (
    OURS + "GradeInSandbox",
    THEIRS + "IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    THEIRS + "LimitOutput",
    THEIRS + "SaveAutoGrades",
    OURS + "SaveFeedback",
    THEIRS + "AssignLatePenalties",
    THEIRS + "CheckCellMetadata",
)
"""nbgrader's own list, with `GradeInSandbox` in place of ``Execute``. `SaveFeedback` follows
``SaveAutoGrades``, which resets comments, and precedes the late penalties, which look at the
marks."""

FEEDBACK = (
    THEIRS + "GetGrades",
    "autograder.notebooks.gradebook.feedback.ReadableFeedback",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
)
"""nbgrader's own list, with a summary and readable equations."""

TEMPLATE = '''"""nbgrader's configuration of this course. Any option of nbgrader can be set here."""

from autograder.notebooks.config import configure

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "{course_id}"
configure(c, __file__)

# Late hand-ins: nbgrader's own ways work, for instance no points after the due date:
# c.LateSubmissionPlugin.penalty_method = "zero"
# Marks for what is right given an earlier mistake can be switched off:
# c.GradeInSandbox.follow_through = False
'''


def configure(c: Any, config_file: str) -> None:
    """Set what grading in the sandbox needs, all of it by name, since formgrader shows the
    configuration as JSON.
    """
    c.CourseDirectory.root = str(Path(config_file).resolve().parent)
    c.GenerateAssignment.preprocessors = list(GENERATE)
    c.Autograde.exporter_class = "autograder.notebooks.intake.exporter.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = list(SANITIZE)
    c.Autograde.autograde_preprocessors = list(AUTOGRADE)
    c.GenerateFeedback.preprocessors = list(FEEDBACK)
