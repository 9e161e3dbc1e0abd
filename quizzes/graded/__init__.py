"""Graded quizzes: a course's own YAML and its secret enter; notebook cells, a key and marks leave.

Public face: `make_assignment` for what learners get and what stays behind, and `mark_sources` for
the marks. Answers are read as source and never executed.
"""

from quizzes.graded.assignment import Assignment, NotGradable, make_assignment
from quizzes.graded.cells import QuizCell, notebook_cells
from quizzes.graded.keys import asked_things, drawn_for_course, grade_ids, load_key, save_key
from quizzes.graded.marks import QuestionMark, mark_source, mark_sources
from quizzes.graded.source import read_source

__all__ = [
    "Assignment",
    "NotGradable",
    "QuestionMark",
    "QuizCell",
    "asked_things",
    "drawn_for_course",
    "grade_ids",
    "load_key",
    "make_assignment",
    "mark_source",
    "mark_sources",
    "notebook_cells",
    "read_source",
    "save_key",
]
