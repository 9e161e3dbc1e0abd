"""Written first: the carousel, the first weights, and Adam."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import ADAM, ADAM_RIGHT, INIT, INIT_RIGHT, Written

WRITTEN = Written()
add = WRITTEN.add

for name, body in {
    "sum": "return fs.sum(axis=0)",
    "prod all": "return np.prod(fs)",
    "axis1": "return np.prod(fs, axis=1)",
    "cumprod": "return np.cumprod(fs, axis=0)",
    "1-f": "return np.prod(1 - fs, axis=0)",
    "fs[1:]": "return np.prod(fs[1:], axis=0)",
    "matmul": "g = np.eye(fs.shape[-1])\n    for f in fs:\n        g = g @ f.T\n    return g",
    "log sum": "return np.sum(np.log(fs), axis=0)",
    "axis -1": "return np.prod(fs, axis=-1)",
    "first only": "return fs[0]",
    "power": "return fs.mean(axis=0) ** len(fs)",
    "zeros start": "g = np.zeros(fs.shape[1:])\n    for f in fs:\n        g = g * f\n    return g",
    "+=": "g = np.ones(fs.shape[1:])\n    for f in fs:\n        g += f\n    return g",
}.items():
    add("carousel: " + name, "carousel_gradient", f"\ndef carousel_gradient(fs):\n    {body}\n")
for name, change in {
    "RIGHT": {},
    "randn": dict(
        W="rng.standard_normal((hidden_size, input_size))", U="rng.standard_normal((hidden_size, hidden_size))"
    ),
    "randn*0.01": dict(
        W="rng.standard_normal((hidden_size, input_size)) * 0.01",
        U="rng.standard_normal((hidden_size, hidden_size)) * 0.01",
    ),
    "normal with spread 1/sqrt(H)": dict(
        W="rng.normal(0, 1 / np.sqrt(hidden_size), (hidden_size, input_size))",
        U="rng.normal(0, 1 / np.sqrt(hidden_size), (hidden_size, hidden_size))",
    ),
    "glorot uniform": dict(
        W="rng.uniform(-1, 1, (hidden_size, input_size)) * np.sqrt(6 / (hidden_size + input_size))",
        U="rng.uniform(-1, 1, (hidden_size, hidden_size)) * np.sqrt(6 / (2 * hidden_size))",
    ),
    "he": dict(
        W="rng.normal(0, np.sqrt(2 / input_size), (hidden_size, input_size))",
        U="rng.normal(0, np.sqrt(2 / hidden_size), (hidden_size, hidden_size))",
    ),
    "uniform -1..1": dict(
        W="rng.uniform(-1, 1, (hidden_size, input_size))", U="rng.uniform(-1, 1, (hidden_size, hidden_size))"
    ),
    "uniform 0..1": dict(W="rng.random((hidden_size, input_size))", U="rng.random((hidden_size, hidden_size))"),
    "variance as scale": dict(
        W="rng.normal(0, 1 / (3 * hidden_size), (hidden_size, input_size))",
        U="rng.normal(0, 1 / (3 * hidden_size), (hidden_size, hidden_size))",
    ),
    "uniform +-s": dict(
        W="rng.uniform(-1, 1, (hidden_size, input_size)) / np.sqrt(3 * hidden_size)",
        U="rng.uniform(-1, 1, (hidden_size, hidden_size)) / np.sqrt(3 * hidden_size)",
    ),
    "per-matrix fan-in": dict(W="rng.normal(0, 1 / np.sqrt(3 * input_size), (hidden_size, input_size))"),
    "biases zero": dict(b="np.zeros(hidden_size)"),
    "biases (H,1)": dict(b='np.full((hidden_size, 1), 1.0 if k == "f" else 0.0)'),
    "orthogonal U": dict(U="np.linalg.qr(rng.normal(size=(hidden_size, hidden_size)))[0]"),
    "W (I,H)": dict(W="rng.normal(0, 1 / np.sqrt(3 * hidden_size), (input_size, hidden_size))"),
    "bias scalar": dict(b='1.0 if k == "f" else 0.0'),
    "identity U": dict(U="np.eye(hidden_size)"),
}.items():
    add("init: " + name, "init_lstm", INIT.format(**(INIT_RIGHT | change)))
for name, change in {
    "RIGHT": {},
    "no bias corr": dict(mh="m[k]", vh="v[k]"),
    "eps inside": dict(up="lr * mh / np.sqrt(vh + eps)"),
    "no eps": dict(up="lr * mh / np.sqrt(vh)"),
    "t not inc": dict(t='state["t"]'),
    "v beta1": dict(v='beta1 * state["v"][k] + (1 - beta1) * grads[k] ** 2'),
    "vh with beta1": dict(vh="v[k] / (1 - beta1 ** t)"),
    "both corr beta1..": dict(mh="m[k] / (1 - beta2 ** t)", vh="v[k] / (1 - beta1 ** t)"),
    "corr multiplied": dict(mh="m[k] * (1 - beta1 ** t)", vh="v[k] * (1 - beta2 ** t)"),
    "g in place of m": dict(up="lr * grads[k] / (np.sqrt(vh) + eps)"),
    "rmsprop": dict(up="lr * grads[k] / (np.sqrt(v[k]) + eps)"),
    "sgd": dict(up="lr * grads[k]"),
    "plus": dict(up="-lr * mh / (np.sqrt(vh) + eps)"),
    "no sqrt": dict(up="lr * mh / (vh + eps)"),
    "beta swapped weights": dict(
        m='(1 - beta1) * state["m"][k] + beta1 * grads[k]', v='(1 - beta2) * state["v"][k] + beta2 * grads[k] ** 2'
    ),
    "v of m": dict(v='beta2 * state["v"][k] + (1 - beta2) * m[k] ** 2'),
    "eps times": dict(up="lr * mh / (np.sqrt(vh) * eps)"),
    "abs": dict(v='beta2 * state["v"][k] + (1 - beta2) * np.abs(grads[k])'),
    "1-beta*t": dict(mh="m[k] / (1 - beta1 * t)", vh="v[k] / (1 - beta2 * t)"),
    "no average of old": dict(m="(1 - beta1) * grads[k]", v="(1 - beta2) * grads[k] ** 2"),
    "old state in": dict(mh='state["m"][k] / (1 - beta1 ** t)', vh='state["v"][k] / (1 - beta2 ** t)'),
}.items():
    add("adam: " + name, "adam_step", ADAM.format(**(ADAM_RIGHT | change)))
