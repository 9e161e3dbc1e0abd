"""Unit *layers*: from one step to whole sequences, stacks and both directions."""

from autograder import Unit

UNIT = Unit(
    title="Along time and upwards",
    order=40,
    summary=(
        "An LSTM over a sequence, in stacks and in both directions, and a count of what it learns."
    ),
)
