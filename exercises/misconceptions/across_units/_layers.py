"""What the five layers have in common: an activation of a weighted sum.

The three gates squash their sum with a sigmoid, the candidate and the step of a plain RNN with
tanh. A wrong version of all five is one function of the activation and the layer's arguments.
"""

import numpy as np

from autograder import Misconception
from reference import cell_state, hidden_state, sigmoid

WITH_SIGMOID = ("forget_gate", "input_gate", "output_gate")
WITH_TANH = ("candidate", "rnn_step")


def gate_of(wrong):
    """A gate made of ``wrong(squash, x_t, h_prev, W, U, b)``."""

    def wrong_gate(x_t, h_prev, W, U, b):
        return wrong(sigmoid, x_t, h_prev, W, U, b)

    return wrong_gate


def tanh_layer_of(wrong):
    """A candidate, or a step of a plain RNN, made of ``wrong(squash, x_t, h_prev, W, U, b)``."""

    def wrong_layer(x_t, h_prev, W, U, b):
        return wrong(np.tanh, x_t, h_prev, W, U, b)

    return wrong_layer


def step_of(wrong):
    """An `lstm_step` whose four layers are all wrong in the same way."""
    gate, layer = gate_of(wrong), tanh_layer_of(wrong)

    def wrong_lstm_step(x_t, h_prev, c_prev, params):
        f_t, i_t, o_t = (
            gate(x_t, h_prev, params[f"W_{k}"], params[f"U_{k}"], params[f"b_{k}"]) for k in "fio"
        )
        g_t = layer(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
        c_t = cell_state(c_prev, f_t, i_t, g_t)
        return hidden_state(o_t, c_t), c_t

    return wrong_lstm_step


def in_each_layer(slug, wrong, title, explanation, hint, with_tanh=None, same_as=(), styles=()):
    """The same misconception about each of the five layers.

    ``with_tanh`` explains it for the two layers with tanh, where `explanation` speaks of gates.
    ``same_as`` holds slugs, or a dict of slugs by the name of the replaced function. ``styles`` are
    other ways to write `wrong`.
    """
    return [
        Misconception(
            slug,
            layer,
            make(wrong),
            title,
            text,
            hint,
            same_as.get(layer, ()) if isinstance(same_as, dict) else same_as,
            tuple(map(make, styles)),
        )
        for layers, make, text in (
            (WITH_SIGMOID, gate_of, explanation),
            (WITH_TANH, tanh_layer_of, with_tanh or explanation),
        )
        for layer in layers
    ]


def in_each_layer_and_step(
    slug, wrong, title, explanation, hint, with_tanh=None, same_as=(), styles=()
):
    """As `in_each_layer`, and in all four layers of `lstm_step`: written once in a small function,
    or copied four times.
    """
    return [
        *in_each_layer(slug, wrong, title, explanation, hint, with_tanh, same_as, styles),
        Misconception(
            slug,
            "lstm_step",
            step_of(wrong),
            f"{title}, in every layer",
            explanation,
            hint,
            styles=tuple(map(step_of, styles)),
        ),
    ]
