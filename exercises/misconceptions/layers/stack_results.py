"""`lstm_stack` does not return ``hs`` of the top layer and ``h_T``, ``c_T`` of all layers."""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.layers._stacks import stack_of

WHICH_LIST = "Which list of final states does each value that you return come from?"

misconceptions = [
    Misconception(
        slug="stack-returns-all-layers",
        replaces="lstm_stack",
        wrong=stack_of(result=lambda hs, h_T, c_T: (np.stack(hs), np.stack(h_T), np.stack(c_T))),
        title="the hidden states of all layers are returned",
        explanation=(
            "A stack shows its top layer to the outside; the layers below are internal. Whatever"
            " reads the result would get one axis too many."
        ),
        hint="Which layer's hidden states does the docstring ask for?",
    ),
    Misconception(
        slug="stack-returns-bottom-layer",
        replaces="lstm_stack",
        wrong=stack_of(result=lambda hs, h_T, c_T: (hs[0], np.stack(h_T), np.stack(c_T))),
        title="the hidden states of the first layer are returned",
        explanation=(
            "The result of a stack is what its top layer shows. With the states of the first layer,"
            " everything above it is computed for nothing: the loss never sees it, so it never"
            " learns."
        ),
        hint="To which layer does the sequence belong that you return after your loop?",
    ),
    Misconception(
        slug="stack-top-states-only",
        replaces="lstm_stack",
        wrong=stack_of(result=lambda hs, h_T, c_T: (hs[-1], h_T[-1], c_T[-1])),
        title="only the final states of the top layer are returned",
        explanation=(
            "To continue a sequence, every layer has to start where it stopped. Without the states"
            " of the lower layers, the next piece of a long text would begin with most of the"
            " memory empty."
        ),
        hint="What is the first axis of h_T?",
    ),
    Misconception(
        slug="stack-final-states-swapped",
        replaces="lstm_stack",
        wrong=stack_of(result=lambda hs, h_T, c_T: (hs[-1], np.stack(c_T), np.stack(h_T))),
        title="the final states are returned in the wrong order",
        explanation=(
            "Both have the same shape, so no error is raised. Code that continues the sequence"
            " would use the memory as the hidden state, and the hidden state as the memory."
        ),
        hint="In which order does the docstring name the values that come back?",
        same_as=("sequence-final-states-swapped",),
    ),
    Misconception(
        slug="stack-returns-hidden-twice",
        replaces="lstm_stack",
        wrong=stack_of(result=lambda hs, h_T, c_T: (hs[-1], np.stack(h_T), np.stack(h_T))),
        title="the last hidden states are returned in place of the last cell states as well",
        explanation=(
            "Both have the same shape, so no error is raised. But code that continues the sequence"
            " would use the hidden state as the memory in every layer, and what the output gates"
            " hid at the last step is gone."
        ),
        hint=WHICH_LIST,
        same_as=("sequence-returns-hidden-twice",),
    ),
    Misconception(
        slug="stack-returns-cell-twice",
        replaces="lstm_stack",
        wrong=stack_of(result=lambda hs, h_T, c_T: (hs[-1], np.stack(c_T), np.stack(c_T))),
        title="the last cell states are returned in place of the last hidden states as well",
        explanation=(
            "Both have the same shape, so no error is raised. But code that continues the sequence"
            " would give the gates of the next step the memory itself, and not what the output"
            " gates show of it."
        ),
        hint=WHICH_LIST,
        same_as=("sequence-returns-cell-twice",),
    ),
]
