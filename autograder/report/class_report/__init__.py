"""The class at a glance: the grades of a course come in, one HTML page that stands alone leaves.

Public face: `write_report`, with a `Look`, and the `Material` that is not in the grades.
"""

from autograder.report.class_report.material import Material, Question
from autograder.report.class_report.page import Look, write_report

__all__ = ["Look", "Material", "Question", "write_report"]
