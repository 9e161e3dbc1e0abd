"""Unit *gru*: the gate that decides how much of the hidden state is renewed."""

from autograder import Unit

UNIT = Unit(
    title="A gated recurrent unit",
    order=10,
)
