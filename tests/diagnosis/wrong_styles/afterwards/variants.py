"""Written for the relatives of the LSTM, each with the name that should be said."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import STEP, Written

WRITTEN = Written()
add = WRITTEN.add

PEEPHOLE = (
    STEP
    + """
def peephole_step(x_t, h_prev, c_prev, params):
    def total(k):
        return x_t @ params["W_" + k].T + h_prev @ params["U_" + k].T + params["b_" + k]
    f = sigmoid({f})
    i = sigmoid(total("i") + params["p_i"] * c_prev)
    c = f * c_prev + i * np.tanh(total("g"))
    o = {o}
    return o * np.tanh(c), c
"""
)
F, O = 'total("f") + params["p_f"] * c_prev', 'sigmoid(total("o") + params["p_o"] * c)'


def peephole(name: str, named: str, f: str = F, o: str = O) -> None:
    add(name, "peephole_step", PEEPHOLE.format(f=f, o=o), "", named)


peephole(
    "peephole: all gates at once",
    "peephole-output-sees-old-memory@peephole_step",
    o='sigmoid(total("o") + params["p_o"] * c_prev)',
)
peephole("peephole: one gate without it", "", f='total("f")')
peephole("peephole: p of i in f", "", f='total("f") + params["p_i"] * c_prev')
add(
    "peephole: plain LSTM",
    "peephole_step",
    """
def peephole_step(x_t, h_prev, c_prev, params):
    f, i, o = (gate(x_t, h_prev, params, k, sigmoid) for k in "fio")
    c = f * c_prev + i * gate(x_t, h_prev, params, "g", np.tanh)
    return o * np.tanh(c), c
""",
    STEP,
    "peepholes-left-out@peephole_step",
)
add(
    "peephole: matrix product with p",
    "peephole_step",
    """
def peephole_step(x_t, h_prev, c_prev, params):
    sums = {k: gate(x_t, h_prev, params, k, lambda z: z) for k in "figo"}
    f, i = (sigmoid(sums[k]) + params["p_" + k] * c_prev for k in "fi")
    c = f * c_prev + i * np.tanh(sums["g"])
    return (sigmoid(sums["o"]) + params["p_o"] * c) * np.tanh(c), c
""",
    STEP,
    "peepholes-outside-the-sigmoid@peephole_step",
)

COUPLED = (
    STEP
    + """
def coupled_step(x_t, h_prev, c_prev, params):
    i, o = (gate(x_t, h_prev, params, k, sigmoid) for k in "io")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c = {c}
    return o * np.tanh(c), c
"""
)
for name, c, named in (
    ("coupled: the other way round", "i * c_prev + (1 - i) * g", "coupled-exchanged@coupled_step"),
    ("coupled: as in 1997", "c_prev + i * g", "coupled-forgets-nothing@coupled_step"),
    ("coupled: one gate for both", "i * (c_prev + g)", "coupled-forget-equals-input@coupled_step"),
    ("coupled: complement of o", "(1 - o) * c_prev + i * g", "coupled-to-output@coupled_step"),
    ("coupled: complement of g", "(1 - g) * c_prev + i * g", "coupled-to-candidate@coupled_step"),
):
    add(name, "coupled_step", COUPLED.format(c=c), "", named)

GRU = (
    STEP
    + """
def gru_step(x_t, h_prev, params):
    r, z = (gate(x_t, h_prev, params, k, sigmoid) for k in "rz")
    x, h = x_t @ params["W_g"].T + params["b_g"], h_prev @ params["U_g"].T
    g = {g}
    return {h}
"""
)
G, H = 'np.tanh(x + (r * h_prev) @ params["U_g"].T)', "z * h_prev + (1 - z) * g"
for name, g, h, named in (
    ("gru: as torch", "np.tanh(x + r * h)", H, "gru-reset-after-product"),
    ("gru: no reset", "np.tanh(x + h)", H, "gru-reset-left-out"),
    ("gru: r around all", "np.tanh(r * (x + h))", H, "gru-reset-scales-the-whole-sum"),
    ("gru: Chung's z", G, "(1 - z) * h_prev + z * g", "gru-update-exchanged"),
    ("gru: keeps what was reset", G, "z * r * h_prev + (1 - z) * g", "gru-reset-state-is-kept"),
    ("gru: adds", G, "h_prev + (1 - z) * g", "gru-keeps-everything"),
    ("gru: one tanh more", G, "np.tanh(z * h_prev + (1 - z) * g)", "gru-state-squashed"),
    ("gru: z at the wrong place", G, "z * h_prev + (1 - z) * r * g", ""),
):
    add(name, "gru_step", GRU.format(g=g, h=h), "", f"{named}@gru_step" if named else "")

for name, result, named in (
    ("counts: four for all", "4 * m, 4 * m + 3 * H, 4 * m, 4 * m", ""),
    ("counts: GRU like an LSTM", "4 * m, 4 * m + 3 * H, 3 * m, 4 * m", "count-gru-as-lstm"),
    (
        "counts: matrices of peepholes",
        "4 * m, 4 * m + 3 * H * H, 3 * m, 3 * m",
        "count-peepholes-as-matrices",
    ),
    (
        "counts: a fourth peephole",
        "4 * m, 4 * (m + H), 3 * m, 3 * m",
        "count-peephole-on-candidate",
    ),
):
    code = f"def count_variants(I, H):\n    m = H * I + H * H + H\n    return {result}\n"
    add(name, "count_variants", code, "", f"{named}@count_variants" if named else "")
