"""Functions that raise because of a change in place, or of what gives its parts one by one.

Each is a body, what stands before the function, and the fact that is to be found.
"""

from __future__ import annotations

from autograder.data import causes, misfits
from autograder.data.causes import Fact

_GATE, _EXAMPLES = (("H", 2),), (("B", 3), ("H", 2))

IN_PLACE: dict[str, tuple[str, str, Fact]] = {
    "a bias that takes up all examples": (
        'grads = {"b_f": np.zeros(2)}\nfor k in "f":\n    grads["b_" + k] += h_prev\nreturn grads',
        "",
        misfits.GrownInPlace("grads['b_' + k]", "+=", _GATE, _EXAMPLES),
    ),
    "a number that takes up a vector": (
        "s = np.zeros(())\ns -= h_prev[0]\nreturn s",
        "",
        misfits.GrownInPlace("s", "-=", (), _GATE),
    ),
    "a result that is too small": (
        "z = np.zeros(2)\nreturn np.add(h_prev, 1.0, out=z)",
        "",
        misfits.GrownInPlace("z", "out=", _GATE, _EXAMPLES),
    ),
    "pairs backwards": (
        "for a, b in reversed(zip(x_t, h_prev)):\n    pass",
        "",
        causes.OneByOne("zip(x_t, h_prev)", "zip", "reversed"),
    ),
    "steps backwards": (
        "return [t for t, x in reversed(enumerate(x_t))]",
        "",
        causes.OneByOne("enumerate(x_t)", "enumerate", "reversed"),
    ),
    "one of the pairs": (
        "both = zip(x_t, h_prev)\nreturn both[0]",
        "",
        causes.OneByOne("both", "zip", "index"),
    ),
    "the first of the values": (
        "return params.values()[0]",
        "",
        causes.OneByOne("params.values()", "dict_values", "index"),
    ),
    "how many pairs": (
        "return len(zip(x_t, h_prev))",
        "",
        causes.OneByOne("zip(x_t, h_prev)", "zip", "length"),
    ),
    "how many of a number": ("return len(3)", "", causes.NotIterable("3", "number")),
    "a stack of a generator": (
        "return np.stack(np.tanh(x) for x in x_t)",
        "",
        causes.OneByOne("(np.tanh(x) for x in x_t)", "generator", "stack"),
    ),
    "a tuple that is changed": (
        "h = (x_t, h_prev)\nh[0] = 1\nreturn h",
        "",
        misfits.NoParts("h", "tuple"),
    ),
    "a view that is read-only": (
        "h = np.broadcast_to(x_t[0], (3, 4))\nh += 1\nreturn h",
        "",
        causes.ReadOnly("h", by="np.broadcast_to"),
    ),
    "a part of such a view": (
        "whole = np.broadcast_to(x_t[0], (3, 4))\nh = whole[1:]\nh[0] = 1\nreturn h",
        "",
        causes.ReadOnly("h", by="np.broadcast_to"),
    ),
    "a diagonal": (
        "d = np.diagonal(params['U_f'])\nd[0] = 1\nreturn d",
        "",
        causes.ReadOnly("d", by="np.diagonal"),
    ),
}
