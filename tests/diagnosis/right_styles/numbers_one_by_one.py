"""Pure Python loops over single numbers, with math instead of NumPy."""
import math


def sigmoid(z):
    if hasattr(z, "__len__"):
        return [sigmoid(part) for part in z]
    z = float(z)
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def _sum(x, h, W, U, b, j):
    total = float(b[j])
    for k in range(len(x)):
        total += float(x[k]) * float(W[j][k])
    for k in range(len(h)):
        total += float(h[k]) * float(U[j][k])
    return total


def forget_gate(x_t, h_prev, W_f, U_f, b_f):
    return [[sigmoid(_sum(x, h, W_f, U_f, b_f, j)) for j in range(len(b_f))] for x, h in zip(x_t, h_prev)]


def input_gate(x_t, h_prev, W_i, U_i, b_i):
    return forget_gate(x_t, h_prev, W_i, U_i, b_i)


def candidate(x_t, h_prev, W_g, U_g, b_g):
    return [[math.tanh(_sum(x, h, W_g, U_g, b_g, j)) for j in range(len(b_g))] for x, h in zip(x_t, h_prev)]


def output_gate(x_t, h_prev, W_o, U_o, b_o):
    return forget_gate(x_t, h_prev, W_o, U_o, b_o)


def cell_state(c_prev, f_t, i_t, g_t):
    return [[f * c + i * g for c, f, i, g in zip(*rows)] for rows in zip(c_prev, f_t, i_t, g_t)]


def hidden_state(o_t, c_t):
    return [[o * math.tanh(c) for o, c in zip(*rows)] for rows in zip(o_t, c_t)]


def clip_gradients(grads, max_norm):
    total = 0.0
    for array in grads.values():
        for value in array.ravel():
            total += float(value) ** 2
    factor = max_norm / math.sqrt(total) if math.sqrt(total) > max_norm else 1
    return {name: array * factor for name, array in grads.items()}
