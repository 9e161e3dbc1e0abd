"""Unit *memory*: why an LSTM remembers, how to start it, and an experiment that shows it."""

from autograder import Unit

UNIT = Unit(
    title="Why it remembers",
    order=60,
    summary=(
        "The path along the cell state, a start that remembers, Adam, and an RNN against an LSTM."
    ),
)
