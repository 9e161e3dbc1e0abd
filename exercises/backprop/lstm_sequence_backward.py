"""Backpropagation through time for a whole sequence."""

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
from exercises.backprop._inputs import sequence_backward_inputs as inputs


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    r"""Take the gradient of a loss back through a whole sequence.

    Run the sequence forwards and keep the states. Then go through the steps from the last to the
    first. Each $h_t$ reaches the loss in two ways, directly and through the next step:

    $$\mathrm{d}h_t \leftarrow \mathrm{dhs}_t + \mathrm{d}h_t^{\text{(from step } t+1)}, \qquad
      \mathrm{d}c_t \leftarrow \mathrm{d}c_t^{\text{(from step } t+1)}$$

    Nothing comes from beyond step $T$, so both start at zero. The weights are the same at every
    step, so their gradients add up:

    $$\mathrm{d}W_k = \sum_{t=1}^{T} \mathrm{d}W_k^{(t)}$$

    You may call the `lstm_step_backward` that you wrote above. For the forward pass you also need
    the step of an LSTM: write it again, or paste your own.

    Parameters
    ----------
    dhs : array, shape (T, B, H)
        Gradient with respect to each hidden state, without the ways through later steps. The loss
        does not use the last cell state.
    X : array, shape (T, B, I)
        The inputs, time first.
    h_0 : array, shape (B, H)
        The hidden state before the first step.
    c_0 : array, shape (B, H)
        The cell state before the first step.
    params : dict of arrays
        `W_f`, `W_i`, `W_g`, `W_o` of shape (H, I); `U_f`, `U_i`, `U_g`, `U_o` of shape (H, H);
        `b_f`, `b_i`, `b_g`, `b_o` of shape (H,).

    Returns
    -------
    dX : array, shape (T, B, I)
        Gradient with respect to the inputs.
    dh_0 : array, shape (B, H)
        Gradient with respect to the first hidden state.
    dc_0 : array, shape (B, H)
        Gradient with respect to the first cell state.
    grads : dict of arrays
        Gradients with respect to the weights and biases, with the keys and shapes of `params`,
        summed over steps and batch.
    """
    raise NotImplementedError("lstm_sequence_backward is yours to write")


exercise = Exercise(
    stub=lstm_sequence_backward,
    reference=reference.lstm_sequence_backward,
    order=2,
    afterwards=(
        "You can train an LSTM without a library: this is backpropagation through time. Each "
        "step adds to the gradients of the same weights, because all steps share them."
    ),
    points=3,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_LENGTH, 1.5),
        Criterion(ANY_BATCH, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("four steps", lambda rng: inputs(rng, T=4, B=3, I=5, H=2)),
        hidden("the same sizes again", lambda rng: inputs(rng, T=4, B=3, I=5, H=2)),
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
        (
            "Each backward step needs the states from which its forward step started. Where do you"
            " keep them?"
        ),
        (
            "Carry two gradients from step to step, one for the hidden state and one for the cell"
            " state. What are they before the last step, and what is added to one of them at every"
            " step?"
        ),
        (
            "Loop over `reversed(range(T))`. Step `t` started from the states of step `t - 1`, and"
            " step 0 from `h_0` and `c_0`. Give your backward step the sum of `dhs[t]` and the"
            " hidden gradient you carry, and add the twelve gradients that it returns to your"
            " totals."
        ),
    ),
    builds_on=("lstm_step_backward",),
)
