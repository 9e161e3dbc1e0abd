"""A trace of the learner's code and one of the reference go in, and a `Location` comes out.

Public face: `locate`. It looks for the first place where the numbers leave the truth, by matching
single numbers, so that values that are stacked, split or turned are found again.
"""

from autograder.judge.locate.locate import locate

__all__ = ["locate"]
