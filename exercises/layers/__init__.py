"""Unit *layers*: from one step to whole sequences, stacks and both directions."""

from autograder import Unit

UNIT = Unit(
    title="Along time and upwards",
    order=40,
)
