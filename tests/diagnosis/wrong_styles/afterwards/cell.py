"""Written afterwards: the cell state and the hidden state."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import Written

WRITTEN = Written()
add = WRITTEN.add

add(
    "cell: wrong operands f*g + i*c",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return f_t * g_t + i_t * c_prev
""",
)
add(
    "cell: average",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    return (f_t * c_prev + i_t * g_t) / (f_t + i_t)
""",
)
add(
    "cell: tanh(g)*i + f*c with in-place",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    new = i_t * np.tanh(g_t)
    return f_t * c_prev + new
""",
)
add(
    "cell: i+g in brackets with f",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    c_t = f_t * (c_prev + i_t * g_t)
    return c_t
""",
)
add(
    "cell: (1-f)*c",
    "cell_state",
    """
def cell_state(c_prev, f_t, i_t, g_t):
    forget = (1 - f_t) * c_prev
    add = i_t * g_t
    return forget + add
""",
)
add(
    "hidden: tanh(c)*o rounding",
    "hidden_state",
    """
def hidden_state(o_t, c_t):
    return np.tanh(c_t * o_t)
""",
)
add(
    "hidden: derivative",
    "hidden_state",
    """
def hidden_state(o_t, c_t):
    return o_t * (1 - np.tanh(c_t) ** 2)
""",
)
add(
    "hidden: minus",
    "hidden_state",
    """
def hidden_state(o_t, c_t):
    return np.tanh(c_t) - o_t
""",
)
