"""Written afterwards: the carousel, the first weights, and Adam."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import ADAM, ADAM_RIGHT, INIT, INIT_RIGHT, Written

WRITTEN = Written()
add = WRITTEN.add

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
