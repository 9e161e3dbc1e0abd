"""What is carried back is never taken up at all: the variables stay what they were before the
loop.
"""

import numpy as np

from autograder import Misconception
from reference import lstm_step, lstm_step_backward


def through_time(
    carry=lambda kept, new: new,
    before=lambda states, t: states[t],
    order=lambda T: range(T - 1, -1, -1),
):
    """`lstm_sequence_backward` into arrays of zeros, with another choice of what is carried, of
    states or of steps.
    """

    def wrong_lstm_sequence_backward(dhs, X, h_0, c_0, params):
        states = [(h_0, c_0)]
        for x_t in X:
            states.append(lstm_step(x_t, *states[-1], params))
        dX, kept = np.zeros_like(X), (np.zeros_like(h_0), np.zeros_like(c_0))
        grads = {name: np.zeros_like(array) for name, array in params.items()}
        for t in order(len(X)):
            dX[t], *new, step = lstm_step_backward(
                dhs[t] + kept[0], kept[1], X[t], *before(states, t), params
            )
            kept = carry(kept, tuple(new))
            grads = {name: grads[name] + grad for name, grad in step.items()}
        return dX, *kept, grads

    return wrong_lstm_sequence_backward


misconceptions = [
    Misconception(
        "through-time-hidden-lost",
        "lstm_sequence_backward",
        through_time(lambda kept, new: (kept[0], new[1])),
        "the hidden state's gradient is never taken up",
        "h_t acts on the loss at its own step and, through U, on the next step. The second part is"
        " worked out at every step and left lying: the recurrent weights learn only from what"
        " happens at once, and dh_0 stays zero.",
        "dh_prev of one step: in which variable does it wait for the step before?",
    ),
    Misconception(
        "through-time-cell-lost",
        "lstm_sequence_backward",
        through_time(lambda kept, new: (new[0], kept[1])),
        "the cell state's gradient is never taken up",
        "Along the cell state the gradient survives many steps; it is what an LSTM is built for."
        " Here it is worked out at every step and left lying: the network trains like a plain RNN"
        " and forgets like one, and dc_0 stays zero.",
        "dc_prev of one step: in which variable does it wait for the step before?",
        same_as=("backward-dc-prev-from-next-only",),
    ),
    Misconception(
        "through-time-lost",
        "lstm_sequence_backward",
        through_time(lambda kept, new: kept),
        "neither state's gradient is ever taken up",
        "Each step is differentiated by itself, so nothing goes back through time, and both initial"
        " states get a gradient of zero. The network can only learn what can be done with a single"
        " step.",
        "What do the two state gradients of one step have to do with the step before?",
    ),
    Misconception(
        "through-time-states-swapped",
        "lstm_sequence_backward",
        through_time(lambda kept, new: new[::-1]),
        "the two state gradients change places at every step",
        "Both have the same shape, so nothing complains, but the gradient of the memory goes on as"
        " that of what was shown and the other way round: the long path of the gradient is cut at"
        " every step.",
        "Compare the names to which you assign the results of a step with the order in which they"
        " come.",
        same_as=("backward-states-swapped",),
    ),
    Misconception(
        "through-time-hidden-after-step",
        "lstm_sequence_backward",
        through_time(before=lambda states, t: (states[t + 1][0], states[t][1])),
        "the hidden state after the step is used where the one before it belongs",
        "The gates looked at the hidden state as it was before the step. One index off, every gate"
        " is worked out anew from what it led to, and the recurrent weights are blamed for a state"
        " that they had not seen.",
        "Which hidden state did step t start from? Check it for t = 0.",
    ),
    Misconception(
        "through-time-states-too-early",
        "lstm_sequence_backward",
        through_time(before=lambda states, t: states[:-1][t - 1]),
        "each step is differentiated at the states of the step before its own",
        "A step starts from the states that the step before has left. One index too low, each step"
        " is worked out as if it had started earlier, and step 0 takes index -1, which in Python is"
        " the end of the list.",
        "Which states did step t start from, and where do they lie in your list? Check it for t"
        " = 0.",
    ),
    Misconception(
        "through-time-last-step-missing",
        "lstm_sequence_backward",
        through_time(order=lambda T: range(T - 2, -1, -1)),
        "the loop leaves out the last step",
        "T steps have the indices 0 to T - 1, so the way back starts at T - 1. Started one lower,"
        " what the end of the sequence has to say is lost, which is often all there is to learn"
        " from.",
        "Print t in your loop. Which value is missing?",
    ),
]
