"""Two LSTMs that read a sequence from both ends."""

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
from exercises._draw import cell_params


def lstm_bidirectional(X, forward, backward):
    r"""Run one LSTM from the start and another from the end, and join their hidden states.

    $$h_t = \left[\,\overrightarrow{h}_t \;;\; \overleftarrow{h}_t\,\right]$$

    $\overrightarrow{h}_t$ has read $x_1, \dots, x_t$ and $\overleftarrow{h}_t$ has read
    $x_T, \dots, x_t$: at every step both halves have read the same $x_t$ last. Both start from
    states of zero. You may call the `lstm_sequence` that you wrote above.

    Parameters
    ----------
    X : array, shape (T, B, I)
        The inputs, time first.
    forward : dict of arrays
        The `params` of the LSTM that reads from the start, with the keys and shapes of
        `lstm_sequence`.
    backward : dict of arrays
        The `params` of the LSTM that reads from the end, with the same keys and shapes.

    Returns
    -------
    hs : array, shape (T, B, 2H)
        At every step, the H units that read forward, then the H units that read backward.
    """
    raise NotImplementedError("lstm_bidirectional is yours to write")


def inputs(rng, T, B, I, H):
    """Draw the arguments of `lstm_bidirectional`."""
    return {
        "X": rng.normal(size=(T, B, I)),
        "forward": cell_params(rng, I, H),
        "backward": cell_params(rng, I, H),
    }


exercise = Exercise(
    stub=lstm_bidirectional,
    reference=reference.lstm_bidirectional,
    order=3,
    afterwards=(
        "You can read a sequence from both sides, so that each position knows what comes "
        "after it. You also know when this is not allowed: where the future is what you want "
        "to predict."
    ),
    points=2,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_LENGTH, 1.5),
        Criterion(ANY_BATCH, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("four steps", lambda rng: inputs(rng, T=4, B=3, I=5, H=2)),
        visible("as many inputs as hidden units", lambda rng: inputs(rng, T=5, B=2, I=3, H=3)),
        hidden("five steps", lambda rng: inputs(rng, T=5, B=4, I=2, H=3)),
        hidden("as many steps as examples", lambda rng: inputs(rng, T=3, B=3, I=2, H=4)),
        hidden("as many examples as units", lambda rng: inputs(rng, T=4, B=3, I=5, H=3)),
        hidden("all sizes alike", lambda rng: inputs(rng, T=3, B=3, I=3, H=3)),
        hidden("column-major memory", lambda rng: fortran(inputs(rng, T=3, B=4, I=2, H=5))),
        hidden("single precision", lambda rng: single(inputs(rng, T=6, B=2, I=4, H=3))),
        visible("a single step", lambda rng: inputs(rng, T=1, B=2, I=3, H=4), ANY_LENGTH),
        hidden("one step", lambda rng: inputs(rng, T=1, B=3, I=2, H=4), ANY_LENGTH),
        hidden("fifteen steps", lambda rng: inputs(rng, T=15, B=2, I=3, H=2), ANY_LENGTH),
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
        "To read from the end is to read the reversed sequence from its start.",
        (
            "The backward LSTM returns its states in the order in which it read. In which order"
            " must they be when you join them with the other half?"
        ),
        (
            "Reverse the time axis of `X` for the backward LSTM, and reverse the time axis of its"
            " result. Then `np.concatenate` joins the halves along the last axis. The zero"
            " states have shape (B, H); H is the length of a bias."
        ),
    ),
    builds_on=("lstm_sequence",),
)
