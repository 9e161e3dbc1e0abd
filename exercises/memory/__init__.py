"""Unit *memory*: why an LSTM remembers, how to start it, and an experiment that shows it."""

from autograder import Unit

UNIT = Unit(
    title="Why it remembers",
    order=60,
)
