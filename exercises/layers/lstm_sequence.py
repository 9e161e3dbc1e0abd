"""An LSTM over a whole sequence."""

import reference
from autograder import (
    ANY_BATCH,
    ANY_LENGTH,
    FINITE,
    INPUTS,
    RIGHT_VALUES,
    Criterion,
    Exercise,
    fortran,
    hidden,
    read_only,
    saturated,
    single,
    visible,
)
from exercises._draw import sequence_inputs


def lstm_sequence(X, h_0, c_0, params):
    r"""Run an LSTM layer over a sequence: the same step, with the same weights, at every time.

    For $t = 1, \dots, T$:

    $$\begin{aligned}
    f_t &= \sigma(x_t W_f^\top + h_{t-1} U_f^\top + b_f) \\
    i_t &= \sigma(x_t W_i^\top + h_{t-1} U_i^\top + b_i) \\
    g_t &= \tanh(x_t W_g^\top + h_{t-1} U_g^\top + b_g) \\
    o_t &= \sigma(x_t W_o^\top + h_{t-1} U_o^\top + b_o) \\
    c_t &= f_t \odot c_{t-1} + i_t \odot g_t \\
    h_t &= o_t \odot \tanh(c_t)
    \end{aligned}$$

    Write the step here, or as a function of your own above: this unit uses no functions of another
    unit. You may paste the step that you wrote in the unit before.

    Parameters
    ----------
    X : array, shape (T, B, I)
        The inputs, time first: `X[0]` is x_1, of shape (B, I).
    h_0 : array, shape (B, H)
        The hidden state before the first step. It need not be zero.
    c_0 : array, shape (B, H)
        The cell state before the first step. It need not be zero.
    params : dict of arrays
        `W_f`, `W_i`, `W_g`, `W_o` of shape (H, I); `U_f`, `U_i`, `U_g`, `U_o` of shape (H, H);
        `b_f`, `b_i`, `b_g`, `b_o` of shape (H,).

    Returns
    -------
    hs : array, shape (T, B, H)
        The hidden states h_1, …, h_T, without h_0.
    h_T : array, shape (B, H)
        The last hidden state.
    c_T : array, shape (B, H)
        The last cell state.
    """
    raise NotImplementedError("lstm_sequence is yours to write")


inputs = sequence_inputs

exercise = Exercise(
    stub=lstm_sequence,
    reference=reference.lstm_sequence,
    order=1,
    afterwards=(
        "You can run an LSTM over a sequence. That is an LSTM layer: what `torch.nn.LSTM` "
        "does with one layer, you can now check line by line."
    ),
    points=4,
    criteria=(
        Criterion(RIGHT_VALUES, 6.5),
        Criterion(ANY_LENGTH, 1.5),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 0.5),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("five steps", lambda rng: inputs(rng, T=5, B=3, I=4, H=2)),
        hidden("the same sizes again", lambda rng: inputs(rng, T=5, B=3, I=4, H=2)),
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
            "sums in the thousands", lambda rng: saturated(inputs(rng, T=3, B=2, I=3, H=4)), FINITE
        ),
        hidden(
            "a decided candidate",
            lambda rng: saturated(inputs(rng, T=3, B=3, I=2, H=4), only="b_g"),
            FINITE,
        ),
        hidden(
            "larger sums", lambda rng: saturated(inputs(rng, T=4, B=3, I=2, H=5), 2e3, 1e5), FINITE
        ),
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
        "Two things go from each step to the next. Which two, and where do they start?",
        (
            "Loop over the first axis of `X`. Collect every hidden state in a list. Of the cell"
            " states you need only the last one."
        ),
        (
            "Begin with the two initial states in two variables and overwrite both in each round."
            " After the loop, these variables hold two of the three results, and `np.stack` makes"
            " the third from your list."
        ),
    ),
)
