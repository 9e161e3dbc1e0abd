"""From YAML to questions: files of a bank enter; a `Bank`, or all faults with positions, leave.

Public face: `load_bank` and `load_files`, `check_files` with advice for authors, and the numbers
drawn beforehand for learners without a reference.
"""

from quizzes.loading.bank import NO_QUESTIONS, Bank, load_bank, load_files
from quizzes.loading.checking import Checked, Remark, check_files
from quizzes.loading.lints import lint
from quizzes.loading.prepared import draw_many, prepared_numbers, read_drawn, write_drawn
from quizzes.loading.problems import BankError, BankProblem, UnknownName
from quizzes.loading.topic import Topic

__all__ = [
    "NO_QUESTIONS",
    "Bank",
    "BankError",
    "BankProblem",
    "Checked",
    "Remark",
    "Topic",
    "UnknownName",
    "check_files",
    "draw_many",
    "lint",
    "load_bank",
    "load_files",
    "prepared_numbers",
    "read_drawn",
    "write_drawn",
]
