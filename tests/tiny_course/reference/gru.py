"""The update gate of a gated recurrent unit (Cho and colleagues, 2014)."""

import numpy as np


def update_gate(x_t, h_prev, W_z, U_z, b_z):
    """How much of the hidden state is renewed, from 0 to 1; shapes as for any gate of the LSTM."""
    return 1 / (1 + np.exp(-(x_t @ W_z.T + h_prev @ U_z.T + b_z)))
