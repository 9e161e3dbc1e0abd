"""Submissions alike beyond chance: a class's source comes in, pairs with their passages leave.

What the notebook hands out, and what many of the class write alike, tells nothing and does not
count. A pair is something for a person to look at, never a verdict.
"""

from autograder.alike.compare import Alike, Pair, compare_class
from autograder.alike.lines import Line, Work, read_work

__all__ = ["Alike", "Line", "Pair", "Work", "compare_class", "read_work"]
