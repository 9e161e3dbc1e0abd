"""The chain rule through one step of an LSTM."""

import reference
from autograder import (
    ANY_BATCH,
    FINITE,
    INPUTS,
    RIGHT_VALUES,
    Criterion,
    Exercise,
    hidden,
    layer_cases,
    saturated,
)
from exercises.backprop._inputs import step_inputs as inputs


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    r"""Take the gradient of a loss back through one step of an LSTM.

    Write $\mathrm{d}a$ for $\partial \mathcal{L} / \partial a$. Compute $f_t, i_t, g_t, o_t$ and
    $c_t$ again, then go backwards. The cell state reaches the loss in two ways, through $h_t$ and
    through the next step:

    $$\mathrm{d}c = \mathrm{d}c_t + \mathrm{d}h_t \odot o_t \odot (1 - \tanh^2 c_t)$$

    From there to the pre-activations $z$ of the four layers, each with the slope of its own
    activation:

    $$\begin{aligned}
    \mathrm{d}z_f &= \mathrm{d}c \odot c_{t-1} \odot f_t (1 - f_t) &
    \mathrm{d}z_i &= \mathrm{d}c \odot g_t \odot i_t (1 - i_t) \\
    \mathrm{d}z_g &= \mathrm{d}c \odot i_t \odot (1 - g_t^2) &
    \mathrm{d}z_o &= \mathrm{d}h_t \odot \tanh(c_t) \odot o_t (1 - o_t)
    \end{aligned}$$

    and to everything that went into them, for each layer $k$ of $f, i, g, o$:

    $$\begin{aligned}
    \mathrm{d}x_t &= \textstyle\sum_k \mathrm{d}z_k W_k &
    \mathrm{d}h_{t-1} &= \textstyle\sum_k \mathrm{d}z_k U_k &
    \mathrm{d}c_{t-1} &= \mathrm{d}c \odot f_t \\
    \mathrm{d}W_k &= \mathrm{d}z_k^\top x_t &
    \mathrm{d}U_k &= \mathrm{d}z_k^\top h_{t-1} &
    \mathrm{d}b_k &= \textstyle\sum_{\text{examples}} \mathrm{d}z_k
    \end{aligned}$$

    Parameters
    ----------
    dh_t : array, shape (B, H)
        Gradient with respect to h_t.
    dc_t : array, shape (B, H)
        Gradient with respect to c_t from the next step alone, without the way through h_t.
    x_t : array, shape (B, I)
        The input of the step.
    h_prev : array, shape (B, H)
        The hidden state from which the step started.
    c_prev : array, shape (B, H)
        The cell state from which the step started.
    params : dict of arrays
        `W_f`, `W_i`, `W_g`, `W_o` of shape (H, I); `U_f`, `U_i`, `U_g`, `U_o` of shape (H, H);
        `b_f`, `b_i`, `b_g`, `b_o` of shape (H,).

    Returns
    -------
    dx_t : array, shape (B, I)
        Gradient with respect to the input.
    dh_prev : array, shape (B, H)
        Gradient with respect to the previous hidden state.
    dc_prev : array, shape (B, H)
        Gradient with respect to the previous cell state.
    grads : dict of arrays
        Gradients with respect to the weights and biases, with the keys and shapes of `params`,
        summed over the batch.
    """
    raise NotImplementedError("lstm_step_backward is yours to write")


exercise = Exercise(
    stub=lstm_step_backward,
    reference=reference.lstm_step_backward,
    order=1,
    afterwards=(
        "You can send a gradient back through a cell by hand. Where it meets a gate it is "
        "multiplied, and along the cell state it passes by one factor alone, the forget gate."
    ),
    points=5,
    criteria=(
        Criterion(RIGHT_VALUES, 7.5),
        Criterion(ANY_BATCH, 1),
        Criterion(FINITE, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        *layer_cases(inputs),
        hidden("as many examples as units", lambda rng: inputs(rng, B=3, I=2, H=3)),
        hidden(
            "a decided candidate",
            lambda rng: saturated(inputs(rng, B=3, I=2, H=4), only="b_g"),
            FINITE,
        ),
    ),
    hints=(
        (
            "Compute the forward step first and keep all its parts. Then go through the six forward"
            " equations from last to first."
        ),
        (
            "Check the shape of each line: the gradient with respect to an array has the shape of"
            " this array. That tells you which factor of a product is transposed and where you must"
            " sum over the examples."
        ),
        (
            "Test your function before you ask the grader: pick a loss such as the sum of"
            " `dh_t * h_t + dc_t * c_t`, move one entry of one weight up and down by 1e-6, and"
            " compare the slope with your gradient. If only some of the twelve differ, you know"
            " which layer to look at."
        ),
    ),
)
