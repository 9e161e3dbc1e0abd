"""Written first: the cell state and the hidden state."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import Written

WRITTEN = Written()
add = WRITTEN.add

add(
    "GRU mix by input gate",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return (1 - i_t) * c_prev + i_t * g_t
""",
)
add(
    "f*c + i + g",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return f_t * c_prev + i_t + g_t
""",
)
add(
    "f + c + i*g",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return f_t + c_prev + i_t * g_t
""",
)
add(
    "c += in place",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    c_prev *= f_t
    c_prev += i_t * g_t
    return c_prev
""",
)
add(
    "np.dot gates",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return np.dot(f_t, c_prev) + np.dot(i_t, g_t)
""",
)
add(
    "product bracket",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return f_t * (c_prev + i_t) * g_t
""",
)
add(
    "hidden double tanh",
    "hidden_state",
    """
def hidden_state(o_t, c_t):
    return np.tanh(o_t) * np.tanh(c_t)
""",
)
add(
    "hidden o+tanh",
    "hidden_state",
    """
def hidden_state(o_t, c_t):
    return o_t + np.tanh(c_t)
""",
)
add(
    "hidden tanh(o*c)",
    "hidden_state",
    """
def hidden_state(o_t, c_t):
    return np.tanh(np.multiply(o_t, c_t))
""",
)
add(
    "hidden twice tanh on c",
    "hidden_state",
    """
def hidden_state(o_t, c_t):
    return o_t * np.tanh(np.tanh(c_t))
""",
)
