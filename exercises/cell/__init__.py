"""Unit *cell*: the cell state, the hidden state, and one whole step."""

from autograder import Unit

UNIT = Unit(
    title="The cell",
    order=30,
)
