"""Unit *gates*: the sigmoid, the three gates and the candidate."""

from autograder import Unit

UNIT = Unit(
    title="The four layers of an LSTM cell",
    order=20,
)
