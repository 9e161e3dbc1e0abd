"""What the wrong versions of `lstm_stack` are made of: a loop over layers with other choices."""

import numpy as np

from reference import lstm_sequence


def stack_of(
    reads=lambda X, below, h_T: below[-1] if below else X,
    states=lambda h_0, c_0, layer: (h_0[layer], c_0[layer]),
    parameters=lambda layers, layer: layers[layer],
    result=lambda hs, h_T, c_T: (hs[-1], np.stack(h_T), np.stack(c_T)),
):
    """An `lstm_stack` with other choices than the right ones.

    They are what a layer reads, the states that it starts from, its parameters, and what is
    returned of all layers' states.
    """

    def wrong_lstm_stack(X, h_0, c_0, layers):
        hs, h_T, c_T = [], [], []
        for layer in range(len(layers)):
            h_l, c_l = states(h_0, c_0, layer)
            below = reads(X, hs, h_T)
            h_all, h_last, c_last = lstm_sequence(below, h_l, c_l, parameters(layers, layer))
            hs.append(h_all)
            h_T.append(h_last)
            c_T.append(c_last)
        return result(hs, h_T, c_T)

    return wrong_lstm_stack
