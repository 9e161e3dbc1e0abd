"""A second set, written when the misconceptions were there: how much of what is new is named?"""

from __future__ import annotations

from tests.diagnosis.wrong_styles.first import (
    ADAM,
    ADAM_RIGHT,
    BACK,
    BACK_RIGHT,
    INIT,
    INIT_RIGHT,
    SEQ,
    SIGMOID,
    STACK,
    STEP,
    THROUGH,
    THROUGH_RIGHT,
    TSTEP,
)

WRITTEN: list[tuple[str, str, str]] = []


def add(name: str, exercise: str, code: str, pre: str = SIGMOID) -> None:
    WRITTEN.append((name, exercise, pre + code))


add(
    "einsum with h and i swapped",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    z = np.einsum("bi,hi->bh", x_t, W_f) + np.einsum("bh,hj->bj", h_prev, U_f) + b_f
    return 1 / (1 + np.exp(-z))
""",
)
add(
    "forgot b in one-liner with dot",
    "input_gate",
    """
def input_gate(x_t, h_prev, W_i, U_i, b_i):
    combined = np.hstack((x_t, h_prev))
    weights = np.hstack((W_i, U_i))
    return sigmoid(combined.dot(weights.T))
""",
)
add(
    "loop over examples, only last kept",
    "output_gate",
    """
def output_gate(x_t, h_prev, W_o, U_o, b_o):
    out = []
    for x, h in zip(x_t, h_prev):
        out = sigmoid(W_o @ x + U_o @ h + b_o)
    return out
""",
)
add(
    "loop over examples, h of first",
    "output_gate",
    """
def output_gate(x_t, h_prev, W_o, U_o, b_o):
    out = []
    for n in range(len(x_t)):
        out.append(sigmoid(W_o @ x_t[n] + U_o @ h_prev[0] + b_o))
    return np.array(out)
""",
)
add(
    "sums over batch",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return sigmoid((x_t @ W_f.T).sum(axis=0) + (h_prev @ U_f.T).sum(axis=0) + b_f)
""",
)
add(
    "rounded gate",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return np.round(sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f))
""",
)
add(
    "sigmoid twice",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    f = sigmoid(x_t @ W_f.T + h_prev @ U_f.T + b_f)
    return sigmoid(f)
""",
)
add(
    "minus bias",
    "input_gate",
    """
def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return sigmoid(x_t @ W_i.T + h_prev @ U_i.T - b_i)
""",
)
add(
    "tanh(candidate) with no bias",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    a = np.matmul(x_t, W_g.T)
    b = np.matmul(h_prev, U_g.T)
    return np.tanh(a + b)
""",
)
add(
    "tanh typo: sinh",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.sinh(x_t @ W_g.T + h_prev @ U_g.T + b_g)
""",
)
add(
    "arctan",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return np.arctan(x_t @ W_g.T + h_prev @ U_g.T + b_g)
""",
)
add(
    "tanh by hand, wrong exponent",
    "candidate",
    """
def tanh(x):
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x) + 1)
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return tanh(x_t @ W_g.T + h_prev @ U_g.T + b_g)
""",
)
add(
    "tanh by sigmoid ok formula 2s(2z)-1 wrong 2s(2z)",
    "candidate",
    """
def candidate(x_t, h_prev, W_g, U_g, b_g):
    return 2 * sigmoid(2 * (x_t @ W_g.T + h_prev @ U_g.T + b_g))
""",
)
add(
    "np.e ** z",
    "sigmoid",
    """
def sigmoid(z):
    return np.e ** z / (1 + np.e ** z)
""",
    "import numpy as np\n",
)
add(
    "float conversion only scalar",
    "sigmoid",
    """
def sigmoid(z):
    return float(1 / (1 + np.exp(-z)))
""",
    "import numpy as np\n",
)
add(
    "exp(-x**2)",
    "sigmoid",
    """
def sigmoid(z):
    return 1 / (1 + np.exp(-z ** 2))
""",
    "import numpy as np\n",
)
add(
    "int16 result",
    "sigmoid",
    """
def sigmoid(z):
    s = np.zeros_like(z, dtype=int)
    s[:] = 1 / (1 + np.exp(-z))
    return s
""",
    "import numpy as np\n",
)
add(
    "sigmoid with z sign by softplus",
    "sigmoid",
    """
def sigmoid(z):
    return np.log(1 + np.exp(z))
""",
    "import numpy as np\n",
)
add(
    "f with relu",
    "forget_gate",
    """
def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return np.maximum(0, x_t @ W_f.T + h_prev @ U_f.T + b_f)
""",
)
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
add(
    "seq: reset c each step and tanh missing",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, hs = h_0, []
    for x in X:
        f, i, o = (gate(x, h, params, k, sigmoid) for k in "fio")
        g = gate(x, h, params, "g", np.tanh)
        c = f * c_0 + i * g
        h = o * c
        hs.append(h)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: collects c",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c, cs = h_0, c_0, []
    for x in X:
        h, c = step(x, h, c, params)
        cs.append(c)
    return np.array(cs), h, c
""",
    SEQ,
)
add(
    "seq: h, c swapped on unpack",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c, hs = h_0, c_0, []
    for x in X:
        c, h = step(x, h, c, params)
        hs.append(h)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: swapped args",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c, hs = h_0, c_0, []
    for x in X:
        h, c = step(x, c, h, params)
        hs.append(h)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: while loop off by one (misses last)",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c, hs, t = h_0, c_0, [], 0
    while t < len(X) - 1:
        h, c = step(X[t], h, c, params)
        hs.append(h)
        t += 1
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: X[0] each step",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    h, c, hs = h_0, c_0, []
    for t in range(len(X)):
        h, c = step(X[0], h, c, params)
        hs.append(h)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: returns list of states before",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs = [h_0]
    h, c = h_0, c_0
    for x in X[:-1]:
        h, c = step(x, h, c, params)
        hs.append(h)
    h, c = step(X[-1], h, c, params)
    return np.array(hs), h, c
""",
    SEQ,
)
add(
    "seq: concatenates along batch",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs = []
    h, c = h_0, c_0
    for x in X:
        h, c = step(x, h, c, params)
        hs.append(h)
    return np.concatenate(hs, axis=0), h, c
""",
    SEQ,
)
add(
    "seq: squeeze",
    "lstm_sequence",
    """
def lstm_sequence(X, h_0, c_0, params):
    hs = []
    h, c = h_0, c_0
    for x in X:
        h, c = step(x, h, c, params)
        hs.append(h)
    return np.squeeze(np.array(hs)), np.squeeze(h), np.squeeze(c)
""",
    SEQ,
)
add(
    "rnn seq: h not carried with sigmoid",
    "rnn_sequence",
    """
def rnn_sequence(X, h_0, W, U, b):
    return np.array([sigmoid(x @ W.T + h_0 @ U.T + b) for x in X])
""",
    SEQ,
)
add(
    "rnn seq: ones init",
    "rnn_sequence",
    """
def rnn_sequence(X, h_0, W, U, b):
    h = np.ones_like(h_0)
    hs = []
    for x in X:
        h = np.tanh(x @ W.T + h @ U.T + b)
        hs.append(h)
    return np.array(hs)
""",
    SEQ,
)
add(
    "stack: layers from the end",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs, hT, cT = X, [], []
    for l in reversed(range(len(layers))):
        hs, h, c = seq(hs, h_0[l], c_0[l], layers[l])
        hT.insert(0, h); cT.insert(0, c)
    return hs, np.array(hT), np.array(cT)
""",
    STACK,
)
add(
    "stack: only first layer weights",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs, hT, cT = X, [], []
    for l in range(len(layers)):
        hs, h, c = seq(hs, h_0[l], c_0[l], layers[0])
        hT.append(h); cT.append(c)
    return hs, np.array(hT), np.array(cT)
""",
    STACK,
)
add(
    "stack: returns last layer states",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs = X
    for l, p in enumerate(layers):
        hs, h, c = seq(hs, h_0[l], c_0[l], p)
    return hs, h, c
""",
    STACK,
)
add(
    "stack: h_0[0] always",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs, hT, cT = X, [], []
    for p in layers:
        hs, h, c = seq(hs, h_0[0], c_0[0], p)
        hT.append(h); cT.append(c)
    return hs, np.array(hT), np.array(cT)
""",
    STACK,
)
add(
    "stack: residual",
    "lstm_stack",
    """
def lstm_stack(X, h_0, c_0, layers):
    hs, hT, cT = X, [], []
    for l, p in enumerate(layers):
        out, h, c = seq(hs, h_0[l], c_0[l], p)
        hs = out + hs if out.shape == hs.shape else out
        hT.append(h); cT.append(c)
    return hs, np.array(hT), np.array(cT)
""",
    STACK,
)
add(
    "bi: backward uses forward params",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(X[::-1], z, z, forward)
    return np.concatenate([a, b[::-1]], axis=2)
""",
    STACK,
)
add(
    "bi: order wrong",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(X[::-1], z, z, backward)
    return np.dstack([b[::-1], a])
""",
    STACK,
)
add(
    "bi: multiplied",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    a, _, _ = seq(X, z, z, forward)
    b, _, _ = seq(X[::-1], z, z, backward)
    return a * b[::-1]
""",
    STACK,
)
add(
    "bi: h and c final",
    "lstm_bidirectional",
    """
def lstm_bidirectional(X, forward, backward):
    z = np.zeros((X.shape[1], forward["b_f"].size))
    _, h1, _ = seq(X, z, z, forward)
    _, h2, _ = seq(X[::-1], z, z, backward)
    return np.concatenate([h1, h2], axis=1)
""",
    STACK,
)
for name, body in {
    "times L all": "return num_layers * 4 * (hidden_size * (input_size + hidden_size + 1))",
    "no 4": "n = 0\n    for l in range(num_layers):\n        n += hidden_size * ((input_size if l == 0 else hidden_size) + hidden_size + 1)\n    return n",
    "W only": "return 4 * hidden_size * input_size + (num_layers - 1) * 4 * hidden_size ** 2",
    "plus output layer": "n = hidden_size\n    for l in range(num_layers):\n        n += 4 * hidden_size * ((input_size if l == 0 else hidden_size) + hidden_size + 1)\n    return n",
    "wrong order L-1 first": "return 4 * ((input_size + hidden_size) * hidden_size + hidden_size) + (num_layers - 1) * 4 * (hidden_size * hidden_size + hidden_size)",
}.items():
    add(
        "count: " + name,
        "count_parameters",
        f"\ndef count_parameters(input_size, hidden_size, num_layers):\n    {body}\n",
    )
for name, change in {
    "tanh missing in do, and cell slope": dict(do="dh_t * c", dc="dc_t + dh_t * o"),
    "dc_t forgotten and f missing": dict(dc="dh_t * o * (1 - tc ** 2)", dcp="dc"),
    "i slope uses f": dict(dzi="di * f * (1 - f)"),
    "dg slope missing + db mean": dict(dzg="dg", db="dz.mean(axis=0)"),
    "dW uses h, dU uses x": dict(dW="dz.T @ h_prev", dU="dz.T @ x_t"),
    "np.outer of first": dict(dW="np.outer(dz[0], x_t[0])", dU="np.outer(dz[0], h_prev[0])", db="dz[0]"),
    "df with h_prev": dict(df="dc * h_prev"),
    "dx mean": dict(dx='(dz @ params["W_" + k]) / 4', dh='(dz @ params["U_" + k]) / 4'),
    "dh_prev includes dh_t": dict(dh='dz @ params["U_" + k] + dh_t'),
    "sigmoid slope f*(1-f)**2": dict(
        dzf="df * f * (1 - f) ** 2", dzi="di * i * (1 - i) ** 2", dzo="do * o * (1 - o) ** 2"
    ),
    "1 - f only": dict(dzf="df * (1 - f)", dzi="di * (1 - i)", dzo="do * (1 - o)"),
    "tanh slope for o": dict(dzo="do * (1 - o ** 2)"),
    "dc_prev returned before adding": dict(dcp="dc_t"),
    "dgo: no dh": dict(do="tc"),
}.items():
    add("back: " + name, "lstm_step_backward", BACK.format(**(BACK_RIGHT | change)), STEP)
for name, change in {
    "dhs[t] only at last and no carry": dict(inc="(dhs[t] if t == T - 1 else 0 * dh), dc"),
    "dh overwritten after": dict(carry="dh, dc = dhs[t], dc_prev"),
    "no zero grads: divides by B": dict(acc="grads[k] += gr[k] / X.shape[1]"),
    "grads of last only": dict(acc="grads[k] = gr[k] if t == T - 1 else grads[k]"),
    "X[T-1-t]": dict(
        inc="dhs[t] + dh, dc",
        carry="dh, dc = dh_prev, dc_prev; dX[t] = dX[t]",
        before="hs[t], cs[t]",
        order="range(T - 1, -1, -2)",
    ),
    "max product": dict(acc="grads[k] = np.maximum(grads[k], gr[k])"),
    "dX reversed": dict(carry="dh, dc = dh_prev, dc_prev", order="reversed(range(T))", acc="grads[k] += gr[k]"),
}.items():
    add("bptt: " + name, "lstm_sequence_backward", THROUGH.format(**(THROUGH_RIGHT | change)), TSTEP)
WRITTEN[-1] = (*WRITTEN[-1][:2], WRITTEN[-1][2].replace("return dX,", "return dX[::-1],"))
for name, body in {
    "max abs": "n = max(np.abs(v).max() for v in grads.values())\n    return {k: v * max_norm / n if n > max_norm else v for k, v in grads.items()}",
    "mean of norms": "n = np.mean([np.linalg.norm(v) for v in grads.values()])\n    return {k: v * max_norm / n if n > max_norm else v for k, v in grads.items()}",
    "< swapped": "n = np.sqrt(sum((v ** 2).sum() for v in grads.values()))\n    return {k: v * max_norm / n if n < max_norm else v for k, v in grads.items()}",
    "subtract": "n = np.sqrt(sum((v ** 2).sum() for v in grads.values()))\n    return {k: v - max_norm if n > max_norm else v for k, v in grads.items()}",
    "minimum": "return {k: np.minimum(v, max_norm) for k, v in grads.items()}",
}.items():
    add("clip: " + name, "clip_gradients", f"\ndef clip_gradients(grads, max_norm):\n    {body}\n")
for name, body in {
    "loop from 1": "g = fs[1].copy()\n    for t in range(2, len(fs)):\n        g *= fs[t]\n    return g",
    "in place on fs[0]": "g = fs[0]\n    for t in range(1, len(fs)):\n        g *= fs[t]\n    return g",
    "T power of mean": "return np.mean(fs) ** len(fs)",
    "f(1-f) prod": "return np.prod(fs * (1 - fs), axis=0)",
    "keepdims": "return np.prod(fs, axis=0, keepdims=True)",
}.items():
    add("carousel: " + name, "carousel_gradient", f"\ndef carousel_gradient(fs):\n    {body}\n")
for name, change in {
    "forget bias 1 in all": dict(b="np.ones(hidden_size)"),
    "zeros": dict(W="np.zeros((hidden_size, input_size))", U="np.zeros((hidden_size, hidden_size))"),
    "1/H": dict(
        W="rng.uniform(-1 / hidden_size, 1 / hidden_size, (hidden_size, input_size))",
        U="rng.uniform(-1 / hidden_size, 1 / hidden_size, (hidden_size, hidden_size))",
    ),
    "0.1 fixed": dict(
        W="rng.normal(0, 0.1, (hidden_size, input_size))", U="rng.normal(0, 0.1, (hidden_size, hidden_size))"
    ),
    "np.random global": dict(W="np.random.uniform(-1, 1, (hidden_size, input_size)) / np.sqrt(hidden_size)"),
    "all the same draw": dict(U="params['W_' + k] @ params['W_' + k].T"),
}.items():
    add("init: " + name, "init_lstm", INIT.format(**(INIT_RIGHT | change)))
for name, change in {
    "first moment corr only": dict(vh="v[k]"),
    "t in power +1": dict(mh="m[k] / (1 - beta1 ** (t + 1))", vh="v[k] / (1 - beta2 ** (t + 1))"),
    "m + g": dict(m='beta1 * state["m"][k] + grads[k]', v='beta2 * state["v"][k] + grads[k] ** 2'),
    "lr / sqrt only": dict(up="lr / (np.sqrt(vh) + eps)"),
    "betas swapped": dict(
        m='beta2 * state["m"][k] + (1 - beta2) * grads[k]',
        v='beta1 * state["v"][k] + (1 - beta1) * grads[k] ** 2',
        mh="m[k] / (1 - beta2 ** t)",
        vh="v[k] / (1 - beta1 ** t)",
    ),
    "weight decay": dict(up="lr * (mh / (np.sqrt(vh) + eps) + 0.01 * params[k])"),
    "returns t same": dict(t='state["t"] + 1'),
    "stores hats": dict(up="lr * mh / (np.sqrt(vh) + eps)"),
}.items():
    code = ADAM.format(**(ADAM_RIGHT | change))
    if name == "returns t same":
        code = code.replace('"t": t}', '"t": state["t"]}')
    if name == "stores hats":
        code = code.replace("mh = m[k]", "m[k] = mh = m[k]").replace("vh = v[k]", "v[k] = vh = v[k]")
    add("adam: " + name, "adam_step", code)
