# slip: line 29: in the product rule the second line was copied: the gradient of b must be multiplied by a, not by b
import numpy as np

# my own little autograd, after the micrograd video


class Node:
    def __init__(self, data, parents=(), push=None):
        self.data = data
        self.grad = np.zeros_like(data)
        self.parents = parents
        self.push = push


def add(a, b):
    out = Node(a.data + b.data, (a, b))
    def push():
        a.grad = a.grad + out.grad
        # the bias is broadcast over the rows
        b.grad = b.grad + (out.grad if b.data.ndim == 2 else out.grad.sum(0))
    out.push = push
    return out


def mul(a, b):
    out = Node(a.data * b.data, (a, b))
    def push():
        a.grad = a.grad + b.data * out.grad
        b.grad = b.grad + b.data * out.grad
    out.push = push
    return out


def matT(a, w):
    out = Node(a.data @ w.data.T, (a, w))
    def push():
        a.grad = a.grad + out.grad @ w.data
        w.grad = w.grad + out.grad.T @ a.data
    out.push = push
    return out


def tanh(a):
    out = Node(np.tanh(a.data), (a,))
    def push():
        a.grad = a.grad + (1 - out.data ** 2) * out.grad
    out.push = push
    return out


def sigm(a):
    out = Node(1 / (1 + np.exp(-a.data)), (a,))
    def push():
        a.grad = a.grad + out.data * (1 - out.data) * out.grad
    out.push = push
    return out


def topo(node, seen, order):
    if id(node) not in seen:
        seen.add(id(node))
        for p in node.parents:
            topo(p, seen, order)
        order.append(node)


def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    x, h, c = Node(x_t), Node(h_prev), Node(c_prev)
    P = {k: Node(v) for k, v in params.items()}
    lin = lambda k: add(add(matT(x, P["W_" + k]), matT(h, P["U_" + k])), P["b_" + k])
    f, i, g, o = sigm(lin("f")), sigm(lin("i")), tanh(lin("g")), sigm(lin("o"))
    c_new = add(mul(f, c), mul(i, g))
    h_new = mul(o, tanh(c_new))

    h_new.grad = dh_t
    c_new.grad = dc_t
    order = []
    topo(h_new, set(), order)
    for node in reversed(order):
        if node.push is not None:
            node.push()
    return x.grad, h.grad, c.grad, {k: n.grad for k, n in P.items()}
