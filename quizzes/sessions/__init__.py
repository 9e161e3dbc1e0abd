"""Asking and marking: questions and answers enter; a sitting, marks and review dates leave.

Public face: `start` begins a `Session`, `read_answer` and `mark` mark one answer, and
`load_progress` remembers what was practised.
"""

from quizzes.sessions.marking import Marked, mark, read_answer
from quizzes.sessions.progress import Progress, load_progress, now
from quizzes.sessions.session import Session, practice_bank, start, title_of, weak_concepts

__all__ = [
    "Marked",
    "Progress",
    "Session",
    "load_progress",
    "mark",
    "now",
    "practice_bank",
    "read_answer",
    "start",
    "title_of",
    "weak_concepts",
]
