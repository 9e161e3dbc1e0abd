"""All steps' gradients are kept, and summed at the end."""
import numpy as np


def _s(z):
    return 1 / (1 + np.exp(-z))


def lstm_sequence_backward(dhs, X, h_0, c_0, params):
    hs, cs, gates = [h_0], [c_0], []
    for x in X:
        z = {k: x @ params["W_" + k].T + hs[-1] @ params["U_" + k].T + params["b_" + k] for k in "figo"}
        a = {k: np.tanh(z[k]) if k == "g" else _s(z[k]) for k in z}
        gates.append(a)
        cs.append(a["f"] * cs[-1] + a["i"] * a["g"])
        hs.append(a["o"] * np.tanh(cs[-1]))
    dz_all = {k: [] for k in "figo"}
    dX, dh, dc = [], np.zeros(h_0.shape), np.zeros(c_0.shape)
    for t, a in reversed(list(enumerate(gates))):
        dh = dh + dhs[t]
        tanh_c = np.tanh(cs[t + 1])
        dc = dc + dh * a["o"] * (1 - tanh_c**2)
        dz = {"f": dc * cs[t] * a["f"] * (1 - a["f"]), "i": dc * a["g"] * a["i"] * (1 - a["i"]),
              "g": dc * a["i"] * (1 - a["g"] ** 2), "o": dh * tanh_c * a["o"] * (1 - a["o"])}
        for k in dz:
            dz_all[k].insert(0, dz[k])
        dX.insert(0, sum(dz[k] @ params["W_" + k] for k in dz))
        dh = sum(dz[k] @ params["U_" + k] for k in dz)
        dc = dc * a["f"]
    grads = {}
    for k in "figo":
        dz = np.stack(dz_all[k])
        grads["W_" + k] = np.einsum("tbh,tbi->hi", dz, X)
        grads["U_" + k] = np.einsum("tbh,tbk->hk", dz, np.stack(hs[:-1]))
        grads["b_" + k] = dz.sum(axis=(0, 1))
    return dX, dh, dc, grads
