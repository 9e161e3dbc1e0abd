"""The same mistake in all four layers of a step: written once in a small function, or copied four
times.
"""

from autograder import Misconception
from exercises.misconceptions.across_units import (
    activation_missing,
    activation_on_each_term,
    bias_after_activation,
    bias_missing,
    bias_twice,
    elementwise_weights,
    input_term_missing,
    joined_in_another_order,
    one_example_formula,
    one_matrix_for_both,
    only_first_example,
    recurrent_weights_not_transposed,
    terms_multiplied,
    weights_exchanged,
    weights_not_transposed,
)
from reference import cell_state, hidden_state


def in_every_layer(gate, layer):
    """An `lstm_step` whose three gates are all `gate`, and whose candidate is `layer`."""

    def wrong_lstm_step(x_t, h_prev, c_prev, params):
        f_t, i_t, o_t = (
            gate(x_t, h_prev, params[f"W_{k}"], params[f"U_{k}"], params[f"b_{k}"]) for k in "fio"
        )
        g_t = layer(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
        c_t = cell_state(c_prev, f_t, i_t, g_t)
        return hidden_state(o_t, c_t), c_t

    return wrong_lstm_step


def _of(family):
    known = family.misconceptions[0]
    gate = getattr(family, "wrong_gate", None) or family.wrong_layer
    layer = getattr(family, "wrong_tanh", None) or family.wrong_layer
    return Misconception(
        known.slug,
        "lstm_step",
        in_every_layer(gate, layer),
        f"{known.title}, in every layer",
        known.explanation,
        known.hint,
    )


misconceptions = [
    _of(family)
    for family in (
        activation_missing,
        activation_on_each_term,
        bias_after_activation,
        bias_missing,
        bias_twice,
        elementwise_weights,
        input_term_missing,
        joined_in_another_order,
        one_example_formula,
        one_matrix_for_both,
        only_first_example,
        recurrent_weights_not_transposed,
        terms_multiplied,
        weights_exchanged,
        weights_not_transposed,
    )
]
