"""Step ``t`` of the backward pass is not computed at the states before it, ``h_(t-1)`` and
``c_(t-1)``: an index is one too high or too low.
"""

from autograder import Misconception
from exercises.misconceptions.backprop._backward import sequence_backward
from exercises.misconceptions.backprop._through_time import through_time

misconceptions = [
    Misconception(
        slug="through-time-states-after-step",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(before=lambda hs, cs, t: (hs[t + 1], cs[t + 1])),
        title="each step is differentiated at the states after it",
        explanation=(
            "A step starts from the states before it: for the first step these are h_0 and c_0."
            " With an index one too high, each step is computed as if it had started where it"
            " ended. The gates are those of a step that never happened."
        ),
        hint="Which states did step t start from? Check it for t = 0.",
    ),
    Misconception(
        slug="through-time-hidden-after-step",
        replaces="lstm_sequence_backward",
        wrong=through_time(before=lambda states, t: (states[t + 1][0], states[t][1])),
        title="the hidden state after the step is used where the one before it belongs",
        explanation=(
            "The gates looked at the hidden state as it was before the step. With an index one too"
            " high, every gate is computed from its own result. The recurrent weights are corrected"
            " for a state that they had not seen."
        ),
        hint="Which hidden state did step t start from? Check it for t = 0.",
    ),
    Misconception(
        slug="through-time-cell-after-step",
        replaces="lstm_sequence_backward",
        wrong=sequence_backward(before=lambda hs, cs, t: (hs[t], cs[t + 1])),
        title="the cell state after the step is used where the one before it belongs",
        explanation=(
            "The forget gate scaled the memory as it was before the step. With an index one too"
            " high, the gradient of the forget gate is that of another step, and so is everything"
            " that is computed from c_t."
        ),
        hint="Which cell state did step t start from? Check it for t = 0.",
    ),
    Misconception(
        slug="through-time-states-too-early",
        replaces="lstm_sequence_backward",
        wrong=through_time(before=lambda states, t: states[:-1][t - 1]),
        title="each step is differentiated at the states of the step before its own",
        explanation=(
            "A step starts from the states that the step before has left. With an index one too"
            " low, each step is computed as if it had started earlier. Step 0 takes index -1, which"
            " in Python is the end of the list."
        ),
        hint="Which states did step t start from, and where are they in your list? Check t = 0.",
    ),
]
