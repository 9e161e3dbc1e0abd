"""In ``h_t = o_t * tanh(c_t)`` the output gate is missing, or it does not scale."""

import numpy as np

from autograder import Misconception

misconceptions = [
    Misconception(
        slug="hidden-without-output-gate",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: np.tanh(c_t),
        title="the output gate is not used",
        explanation=(
            "Everything in memory is shown at every step and disturbs the gates of the next step"
            " and the layer above. The output gate can keep a memory hidden until it is needed."
            " Here its weights would never get a gradient."
        ),
        hint="Which of the two arguments does your line not use?",
    ),
    Misconception(
        slug="hidden-is-cell",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: c_t,
        title="the cell state is returned as the hidden state",
        explanation=(
            "An LSTM has two states for a reason: the cell state is the private memory, and the"
            " hidden state is the part that is shown. Showing the memory as it is removes the"
            " output gate and the limits that tanh sets."
        ),
        hint="What comes between the memory and what the outside sees of it?",
    ),
    Misconception(
        slug="hidden-adds",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: o_t + np.tanh(c_t),
        title="the output gate is added where it should multiply",
        explanation=(
            "A gate scales. An added gate can hide nothing: at 0 the memory still shows in full,"
            " and an open gate only shifts it up by one. The network could no longer hide something"
            " until it is needed."
        ),
        hint="With the output gate at 0, what should be seen of the memory?",
    ),
    Misconception(
        slug="hidden-matrix-product",
        replaces="hidden_state",
        wrong=lambda o_t, c_t: o_t @ np.tanh(c_t),
        title="a matrix product where the gate acts entry by entry",
        explanation=(
            "The gate has one number for each memory and scales that one alone. A matrix product"
            " fits only when there are as many examples as units, and then it mixes the memories of"
            " unrelated examples."
        ),
        hint="Both arrays have the same shape. Which operation keeps entries apart?",
    ),
]
