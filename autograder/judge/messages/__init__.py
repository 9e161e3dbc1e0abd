"""Facts go in; the sentences that people read come out. No sentence is made anywhere else.

Of a hidden case no expected number appears, only what should hold of the result.
"""

from autograder.judge.messages.absent import (
    explain_elsewhere,
    explain_not_attempted,
    explain_nothing_found,
    explain_unreadable,
    note_text,
)
from autograder.judge.messages.differences import seen
from autograder.judge.messages.explain import (
    RIGHT,
    explain,
    explain_follow_through,
    explain_grader_error,
    with_dependencies,
)
from autograder.judge.messages.steps import next_step

__all__ = [
    "RIGHT",
    "explain",
    "explain_elsewhere",
    "explain_follow_through",
    "explain_grader_error",
    "explain_not_attempted",
    "explain_nothing_found",
    "explain_unreadable",
    "next_step",
    "note_text",
    "seen",
    "with_dependencies",
]
