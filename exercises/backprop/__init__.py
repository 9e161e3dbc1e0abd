"""Unit *backprop*: the gradient of one step and of a whole sequence, and a limit on its size."""

from autograder import Unit

UNIT = Unit(
    title="Learning backwards through time",
    order=50,
)
