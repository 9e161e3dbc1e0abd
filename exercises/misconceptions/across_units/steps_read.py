"""The loop over time, ``for t in 0, 1, …, T - 1``, does not read every step in order.

It skips the first or the last step, ends after the first, or runs from the end to the start.
"""

import numpy as np

from exercises.misconceptions.across_units._loops import in_both_loops


def without_the_first(step, X, states):
    hs = []
    for x_t in X[1:]:
        states = step(x_t, *states)
        hs.append(states[0])
    return np.stack(hs), states


def without_the_last(step, X, states):
    hs = []
    for t in range(len(X) - 1):
        states = step(X[t], *states)
        hs.append(states[0])
    return np.array(hs), states


def only_the_first(step, X, states):
    states = step(X[0], *states)
    return states[0][None], states


def backwards(step, X, states):
    hs = []
    for x_t in X[::-1]:
        states = step(x_t, *states)
        hs.append(states[0])
    return np.stack(hs), states


def filling_zeros(steps):
    """A loop that writes into an array of zeros, at the steps ``steps(T)`` alone."""

    def wrong(step, X, states):
        hs = np.zeros((len(X), *states[0].shape))
        for t in steps(len(X)):
            states = step(X[t], *states)
            hs[t] = states[0]
        return hs, states

    return wrong


first_step_skipped = in_both_loops(
    "first-step-skipped",
    without_the_first,
    title="the first input is skipped",
    explanation=(
        "h_0 is the state before anything was read, so the first step of the loop reads the first"
        " input. When it is skipped, the start of every sequence is lost, and every hidden state"
        " belongs to the wrong input."
    ),
    hint="Which input should the very first step read?",
)

last_step_skipped = in_both_loops(
    "last-step-skipped",
    without_the_last,
    title="the loop ends one step early",
    explanation=(
        "The last input is never read. A classifier that looks at the last state would miss the end"
        " of every sequence, and its gradient would start one step too early."
    ),
    hint="With T steps, what is the last index, and does your loop reach it?",
)

stops_after_first_step = in_both_loops(
    "stops-after-first-step",
    only_the_first,
    title="the function returns after the first step",
    explanation=(
        "One state came back, however long the sequence is. Usually the return is inside the loop,"
        " indented one level too deep, so Python leaves the function in the first pass and never"
        " reads the rest."
    ),
    hint="How many times does your loop run? Look at how its body ends.",
)

time_reversed = in_both_loops(
    "time-reversed",
    backwards,
    title="the sequence is read from its end",
    explanation=(
        "A recurrent network exists to use the order of its inputs. Read backwards, the state at a"
        " step knows the future and not the past. It could not be used to predict anything, and"
        " hs[0] belongs to the last input."
    ),
    hint="Which input should the first hidden state have seen?",
)

LEFT_EMPTY = (
    "The array for the states was made full of zeros, and the loop never reaches its {which} entry."
    " That input is not read, and the zeros in its place look like a state."
)
LEFT_EMPTY_TITLE = "the {which} step is never taken and stays zero"
LEFT_EMPTY_HINT = "Print t in your loop. Which value is missing?"

first_step_left_empty = in_both_loops(
    "first-step-left-empty",
    filling_zeros(lambda T: range(1, T)),
    title=LEFT_EMPTY_TITLE.format(which="first"),
    explanation=LEFT_EMPTY.format(which="first"),
    hint=LEFT_EMPTY_HINT,
)

last_step_left_empty = in_both_loops(
    "last-step-left-empty",
    filling_zeros(lambda T: range(T - 1)),
    title=LEFT_EMPTY_TITLE.format(which="last"),
    explanation=LEFT_EMPTY.format(which="last"),
    hint=LEFT_EMPTY_HINT,
)
