"""Written afterwards: the gradients, and clipping them."""

from __future__ import annotations

from tests.diagnosis.wrong_styles.pieces import (
    BACK,
    BACK_RIGHT,
    STEP,
    THROUGH,
    THROUGH_RIGHT,
    TSTEP,
    Written,
)

WRITTEN = Written()
add = WRITTEN.add

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
