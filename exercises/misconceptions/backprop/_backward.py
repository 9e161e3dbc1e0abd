"""Backward passes with one equation exchanged: what the mistakes of unit *backprop* are made of."""

from types import SimpleNamespace

import numpy as np

from reference import (
    candidate,
    cell_state,
    forget_gate,
    hidden_state,
    input_gate,
    lstm_step,
    lstm_step_backward,
    output_gate,
)


def _through(dz, params, part):
    return sum(dz[gate] @ params[f"{part}_{gate}"] for gate in "figo")


STEP = {
    "do_t": lambda v: v.dh_t * v.tanh_c,
    "dc": lambda v: v.dc_t + v.dh_t * v.o_t * (1 - v.tanh_c**2),
    "df_t": lambda v: v.dc * v.c_prev,
    "di_t": lambda v: v.dc * v.g_t,
    "dg_t": lambda v: v.dc * v.i_t,
    "dc_prev": lambda v: v.dc * v.f_t,
    "dz_f": lambda v: v.df_t * v.f_t * (1 - v.f_t),
    "dz_i": lambda v: v.di_t * v.i_t * (1 - v.i_t),
    "dz_g": lambda v: v.dg_t * (1 - v.g_t**2),
    "dz_o": lambda v: v.do_t * v.o_t * (1 - v.o_t),
    "dz": lambda v: {"f": v.dz_f, "i": v.dz_i, "g": v.dz_g, "o": v.dz_o},
    "dx_t": lambda v: _through(v.dz, v.params, "W"),
    "dh_prev": lambda v: _through(v.dz, v.params, "U"),
    "dW": lambda v: {gate: v.dz[gate].T @ v.x_t for gate in "figo"},
    "dU": lambda v: {gate: v.dz[gate].T @ v.h_prev for gate in "figo"},
    "db": lambda v: {gate: v.dz[gate].sum(axis=0) for gate in "figo"},
    "result": lambda v: (v.dx_t, v.dh_prev, v.dc_prev, v.grads),
}
"""One step of the backward pass, an equation a line, in the order in which they are worked out."""


def step_backward(**exchanged):
    """`lstm_step_backward` with other versions of the equations that are named."""

    def wrong_lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
        v = SimpleNamespace(
            dh_t=dh_t, dc_t=dc_t, x_t=x_t, h_prev=h_prev, c_prev=c_prev, params=params
        )
        v.f_t = forget_gate(x_t, h_prev, params["W_f"], params["U_f"], params["b_f"])
        v.i_t = input_gate(x_t, h_prev, params["W_i"], params["U_i"], params["b_i"])
        v.g_t = candidate(x_t, h_prev, params["W_g"], params["U_g"], params["b_g"])
        v.o_t = output_gate(x_t, h_prev, params["W_o"], params["U_o"], params["b_o"])
        v.c_t = cell_state(c_prev, v.f_t, v.i_t, v.g_t)
        v.h_t = hidden_state(v.o_t, v.c_t)
        v.tanh_c = np.tanh(v.c_t)
        for name, equation in (STEP | exchanged).items():
            if name == "result":
                parts = {"W": v.dW, "U": v.dU, "b": v.db}
                v.grads = {f"{part}_{gate}": parts[part][gate] for gate in "figo" for part in parts}
            setattr(v, name, equation(v))
        return v.result

    wrong_lstm_step_backward.made_of = step_backward, exchanged
    return wrong_lstm_step_backward


SEQUENCE = {
    "order": lambda T: range(T - 1, -1, -1),
    "before": lambda hs, cs, t: (hs[t], cs[t]),
    "incoming": lambda dhs, t, dh_t: dhs[t] + dh_t,
    "carried": lambda dh_t, dc_t: (dh_t, dc_t),
    "add": lambda total, grad, t, T: total + grad,
    "result": lambda dxs, dh_t, dc_t, grads, T: (np.stack(dxs[::-1]), dh_t, dc_t, grads),
}
"""The backward pass through time, its choices one a line."""


def sequence_backward(**exchanged):
    """`lstm_sequence_backward` with other versions of the choices that are named."""
    this = SimpleNamespace(**(SEQUENCE | exchanged))

    def wrong_lstm_sequence_backward(dhs, X, h_0, c_0, params):
        hs, cs, T = [h_0], [c_0], len(X)
        for x_t in X:
            h_t, c_t = lstm_step(x_t, hs[-1], cs[-1], params)
            hs.append(h_t)
            cs.append(c_t)
        dxs, dh_t, dc_t = [], np.zeros_like(h_0), np.zeros_like(c_0)
        grads = {name: np.zeros_like(array) for name, array in params.items()}
        for t in this.order(T):
            before = this.before(hs, cs, t)
            dx_t, dh_t, dc_t, step = lstm_step_backward(
                this.incoming(dhs, t, dh_t), dc_t, X[t], *before, params
            )
            dxs.append(dx_t)
            grads = {name: this.add(grads[name], grad, t, T) for name, grad in step.items()}
            last = dh_t, dc_t
            dh_t, dc_t = this.carried(dh_t, dc_t)
        return this.result(dxs, *last, grads, T)

    wrong_lstm_sequence_backward.made_of = sequence_backward, exchanged
    return wrong_lstm_sequence_backward
