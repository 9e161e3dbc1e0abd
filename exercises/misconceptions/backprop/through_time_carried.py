"""The state gradients ``dh_prev`` and ``dc_prev`` of step ``t`` are not carried to step ``t - 1``.

One or both are set to zero or never used, or they are exchanged.
"""

import numpy as np

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward
from exercises.misconceptions.backprop._through_time import through_time

misconceptions = [
    Misconception(
        slug="through-time-hidden-cut",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(carried=lambda dh_t, dc_t: (np.zeros_like(dh_t), dc_t)),
        title="the gradient of the hidden state is not carried to the step before",
        explanation=(
            "h_t acts on the loss at its own step and, through U, on the next step. Without the"
            " second part the recurrent weights learn only from what happens at once, never from"
            " what follows from it."
        ),
        hint="dh_prev of one step: where does it go when the loop moves on to the step before?",
    ),
    Misconception(
        slug="through-time-cell-cut",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(carried=lambda dh_t, dc_t: (dh_t, np.zeros_like(dc_t))),
        title="the gradient of the cell state is not carried to the step before",
        explanation=(
            "Along the cell state the gradient survives many steps; an LSTM is built for that."
            " Starting each step with a dc of zero cuts exactly this path: the network trains like"
            " a plain RNN and forgets like one."
        ),
        hint="dc_prev of one step: where does it go when the loop moves on to the step before?",
        same_as=("backward-dc-without-next",),
    ),
    Misconception(
        slug="through-time-cut",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(
            carried=lambda dh_t, dc_t: (np.zeros_like(dh_t), np.zeros_like(dc_t))
        ),
        title="no gradient is carried from step to step",
        explanation=(
            "Each step is differentiated by itself, so nothing goes back through time. The network"
            " can only learn what can be done with a single step; its memory is never taught"
            " anything."
        ),
        hint="What do the two state gradients of one step have to do with the step before?",
    ),
    Misconception(
        slug="through-time-hidden-lost",
        replaces="lstm_sequence_backward",
        wrong=through_time(lambda kept, new: (kept[0], new[1])),
        title="the gradient of the hidden state is computed but never used",
        explanation=(
            "h_t acts on the loss at its own step and, through U, on the next step. The second part"
            " is computed at every step and then dropped. The recurrent weights learn only from"
            " what happens at once, and dh_0 stays zero."
        ),
        hint="dh_prev of one step: in which variable does it wait for the step before?",
    ),
    Misconception(
        slug="through-time-cell-lost",
        replaces="lstm_sequence_backward",
        wrong=through_time(lambda kept, new: (new[0], kept[1])),
        title="the gradient of the cell state is computed but never used",
        explanation=(
            "Along the cell state the gradient survives many steps; an LSTM is built for that. Here"
            " it is computed at every step and then dropped: the network trains like a plain RNN"
            " and forgets like one, and dc_0 stays zero."
        ),
        hint="dc_prev of one step: in which variable does it wait for the step before?",
        same_as=("backward-dc-prev-from-next-only",),
    ),
    Misconception(
        slug="through-time-lost",
        replaces="lstm_sequence_backward",
        wrong=through_time(lambda kept, new: kept),
        title="the gradients of both states are computed but never used",
        explanation=(
            "Each step is differentiated by itself, so nothing goes back through time, and both"
            " initial states get a gradient of zero. The network can only learn what can be done"
            " with a single step."
        ),
        hint="What do the two state gradients of one step have to do with the step before?",
    ),
    Misconception(
        slug="through-time-states-swapped",
        replaces="lstm_sequence_backward",
        wrong=through_time(lambda kept, new: new[::-1]),
        title="the two state gradients are exchanged at every step",
        explanation=(
            "Both have the same shape, so no error is raised. But the gradient of the memory goes"
            " on as that of the hidden state, and the gradient of the hidden state as that of the"
            " memory. The long path of the gradient is cut at every step."
        ),
        hint=(
            "Compare the names to which you assign the results of a step with the order in which"
            " they come."
        ),
        same_as=("backward-states-swapped",),
    ),
]
