"""The batch axis of ``X`` or ``hs``, both time-major ``(T, B, …)``, is used as the time axis.

This happens when the sequence is read, when the states are stacked, or both times.
"""

import numpy as np

from exercises.misconceptions.across_units._loops import in_both_loops


def looping(inputs, axis):
    """A loop over ``inputs(X)`` whose states are stacked along `axis`."""

    def wrong(step, X, states):
        hs = []
        for x_t in inputs(X):
            states = step(x_t, *states)
            hs.append(states[0])
        return np.stack(hs, axis=axis), states

    return wrong


def examples(X):
    return [X[:, t] for t in range(X.shape[1])]


batch_read_as_time = in_both_loops(
    "batch-read-as-time",
    looping(examples, axis=0),
    title="the loop runs over the examples where it should run over time",
    explanation=(
        "Sequences are time-major here: the first axis is time, the second the batch. A loop over"
        " the second axis passes the state of one example on to the next one, as if unrelated"
        " sequences were one story."
    ),
    hint="Which axis of X is time? The docstring gives its shape.",
)

stacked_on_wrong_axis = in_both_loops(
    "stacked-on-wrong-axis",
    looping(iter, axis=1),
    title="the steps are stacked along the batch axis",
    explanation=(
        "The states are right, but they come back as (B, T, H). Everything here is time-major: a"
        " layer above would loop over the examples as if they were steps and pass the memory of one"
        " sequence on to another."
    ),
    hint="Which axis of hs is time? np.stack lets you say where the new axis goes.",
)

batch_first = in_both_loops(
    "batch-first",
    looping(examples, axis=1),
    title="sequences are read and returned with the batch as first axis",
    explanation=(
        "Many libraries can hold sequences as (B, T, I); here they are time-major, (T, B, I). With"
        " the batch first, each example is read as if it were a step, and the state of one example"
        " is passed on to the next."
    ),
    hint="Which axis of X is time? The docstring gives the shapes of X and hs.",
    same_as=("batch-read-as-time",),  # where it raises before anything is returned
)
