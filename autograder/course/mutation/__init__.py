"""Right source goes in; the same source with one edit in it comes out, again and again.

`mutants` makes every mutant of a function of the reference, and `drawn_edits` some of any source,
drawn at random. Every line stays where it is.
"""

from autograder.course.mutation.edits import Edit, drawn_edits
from autograder.course.mutation.mutants import Mutant, mutants
from autograder.course.mutation.time_limit import TooLong, at_most

__all__ = ["Edit", "Mutant", "TooLong", "at_most", "drawn_edits", "mutants"]
