"""What the wrong versions of the three steps are made of."""

import numpy as np

from reference import cell_state, hidden_state, sigmoid


def sum_of(x_t, h_prev, params, k, total=None):
    """The sum of the layer `k`, or another one of the same arguments."""
    make = total or (lambda x_t, h_prev, W, U, b: x_t @ W.T + h_prev @ U.T + b)
    return make(x_t, h_prev, params[f"W_{k}"], params[f"U_{k}"], params[f"b_{k}"])


def peepholes(
    gate=lambda total, weight, memory: sigmoid(total + weight * memory),
    sees=lambda h_prev, c_prev: c_prev,
    output_sees=lambda h_prev, c_prev, c_t: c_t,
    letters="fio",
    total=None,
):
    """A `peephole_step` with other gates, which look at something else or use others' peepholes."""

    def wrong_peephole_step(x_t, h_prev, c_prev, params):
        f, i, g, o = (sum_of(x_t, h_prev, params, k, total) for k in "figo")
        seen = sees(h_prev, c_prev)
        f_t, i_t = (
            gate(layer, params[f"p_{k}"], seen) for layer, k in zip((f, i), letters, strict=False)
        )
        c_t = cell_state(c_prev, f_t, i_t, np.tanh(g))
        o_t = gate(o, params[f"p_{letters[2]}"], output_sees(h_prev, c_prev, c_t))
        return hidden_state(o_t, c_t), c_t

    return wrong_peephole_step


def coupled(gates=lambda i, o, g: (1 - sigmoid(i), sigmoid(i), sigmoid(o)), total=None):
    """A `coupled_step` whose three gates are made of the sums of its layers in another way."""

    def wrong_coupled_step(x_t, h_prev, c_prev, params):
        i, g, o = (sum_of(x_t, h_prev, params, k, total) for k in "igo")
        f_t, i_t, o_t = gates(i, o, g)
        c_t = cell_state(c_prev, f_t, i_t, np.tanh(g))
        return hidden_state(o_t, c_t), c_t

    return wrong_coupled_step


def gru(
    candidate=lambda fed, back, r_t, h_prev, U: np.tanh(fed + (r_t * h_prev) @ U.T),
    result=lambda z_t, h_prev, g_t, r_t: z_t * h_prev + (1 - z_t) * g_t,
    letters="rz",
    total=None,
    squash=sigmoid,
):
    """A `gru_step` with another candidate, another last line or other gates.

    ``fed`` is what the candidate gets from the input and its bias, ``back`` its product of the old
    state and the recurrent weights.
    """

    def wrong_gru_step(x_t, h_prev, params):
        r_t, z_t = (squash(sum_of(x_t, h_prev, params, k, total)) for k in letters)
        U = params["U_g"]
        fed = sum_of(x_t, 0 * h_prev, params, "g", total)
        return result(z_t, h_prev, candidate(fed, h_prev @ U.T, r_t, h_prev, U), r_t)

    return wrong_gru_step
