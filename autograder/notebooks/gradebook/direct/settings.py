"""What a course configures that only nbgrader's own converters know how to follow."""

from __future__ import annotations

from typing import Any

from traitlets.config import Config

from autograder.notebooks.config import AUTOGRADE, FEEDBACK, SANITIZE

_FOLLOWED = frozenset(
    {
        "GradeInSandbox",
        "LateSubmissionPlugin",
        "GenerateAssignment",
        "GenerateSolution",
        "KeepStubs",
        "IncludeHeaderFooter",
        "LockCells",
        "ClearSolutions",
        "SaveCells",
        "ClearHiddenTests",
        "ClearMarkScheme",
        "InstantiateTests",
        "ComputeChecksums",
        "FileNameCollectorPlugin",
        "ZipCollectApp",
        "Exchange",
        "FormgradeApp",
        "FormgradeExtension",
        "NbGrader",
        "NbGraderAPI",
        "NbGraderConfig",
        "ExportPlugin",
        "Authenticator",
    }
)
"""Sections that the direct way follows, or that have nothing to do with grading."""
_FOLLOWED_NAMES = {
    "AssignLatePenalties": {"plugin_class"},
    "CourseDirectory": {
        *("course_id", "root", "db_url", "directory_structure", "ignore"),
        *("source_directory", "release_directory", "submitted_directory"),
        *("autograded_directory", "feedback_directory", "max_file_size", "max_dir_size"),
    },
}
"""Sections of which these settings are followed."""
_SHARED = frozenset(
    {"CourseDirectory", "Exporter", "FilesWriter", "WriterBase", "Preprocessor"}
    | {"NbConvertBase", "NbGraderPreprocessor"}
)
"""Sections that matter for notebooks and for pages."""
_FOR_PAGES = frozenset(
    {
        "GenerateFeedback",
        "Feedback",
        "HTMLExporter",
        "TemplateExporter",
        "GetGrades",
        "ReadableFeedback",
        "CSSHTMLHeaderPreprocessor",
        "Highlight2HTML",
        "WidgetsDataTypeFilter",
    }
)
"""Sections that matter for feedback pages alone."""
_OURS: dict[str, dict[str, Any]] = {
    "Autograde": {
        "exporter_class": "autograder.notebooks.intake.exporter.SubmissionExporter",
        "sanitize_preprocessors": list(SANITIZE),
        "autograde_preprocessors": list(AUTOGRADE),
    },
    "GenerateFeedback": {"preprocessors": list(FEEDBACK)},
}
"""What `autograder.notebooks.config.configure` sets, which must be there and as it is."""


def own_settings(config: Any, pages: bool = False) -> list[str]:
    """The settings of a course that keep its submissions from the direct way.

    Anything that is not known to be followed counts, so that no setting is passed over.

    Parameters
    ----------
    config
        nbgrader's configuration of the course.
    pages
        Whether feedback pages are asked about, instead of marks and notebooks.

    Returns
    -------
    The settings by name, such as ``Autograde.exclude_overwriting``; none where the direct way
    does the same as nbgrader's converters.
    """
    found = []
    for section in sorted(config):
        if not isinstance(config[section], Config) or section in _FOLLOWED:
            continue
        if (section in _FOR_PAGES) is pages or section in _SHARED:
            found += [
                f"{section}.{name}"
                for name, value in sorted(config[section].items())
                if not _is_followed(section, name, value)
            ]
    section = "GenerateFeedback" if pages else "Autograde"
    return found + [f"{section}.{name}" for name in _OURS[section] if name not in config[section]]


def _is_followed(section: str, name: str, value: Any) -> bool:
    ours = _OURS.get(section, {})
    return name in _FOLLOWED_NAMES.get(section, ()) or (name in ours and value == ours[name])
