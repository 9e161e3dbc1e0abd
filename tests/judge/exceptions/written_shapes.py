"""Functions that raise because of parts, indices and shapes.

Each is a body, what stands before the function, and the fact that is to be found.
"""

from __future__ import annotations

from autograder.data import causes, misfits
from autograder.data.causes import Fact
from tests.judge.exceptions.inputs import TWO

SHAPES: dict[str, tuple[str, str, Fact]] = {
    "params split": (
        "W, U, b = params\nreturn W",
        "",
        causes.WrongUnpacking("params", "dict", 3, 6),
    ),
    "params split into letters": (
        "z = 0\nfor W, U, b in params:\n    z = z + x_t @ W.T\nreturn z",
        "",
        causes.WrongUnpacking("params", "dict", 3),
    ),
    "too many names": (
        "a, b, c = two(x_t)",
        TWO,
        causes.WrongUnpacking("two(x_t)", "call", 3, 2),
    ),
    "rows split, of a function that does not say how many it returns": (
        "a, b, c = itself(x_t.T)",
        "def itself(value):\n    return value\n",
        causes.WrongUnpacking("itself(x_t.T)", "call", 3),
    ),
    "a shape split": ("T, B, I = x_t.shape", "", causes.WrongUnpacking("x_t.shape", "tuple", 3, 2)),
    "a float index": ("return x_t[4 / 2]", "", misfits.BadIndex("x_t[4 / 2]", "4 / 2", "float")),
    "a float index of a loop": (
        "for t in np.arange(0.0, 2.0):\n    z = x_t[t]",
        "",
        misfits.BadIndex("x_t[t]", "t", "float"),
    ),
    "text in a list": (
        'layers = [params]\nreturn layers["W_f"]',
        "",
        misfits.BadIndex("layers['W_f']", "'W_f'", "text"),
    ),
    "one step too far": (
        "for t in range(len(x_t)):\n    z = x_t[t + 1]",
        "",
        misfits.IndexTooLarge("x_t[t + 1]", 3, 3, 0),
    ),
    "an empty list": (
        "hs = []\nhs[0] = x_t",
        "",
        misfits.IndexTooLarge("hs[0]", 0, 0, empty=True),
    ),
    "too many indices": (
        "return x_t[0, 0, 0]",
        "",
        misfits.TooManyIndices("x_t[0, 0, 0]", "x_t", (("B", 3), ("I", 4))),
    ),
    "brackets behind a function": (
        "return np.zeros[3]",
        "",
        misfits.NoParts("np.zeros", "function"),
    ),
    "a product without transpose": (
        'return x_t @ params["W_f"]',
        "",
        misfits.ProductMisfit(
            "x_t @ params['W_f']",
            "x_t",
            "params['W_f']",
            (("B", 3), ("I", 4)),
            (("H", 2), ("I", 4)),
        ),
    ),
    "a product by np.dot": (
        'return np.dot(params["W_f"], x_t)',
        "",
        misfits.ProductMisfit(
            "np.dot(params['W_f'], x_t)",
            "params['W_f']",
            "x_t",
            (("H", 2), ("I", 4)),
            (("B", 3), ("I", 4)),
        ),
    ),
    "a product of what a name holds": (
        'k = "f"\nz = x_t @ params["W_" + k].T\nreturn z @ params["W_" + k].T',
        "",
        misfits.ProductMisfit(
            "z @ params['W_' + k].T",
            "z",
            "params['W_' + k].T",
            (("B", 3), ("H", 2)),
            (("I", 4), ("H", 2)),
        ),
    ),
    "a star for a product": (
        'return x_t * params["W_f"].T',
        "",
        misfits.EntrywiseMisfit(
            "x_t * params['W_f'].T",
            "x_t",
            "params['W_f'].T",
            (("B", 3), ("I", 4)),
            (("I", 4), ("H", 2)),
            "*",
            True,
        ),
    ),
    "a sum that does not fit": (
        'return params["W_f"] @ x_t.T + params["b_f"]',
        "",
        misfits.EntrywiseMisfit(
            "params['W_f'] @ x_t.T + params['b_f']",
            "params['W_f'] @ x_t.T",
            "params['b_f']",
            (("H", 2), ("B", 3)),
            (("H", 2),),
            "+",
        ),
    ),
    "joined along the wrong axis": (
        "return np.concatenate([x_t, h_prev])",
        "",
        misfits.JoinMisfit(
            "np.concatenate([x_t, h_prev])",
            "np.concatenate",
            0,
            ((("B", 3), ("I", 4)), (("B", 3), ("H", 2))),
            1,
        ),
    ),
    "joined without a list": (
        "return np.concatenate(x_t, h_prev)",
        "",
        causes.PartsNotListed("np.concatenate(x_t, h_prev)", "np.concatenate"),
    ),
    "an axis that is not there": (
        "return np.concatenate([x_t, h_prev], axis=2)",
        "",
        misfits.AxisTooLarge("np.concatenate([x_t, h_prev], axis=2)", 2, 2),
    ),
    "a list of tuples": (
        "hs = []\nfor t in range(2):\n    hs.append((x_t, h_prev))\nreturn np.stack(hs)",
        "",
        misfits.JoinedParts("np.stack(hs)", "np.stack", "hs", "tuple"),
    ),
    "a tuple in place of an array": (
        "a, b = (x_t, h_prev), (x_t, h_prev)\nreturn np.concatenate([a, b], axis=1)",
        "",
        misfits.JoinedParts(
            "np.concatenate([a, b], axis=1)", "np.concatenate", "a", "itself a tuple"
        ),
    ),
    "a list that kept None": (
        "hs = [None] * 3\nhs[1] = x_t\nreturn np.stack(hs)",
        "",
        misfits.JoinedParts("np.stack(hs)", "np.stack", "hs", "none"),
    ),
    "np.append to a list": (
        "hs = []\nfor t in range(2):\n    np.append(hs, x_t)\nreturn np.stack(hs)",
        "",
        misfits.JoinedParts("np.stack(hs)", "np.stack", "hs", "", "np.append(hs, x_t)"),
    ),
    "no room for a value": (
        "hs = np.zeros((5, 2, 3))\nhs[0] = h_prev",
        "",
        misfits.StoreMisfit("hs[0]", (("H", 2), ("B", 3)), (("B", 3), ("H", 2))),
    ),
}
