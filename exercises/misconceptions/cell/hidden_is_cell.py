"""The cell state is handed on as the hidden state."""

from autograder import Misconception


def wrong_hidden_state(o_t, c_t):
    return c_t


misconception = Misconception(
    slug="hidden-is-cell",
    replaces="hidden_state",
    wrong=wrong_hidden_state,
    title="the cell state is handed on as the hidden state",
    explanation=(
        "An LSTM has two states for a reason: the cell state is the private memory, the hidden"
        " state is the part that is shown. Showing the memory as it is does away with the output"
        " gate and with the bound of tanh."
    ),
    hint="What lies between the memory and what the outside sees of it?",
)
