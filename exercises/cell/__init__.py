"""Unit *cell*: the cell state, the hidden state, and one whole step."""

from autograder import Unit

UNIT = Unit(
    title="The cell",
    order=30,
    summary="What the gates do to the cell state, and one step of an LSTM.",
)
