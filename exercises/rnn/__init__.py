"""Unit *rnn*: a recurrent network has only its hidden state, and forgets."""

from autograder import Unit

UNIT = Unit(
    title="A memory that fades",
    order=10,
    summary="The plain recurrent network, and a measurement of how fast it forgets.",
)
