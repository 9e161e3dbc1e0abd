"""Written first: one step of the LSTM."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import STEP, Written

WRITTEN = Written()
add = WRITTEN.add

add(
    "step: gates x,h swapped args",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate(h_prev, x_t, params, "f", sigmoid)
    i = gate(h_prev, x_t, params, "i", sigmoid)
    g = gate(h_prev, x_t, params, "g", np.tanh)
    o = gate(h_prev, x_t, params, "o", sigmoid)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: no tanh at all",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate(x_t, h_prev, params, "f", sigmoid)
    i = gate(x_t, h_prev, params, "i", sigmoid)
    g = gate(x_t, h_prev, params, "g", np.tanh)
    o = gate(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + i * g
    h = o * c
    return h, c
""",
    STEP,
)
add(
    "step: all sigmoid fused",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    W = np.vstack([params["W_f"], params["W_i"], params["W_g"], params["W_o"]])
    U = np.vstack([params["U_f"], params["U_i"], params["U_g"], params["U_o"]])
    b = np.hstack([params["b_f"], params["b_i"], params["b_g"], params["b_o"]])
    z = sigmoid(x_t @ W.T + h_prev @ U.T + b)
    f, i, g, o = np.split(z, 4, axis=1)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: fused, split in torch order i f g o",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    W = np.vstack([params["W_f"], params["W_i"], params["W_g"], params["W_o"]])
    U = np.vstack([params["U_f"], params["U_i"], params["U_g"], params["U_o"]])
    b = np.hstack([params["b_f"], params["b_i"], params["b_g"], params["b_o"]])
    z = x_t @ W.T + h_prev @ U.T + b
    H = h_prev.shape[1]
    i, f, g, o = z[:, :H], z[:, H:2*H], z[:, 2*H:3*H], z[:, 3*H:]
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
for order in ("ifog", "fiog", "ofig", "figo"[::-1], "gifo", "fogi", "oifg", "fgio", "igfo"):
    add(
        f"step: stacked f i g o, split {' '.join(order)}",
        "lstm_step",
        f"""
def lstm_step(x_t, h_prev, c_prev, params):
    W = np.vstack([params["W_f"], params["W_i"], params["W_g"], params["W_o"]])
    U = np.vstack([params["U_f"], params["U_i"], params["U_g"], params["U_o"]])
    b = np.hstack([params["b_f"], params["b_i"], params["b_g"], params["b_o"]])
    z = x_t @ W.T + h_prev @ U.T + b
    {", ".join(order)} = np.split(z, 4, axis=1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
        STEP,
    )
add(
    "step: returns h, (h, c)",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate(x_t, h_prev, params, "f", sigmoid)
    i = gate(x_t, h_prev, params, "i", sigmoid)
    g = gate(x_t, h_prev, params, "g", np.tanh)
    o = gate(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, (h, c)
""",
    STEP,
)
add(
    "step: returns cache too",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate(x_t, h_prev, params, "f", sigmoid)
    i = gate(x_t, h_prev, params, "i", sigmoid)
    g = gate(x_t, h_prev, params, "g", np.tanh)
    o = gate(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + i * g
    h = o * np.tanh(c)
    return h, c, (f, i, g, o)
""",
    STEP,
)
add(
    "step: coupled + no tanh",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate(x_t, h_prev, params, "f", sigmoid)
    g = gate(x_t, h_prev, params, "g", np.tanh)
    o = gate(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + (1 - f) * g
    return o * c, c
""",
    STEP,
)
add(
    "step: bias missing and h not used (two in gates)",
    "lstm_step",
    """
def gate2(x, h, p, k, act):
    return act(x @ p["W_" + k].T + h @ p["U_" + k].T)
def lstm_step(x_t, h_prev, c_prev, params):
    f = gate2(x_t, h_prev, params, "f", sigmoid)
    i = gate2(x_t, h_prev, params, "i", sigmoid)
    g = gate2(x_t, h_prev, params, "g", np.tanh)
    o = gate2(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: U not transposed everywhere",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    z = {k: x_t @ params["W_" + k].T + h_prev @ params["U_" + k] + params["b_" + k] for k in "figo"}
    f, i, o = sigmoid(z["f"]), sigmoid(z["i"]), sigmoid(z["o"])
    g = np.tanh(z["g"])
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: W not transposed everywhere, np.dot",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    z = {k: np.dot(x_t, params["W_" + k]) + np.dot(h_prev, params["U_" + k]) + params["b_" + k] for k in "figo"}
    f, i, o = sigmoid(z["f"]), sigmoid(z["i"]), sigmoid(z["o"])
    g = np.tanh(z["g"])
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: tanh on all gates",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, g, o = (gate(x_t, h_prev, params, k, np.tanh) for k in "figo")
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: no activations at gates",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, g, o = (gate(x_t, h_prev, params, k, lambda z: z) for k in "figo")
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: h from updated c squashed c returned",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, o = (gate(x_t, h_prev, params, k, sigmoid) for k in "fio")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c = np.tanh(f * c_prev + i * g)
    return o * c, c
""",
    STEP,
)
add(
    "step: peephole-like c in gates added",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    z = {k: x_t @ params["W_" + k].T + (h_prev + c_prev) @ params["U_" + k].T + params["b_" + k] for k in "figo"}
    f, i, o = sigmoid(z["f"]), sigmoid(z["i"]), sigmoid(z["o"])
    g = np.tanh(z["g"])
    c = f * c_prev + i * g
    return o * np.tanh(c), c
""",
    STEP,
)
add(
    "step: overwritten c_prev",
    "lstm_step",
    """
def lstm_step(x_t, h_prev, c_prev, params):
    f, i, o = (gate(x_t, h_prev, params, k, sigmoid) for k in "fio")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c_prev *= f
    c_prev += i * g
    return o * np.tanh(c_prev), c_prev
""",
    STEP,
)
