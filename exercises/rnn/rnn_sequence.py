"""A plain recurrent network over a sequence: the same weights at every step."""

import reference
from autograder import (
    ANY_BATCH,
    ANY_LENGTH,
    INPUTS,
    RIGHT_VALUES,
    Criterion,
    Exercise,
    fortran,
    hidden,
    read_only,
    single,
    visible,
)
from exercises._draw import rnn_weights


def rnn_sequence(X, h_0, W, U, b):
    r"""Run a plain recurrent network over a sequence and keep every hidden state.

    $$h_t = \tanh(x_t W^\top + h_{t-1} U^\top + b), \qquad t = 1, \dots, T$$

    You may call the `rnn_step` that you wrote above.

    Parameters
    ----------
    X : array, shape (T, B, I)
        The inputs, time first: `X[0]` is x_1, of shape (B, I).
    h_0 : array, shape (B, H)
        The hidden state before the first step. It need not be zero.
    W : array, shape (H, I)
        Input weights, the same at every step.
    U : array, shape (H, H)
        Recurrent weights, the same at every step.
    b : array, shape (H,)
        Bias, the same at every step.

    Returns
    -------
    hs : array, shape (T, B, H)
        The hidden states h_1, …, h_T, without h_0.
    """
    raise NotImplementedError("rnn_sequence is yours to write")


def inputs(rng, T, B, I, H):
    """Draw the arguments of `rnn_sequence`."""
    states = {"X": rng.normal(size=(T, B, I)), "h_0": rng.uniform(-0.9, 0.9, size=(B, H))}
    return states | rnn_weights(rng, I, H)


exercise = Exercise(
    stub=rnn_sequence,
    reference=reference.rnn_sequence,
    order=2,
    afterwards=(
        "You can run a network over a sequence of any length with one set of weights. What "
        "you loop over, time first, and what you carry from step to step is the pattern of "
        "every recurrent layer, an LSTM's as well."
    ),
    points=3,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_LENGTH, 1.5),
        Criterion(ANY_BATCH, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("five steps", lambda rng: inputs(rng, T=5, B=3, I=4, H=2)),
        hidden("the same sizes again", lambda rng: inputs(rng, T=5, B=3, I=4, H=2)),
        hidden("the same sizes but for the inputs", lambda rng: inputs(rng, T=5, B=3, I=2, H=2)),
        hidden("those sizes once more", lambda rng: inputs(rng, T=5, B=3, I=2, H=2)),
        visible("as many inputs as hidden units", lambda rng: inputs(rng, T=4, B=2, I=3, H=3)),
        hidden("six steps", lambda rng: inputs(rng, T=6, B=5, I=3, H=4)),
        hidden("as many steps as examples", lambda rng: inputs(rng, T=4, B=4, I=2, H=3)),
        hidden("as many examples as units", lambda rng: inputs(rng, T=5, B=3, I=2, H=3)),
        hidden("all sizes alike", lambda rng: inputs(rng, T=3, B=3, I=3, H=3)),
        hidden("column-major memory", lambda rng: fortran(inputs(rng, T=3, B=4, I=2, H=5))),
        hidden("single precision", lambda rng: single(inputs(rng, T=7, B=6, I=5, H=3))),
        visible("a single step", lambda rng: inputs(rng, T=1, B=2, I=3, H=4), ANY_LENGTH),
        hidden("one step", lambda rng: inputs(rng, T=1, B=3, I=2, H=4), ANY_LENGTH),
        hidden("twenty steps", lambda rng: inputs(rng, T=20, B=3, I=2, H=4), ANY_LENGTH),
        visible("one example alone", lambda rng: inputs(rng, T=3, B=1, I=4, H=2), ANY_BATCH),
        hidden("one example", lambda rng: inputs(rng, T=4, B=1, I=2, H=3), ANY_BATCH),
        visible(
            "inputs before and after",
            lambda rng: inputs(rng, T=3, B=2, I=4, H=5),
            INPUTS,
            judge="inputs",
        ),
        hidden(
            "inputs still the same",
            lambda rng: inputs(rng, T=4, B=3, I=2, H=5),
            INPUTS,
            judge="inputs",
        ),
        hidden("read-only inputs", lambda rng: read_only(inputs(rng, T=5, B=4, I=3, H=2)), INPUTS),
    ),
    hints=(
        ("A sequence is one step, repeated. What does a step need from the step before it?"),
        (
            "Loop over the first axis of `X` and carry the hidden state along in a variable that"
            " starts as `h_0`."
        ),
        (
            "Collect each new hidden state in a list, in order, and turn the list into one array at"
            " the end: `np.stack` makes time the first axis."
        ),
    ),
    builds_on=("rnn_step",),
)
