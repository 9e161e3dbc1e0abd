"""Code that many of the submissions begin with, and the list that they are added to."""

from __future__ import annotations

SIGMOID = "import numpy as np\n\ndef sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n\n"


class Written(list[tuple[str, str, str]]):
    """What was written in a few words, the exercise, and the source of the submission.

    ``named`` holds what should be said of each, by exercise; `wrong_styles.named` lists the others.
    """

    def __init__(self) -> None:
        super().__init__()
        self.named: dict[str, dict[str, str]] = {}

    def add(
        self, name: str, exercise: str, code: str, pre: str = SIGMOID, named: str = ""
    ) -> None:
        self.append((name, exercise, pre + code))
        if named:
            self.named.setdefault(exercise, {})[name] = named

    def tell(self, names: dict[str, dict[str, str]]) -> None:
        """Add what should be said of each to the names of all."""
        for exercise, named in self.named.items():
            names.setdefault(exercise, {}).update(named)


STEP = (
    SIGMOID
    + """
def gate(x, h, p, k, act):
    return act(x @ p["W_" + k].T + h @ p["U_" + k].T + p["b_" + k])
"""
)
SEQ = (
    STEP
    + """
def step(x_t, h_prev, c_prev, params):
    f = gate(x_t, h_prev, params, "f", sigmoid)
    i = gate(x_t, h_prev, params, "i", sigmoid)
    g = gate(x_t, h_prev, params, "g", np.tanh)
    o = gate(x_t, h_prev, params, "o", sigmoid)
    c = f * c_prev + i * g
    return o * np.tanh(c), c
"""
)
STACK = (
    SEQ
    + """
def seq(X, h, c, params):
    hs = []
    for x in X:
        h, c = step(x, h, c, params)
        hs.append(h)
    return np.array(hs), h, c
"""
)
BACK = """
def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    f, i, o = (gate(x_t, h_prev, params, k, sigmoid) for k in "fio")
    g = gate(x_t, h_prev, params, "g", np.tanh)
    c = f * c_prev + i * g
    tc = np.tanh(c)
    do = {do}
    dc = {dc}
    df = {df}
    di = {di}
    dg = {dg}
    dzf = {dzf}
    dzi = {dzi}
    dzg = {dzg}
    dzo = {dzo}
    grads = {{}}
    dx = np.zeros_like(x_t)
    dh_prev = np.zeros_like(h_prev)
    for k, dz in zip("figo", (dzf, dzi, dzg, dzo)):
        grads["W_" + k] = {dW}
        grads["U_" + k] = {dU}
        grads["b_" + k] = {db}
        dx += {dx}
        dh_prev += {dh}
    dc_prev = {dcp}
    return dx, dh_prev, dc_prev, grads
"""
BACK_RIGHT = dict(
    do="dh_t * tc",
    dc="dc_t + dh_t * o * (1 - tc ** 2)",
    df="dc * c_prev",
    di="dc * g",
    dg="dc * i",
    dzf="df * f * (1 - f)",
    dzi="di * i * (1 - i)",
    dzg="dg * (1 - g ** 2)",
    dzo="do * o * (1 - o)",
    dW="dz.T @ x_t",
    dU="dz.T @ h_prev",
    db="dz.sum(axis=0)",
    dx='dz @ params["W_" + k]',
    dh='dz @ params["U_" + k]',
    dcp="dc * f",
)
TSTEP = SEQ + BACK.format(**BACK_RIGHT).replace("def lstm_step_backward", "def sback")
THROUGH = """
def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    T = len(X)
    hs, cs = [h_0], [c_0]
    for t in range(T):
        h, c = step(X[t], hs[-1], cs[-1], params)
        hs.append(h); cs.append(c)
    grads = {{k: np.zeros_like(v) for k, v in params.items()}}
    dX = np.zeros_like(X)
    dh, dc = {start}
    for t in {order}:
        dX[t], dh_prev, dc_prev, gr = sback({inc}, X[t], {before}, params)
        {carry}
        for k in grads:
            {acc}
    return dX, dh, dc, grads
"""
THROUGH_RIGHT = dict(
    start="np.zeros_like(h_0), np.zeros_like(c_0)",
    order="reversed(range(T))",
    inc="dhs[t] + dh, dc",
    before="hs[t], cs[t]",
    carry="dh, dc = dh_prev, dc_prev",
    acc="grads[k] += gr[k]",
)
INIT = """
def init_lstm(input_size, hidden_size, rng):
    params = {{}}
    for k in "figo":
        params["W_" + k] = {W}
        params["U_" + k] = {U}
        params["b_" + k] = {b}
    return params
"""
INIT_RIGHT = dict(
    W="rng.normal(0, 1 / np.sqrt(3 * hidden_size), (hidden_size, input_size))",
    U="rng.normal(0, 1 / np.sqrt(3 * hidden_size), (hidden_size, hidden_size))",
    b='np.ones(hidden_size) if k == "f" else np.zeros(hidden_size)',
)
ADAM = """
def adam_step(params, grads, state, lr, beta1, beta2, eps):
    t = {t}
    m, v, new = {{}}, {{}}, {{}}
    for k in params:
        m[k] = {m}
        v[k] = {v}
        mh = {mh}
        vh = {vh}
        new[k] = params[k] - {up}
    return new, {{"m": m, "v": v, "t": t}}
"""
ADAM_RIGHT = dict(
    t='state["t"] + 1',
    m='beta1 * state["m"][k] + (1 - beta1) * grads[k]',
    v='beta2 * state["v"][k] + (1 - beta2) * grads[k] ** 2',
    mh="m[k] / (1 - beta1 ** t)",
    vh="v[k] / (1 - beta2 ** t)",
    up="lr * mh / (np.sqrt(vh) + eps)",
)
