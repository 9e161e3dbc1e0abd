"""What an author writes with: exercises, cases, misconceptions, inputs and pictures.

A course's files import these names from ``autograder`` itself: ``from autograder import Exercise,
visible, read_only, Picture``.

A course is a folder with two packages, ``reference`` (the truth) and ``exercises`` (one folder
for each unit, one file for each exercise, and ``misconceptions/<unit>/``, one file for each
family). To add an exercise or a misconception is to add a file: `autograder.course.discover` finds
the `Exercise` and `Misconception` objects that the modules hold at their top level.
"""

from autograder.course.authoring.cases import layer_cases
from autograder.course.authoring.criteria import ANY_BATCH, ANY_LENGTH, FINITE, INPUTS
from autograder.course.authoring.definitions import (
    Exercise,
    Misconception,
    Recipe,
    Unit,
    hidden,
    visible,
)
from autograder.course.authoring.inputs import fortran, read_only, saturated, single
from autograder.course.authoring.pictures import Axes, Picture

__all__ = [
    "ANY_BATCH",
    "ANY_LENGTH",
    "FINITE",
    "INPUTS",
    "Axes",
    "Exercise",
    "Misconception",
    "Picture",
    "Recipe",
    "Unit",
    "fortran",
    "hidden",
    "layer_cases",
    "read_only",
    "saturated",
    "single",
    "visible",
]
