"""Files and a course's folder go in; submissions, as chunks of source, and paths come out.

Nothing is parsed as Python here. The names below are the public face. `stubs` says what text alone
can tell of a function, `notebook` and `percent` know the two file formats, and `source_file` reads
a file that may be anything.
"""

from autograder.submission.course_folder import (
    CourseBusy,
    CourseFolder,
    NotACourse,
    course_around,
)
from autograder.submission.notebook import grade_id
from autograder.submission.read import Submission, read_submission
from autograder.submission.source_file import UnreadableSubmission

__all__ = [
    "CourseBusy",
    "CourseFolder",
    "NotACourse",
    "Submission",
    "UnreadableSubmission",
    "course_around",
    "grade_id",
    "read_submission",
]
