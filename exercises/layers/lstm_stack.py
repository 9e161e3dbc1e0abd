"""LSTM layers on top of one another."""

import reference
from autograder import (
    ANY_BATCH,
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

ANY_DEPTH = "any number of layers, one included"


def lstm_stack(X, h_0, c_0, layers):
    r"""Run LSTM layers on top of one another over a sequence.

    The first layer reads the inputs. Every other layer reads the hidden states of the layer below
    it. With the layer as an upper index,

    $$h_t^{(l)}, c_t^{(l)}
      = \mathrm{step}\left(h_t^{(l-1)},\; h_{t-1}^{(l)},\; c_{t-1}^{(l)}\right),
      \qquad h_t^{(0)} = x_t$$

    A cell state stays in its own layer: it goes from step to step, never upwards. You may call the
    `lstm_sequence` that you wrote above.

    Parameters
    ----------
    X : array, shape (T, B, I)
        The inputs, time first.
    h_0 : array, shape (L, B, H)
        The hidden state of each layer before the first step.
    c_0 : array, shape (L, B, H)
        The cell state of each layer before the first step.
    layers : list of dicts of arrays
        The `params` of each layer, bottom first. `W_f`, `W_i`, `W_g`, `W_o` have shape (H, I) in
        the first layer and (H, H) above it; `U_f` … `U_o` are (H, H) and `b_f` … `b_o` are (H,).

    Returns
    -------
    hs : array, shape (T, B, H)
        The hidden states of the top layer, at every step.
    h_T : array, shape (L, B, H)
        The last hidden state of each layer.
    c_T : array, shape (L, B, H)
        The last cell state of each layer.
    """
    raise NotImplementedError("lstm_stack is yours to write")


def inputs(rng, T, B, I, H, L):
    """Draw the arguments of `lstm_stack`."""
    return {
        "X": rng.normal(size=(T, B, I)),
        "h_0": rng.uniform(-0.9, 0.9, size=(L, B, H)),
        "c_0": rng.normal(scale=1.2, size=(L, B, H)),
        "layers": [cell_params(rng, I if layer == 0 else H, H) for layer in range(L)],
    }


exercise = Exercise(
    stub=lstm_stack,
    reference=reference.lstm_stack,
    order=2,
    afterwards=(
        "You can put layers on top of each other. Each has its own two states, and the hidden "
        "states of one are the inputs of the next."
    ),
    points=3,
    criteria=(
        Criterion(RIGHT_VALUES, 7),
        Criterion(ANY_DEPTH, 1.5),
        Criterion(ANY_BATCH, 1),
        Criterion(INPUTS, 0.5),
    ),
    cases=(
        visible("two layers", lambda rng: inputs(rng, T=5, B=3, I=4, H=3, L=2)),
        visible("as many inputs as hidden units", lambda rng: inputs(rng, T=4, B=2, I=3, H=3, L=2)),
        hidden("three layers", lambda rng: inputs(rng, T=4, B=5, I=2, H=4, L=3)),
        hidden(
            "two layers and a longer sequence", lambda rng: inputs(rng, T=7, B=4, I=5, H=3, L=2)
        ),
        hidden("all sizes alike", lambda rng: inputs(rng, T=3, B=3, I=3, H=3, L=3)),
        hidden("column-major memory", lambda rng: fortran(inputs(rng, T=3, B=4, I=2, H=5, L=2))),
        hidden("single precision", lambda rng: single(inputs(rng, T=5, B=2, I=4, H=3, L=2))),
        visible("a single layer", lambda rng: inputs(rng, T=3, B=2, I=4, H=3, L=1), ANY_DEPTH),
        hidden("one layer", lambda rng: inputs(rng, T=4, B=3, I=2, H=5, L=1), ANY_DEPTH),
        hidden("four layers", lambda rng: inputs(rng, T=2, B=3, I=5, H=2, L=4), ANY_DEPTH),
        visible("one example alone", lambda rng: inputs(rng, T=3, B=1, I=4, H=2, L=2), ANY_BATCH),
        hidden("one example", lambda rng: inputs(rng, T=4, B=1, I=2, H=3, L=2), ANY_BATCH),
        visible(
            "inputs before and after",
            lambda rng: inputs(rng, T=3, B=2, I=4, H=5, L=2),
            INPUTS,
            judge="inputs",
        ),
        hidden(
            "inputs still the same",
            lambda rng: inputs(rng, T=4, B=3, I=2, H=5, L=3),
            INPUTS,
            judge="inputs",
        ),
        hidden(
            "read-only inputs", lambda rng: read_only(inputs(rng, T=5, B=4, I=3, H=2, L=2)), INPUTS
        ),
    ),
    hints=(
        "For the second layer, the hidden states of the first layer are a sequence like any other.",
        (
            "Go through the layers from the bottom. Which arguments does each layer have for"
            " itself, and what does it pass upwards?"
        ),
        (
            "Keep one variable for the sequence that the next layer will read: it starts as `X`. In"
            " each round call your `lstm_sequence` with the layer's own initial states and weights,"
            " and keep its two last states in two lists."
        ),
    ),
    builds_on=("lstm_sequence",),
)
