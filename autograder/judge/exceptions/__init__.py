"""An exception and the learner's source go in; why it arose comes out, as a fact.

`find.find_cause` is the way in. The source is parsed here and never run, and what the learner's
process says of its names is for words alone.
"""

from autograder.judge.exceptions.find import find_cause

__all__ = ["find_cause"]
