"""The result ``hs`` does not hold the state after each step.

It holds only the last state, the initial state as well, the states before each step, one array many
times, or whole numbers.
"""

import numpy as np

from exercises.misconceptions.across_units._loops import in_both_loops


def the_last_alone(step, X, states):
    for x_t in X:
        states = step(x_t, *states)
    return states[0], states


def with_the_initial_one(step, X, states):
    hs = [states[0]]
    for x_t in X:
        states = step(x_t, *states)
        hs.append(states[0])
    return np.stack(hs), states


def before_the_step(step, X, states):
    hs = []
    for x_t in X:
        hs.append(states[0])
        states = step(x_t, *states)
    return np.stack(hs), states


def the_same_array(step, X, states):
    hs, h_t, memory = [], np.array(states[0]), states[1:]
    for x_t in X:
        h_t[:], *memory = step(x_t, h_t, *memory)
        hs.append(h_t)
    return np.stack(hs), (h_t, *memory)


def as_integers(step, X, states):
    hs = np.zeros((len(X), *states[0].shape), dtype=int)
    for t, x_t in enumerate(X):
        states = step(x_t, *states)
        hs[t] = states[0]
    return hs, states


last_step_only = in_both_loops(
    "last-step-only",
    the_last_alone,
    title="only the last hidden state is kept",
    explanation=(
        "A layer above needs the hidden state of every step. So do a loss at every step and the"
        " backward pass. With the last state alone, nothing can be stacked on top, and there are"
        " no steps to go back through."
    ),
    hint="What shape should hs have, and where does your loop keep the state of each step?",
)

initial_state_included = in_both_loops(
    "initial-state-included",
    with_the_initial_one,
    title="the initial state is returned as one of the steps",
    explanation=(
        "hs has one entry for each input. With h_0 in front there is one too many, and every state"
        " is paired with the input after it: the layer above and the loss would be one step off."
    ),
    hint="How many inputs are there, and how many states did you return?",
)

one_step_late = in_both_loops(
    "states-one-step-late",
    before_the_step,
    title="the states are one step late",
    explanation=(
        "Each state was stored before its input was read, so hs[t] knows nothing of x_t. Whatever"
        " reads hs would answer one step late, and the last input would never show in it."
    ),
    hint="In the body of your loop, what comes first: taking the step, or storing its result?",
)

same_array_every_step = in_both_loops(
    "same-array-every-step",
    the_same_array,
    title="the same array is stored at every step",
    explanation=(
        "A list holds references, not copies. Writing into the same array at every step changes"
        " all entries that were stored before. In the end every entry shows the last state, and the"
        " backward pass would read the wrong state everywhere except at the end."
    ),
    hint=(
        "Are the arrays in your list different objects? Look for an assignment into an array that"
        " is already stored."
    ),
)

truncated = in_both_loops(
    "result-truncated",
    as_integers,
    title="the results are cut to whole numbers",
    explanation=(
        "NumPy cuts off everything after the decimal point when a float is written into an array of"
        " integers, and gives no warning. A hidden state lies between -1 and 1, so every one of"
        " them became 0."
    ),
    hint="What dtype does the array have that you write the results into?",
)
