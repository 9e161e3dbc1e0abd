"""Unit *rnn*: a plain recurrent network has one hidden state, and it forgets."""

from autograder import Unit

UNIT = Unit(
    title="A memory that fades",
    order=10,
)
