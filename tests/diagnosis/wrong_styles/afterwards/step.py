"""Written afterwards: one step of the LSTM."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import STEP, Written

WRITTEN = Written()
add = WRITTEN.add

add(
    "step: karpathy-like, c_prev replaced by h",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, o = (gate(x_t, h_prev, params, k, sigmoid) for k in "fio")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c = f * h_prev + i * g
    h = o * np.tanh(c)
    return h, c
""",
    STEP,
)
add(
    "step: forgets to update c (returns c_prev)",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, o = (gate(x_t, h_prev, params, k, sigmoid) for k in "fio")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c_prev
""",
    STEP,
)
add(
    "step: copy-paste, W_i used for o everywhere",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = sigmoid(x_t @ params["W_f"].T + h_prev @ params["U_f"].T + params["b_f"])
    i = sigmoid(x_t @ params["W_i"].T + h_prev @ params["U_i"].T + params["b_i"])
    g = np.tanh(x_t @ params["W_g"].T + h_prev @ params["U_g"].T + params["b_g"])
    o = sigmoid(x_t @ params["W_i"].T + h_prev @ params["U_i"].T + params["b_i"])
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: copy-paste, f everywhere W only",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = sigmoid(x_t @ params["W_f"].T + h_prev @ params["U_f"].T + params["b_f"])
    i = sigmoid(x_t @ params["W_f"].T + h_prev @ params["U_i"].T + params["b_i"])
    g = np.tanh(x_t @ params["W_f"].T + h_prev @ params["U_g"].T + params["b_g"])
    o = sigmoid(x_t @ params["W_f"].T + h_prev @ params["U_o"].T + params["b_o"])
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: typo b_f for b_i",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = sigmoid(x_t @ params["W_f"].T + h_prev @ params["U_f"].T + params["b_f"])
    i = sigmoid(x_t @ params["W_i"].T + h_prev @ params["U_i"].T + params["b_f"])
    g = np.tanh(x_t @ params["W_g"].T + h_prev @ params["U_g"].T + params["b_g"])
    o = sigmoid(x_t @ params["W_o"].T + h_prev @ params["U_o"].T + params["b_o"])
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: KeyError",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = sigmoid(x_t @ params["Wf"].T + h_prev @ params["Uf"].T + params["bf"])
    return f, f
""",
    STEP,
)
add(
    "step: o from new h (uses c)",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i = (gate(x_t, h_prev, params, k, sigmoid) for k in "fi")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c = f * c_prev + i * g
    o = gate(x_t, np.tanh(c), params, "o", sigmoid)
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: wrong sigmoid + no tanh on h",
    "lstm_step",
    """
def sig(z):
    return 1 / (1 + np.exp(z))
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, o = (gate(x_t, h_prev, params, k, sig) for k in "fio")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c = f * c_prev + i * g
    return o * c, c
""",
    STEP,
)
add(
    "step: swapped return + no tanh",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, o = (gate(x_t, h_prev, params, k, sigmoid) for k in "fio")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c = f * c_prev + i * g
    return c, o * c
""",
    STEP,
)
add(
    "step: sigmoid on candidate + U not transposed everywhere",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, g, o = (sigmoid(x_t @ params["W_" + k].T + h_prev @ params["U_" + k] + params["b_" + k]) for k in "figo")
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
