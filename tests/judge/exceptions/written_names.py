"""Functions that raise because of a name, or of nothing where something should be.

Each is a body, what stands before the function, and the fact that is to be found.
"""

from __future__ import annotations

from autograder.data import causes
from autograder.data.causes import Fact
from tests.judge.exceptions.inputs import HELPER, PARAMS

NAMES: dict[str, tuple[str, str, Fact]] = {
    "a misspelt function": (
        "return sigmod(x_t)",
        "def sigmoid(z):\n    return z",
        causes.UnknownName("sigmod", "sigmoid", "name"),
    ),
    "a misspelt variable": ("return h_prv", "", causes.UnknownName("h_prv", "h_prev", "name")),
    "a name of NumPy": ("return tanh(x_t)", "", causes.UnknownName("tanh", "np.tanh", "name")),
    "an unknown name": ("return expit(x_t)", "", causes.UnknownName("expit", "", "name")),
    "a misspelt function of NumPy": (
        "return np.tamh(x_t)",
        "",
        causes.UnknownName("tamh", "np.tanh", "module", "np"),
    ),
    "one's own function behind np": (
        "return np.sigmoid(x_t)",
        "def sigmoid(z):\n    return z",
        causes.UnknownName("sigmoid", "sigmoid", "module", "np"),
    ),
    "nothing near in NumPy": (
        "return np.sigmoid(x_t)",
        "",
        causes.UnknownName("sigmoid", "", "module", "np"),
    ),
    "a function behind an array": (
        "return x_t.tanh()",
        "",
        causes.UnknownName("tanh", "np.tanh", "array", "x_t"),
    ),
    "append to an array": (
        "hs = np.zeros(3)\nhs.append(x_t)",
        "",
        causes.UnknownName("append", "", "array", "hs"),
    ),
    "the shape of a list": (
        "hs = [x_t]\nreturn hs.shape",
        "",
        causes.UnknownName("shape", "", "list", "hs"),
    ),
    "an entry behind a dot": (
        "return x_t @ params.W_f.T",
        "",
        causes.UnknownName("W_f", '["W_f"]', "dict", "params", tuple(PARAMS)),
    ),
    "a digit that looks like a letter": (
        "W_o = x_t\nreturn W_0",
        "",
        causes.UnknownName("W_0", "W_o", "name"),
    ),
    "a key as near to one as to another": (
        'return x_t @ params["W_c"].T',
        "",
        causes.UnknownName("W_c", "", "key", "params", tuple(PARAMS)),
    ),
    "a misspelt key": (
        'return x_t @ params["Wf"].T',
        "",
        causes.UnknownName("Wf", "W_f", "key", "params", tuple(PARAMS)),
    ),
    "a key made of parts": (
        'k = "f"\nreturn x_t @ params["w" + k].T',
        "",
        causes.UnknownName("wf", "W_f", "key", "params", tuple(PARAMS)),
    ),
    "adding to no entry": (
        'grads = {}\ngrads["W_f"] += x_t',
        "",
        causes.NewKey("W_f", "grads"),
    ),
    "no value yet": (
        "for t in range(2):\n    h = h + 1\nreturn h",
        "",
        causes.Unassigned("h"),
    ),
    "== None": ("if h_prev == None:\n    pass", "", causes.ComparedWithNone("h_prev", True)),
    "None != in an expression": (
        "return h_prev if None != h_prev else 0",
        "",
        causes.ComparedWithNone("h_prev", False),
    ),
    "an array as a condition": (
        "if x_t > 0:\n    return x_t",
        "",
        causes.ArrayAsCondition("x_t > 0"),
    ),
    "not an array": ("if not h_prev:\n    return 0", "", causes.ArrayAsCondition("not h_prev")),
    "a template line": (
        "f_t = None  # your code\nreturn f_t * h_prev",
        "",
        causes.NothingThere("f_t", "template", "", 20),
    ),
    "a template line of several": (
        "z, f_t = x_t, None\nreturn -f_t",
        "",
        causes.NothingThere("f_t", "template", "", 20),
    ),
    "a helper without return": (
        'z = helper(x_t, params["W_f"])\nreturn z * 2',
        HELPER,
        causes.NothingThere("z", "no return", "helper", 20),
    ),
    "a helper without return inside": (
        'return 1 + helper(x_t, params["W_f"])',
        HELPER,
        causes.NothingThere("helper(x_t, params['W_f'])", "no return", "helper"),
    ),
    "a helper without return given on": (
        'return sigmoid(helper(x_t, params["W_f"]))',
        f"{HELPER}\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))",
        causes.NothingThere("z", "no return", "helper", 0),
    ),
    "a helper without return split": (
        'h, c = helper(x_t, params["W_f"])',
        HELPER,
        causes.NothingThere("helper(x_t, params['W_f'])", "no return", "helper"),
    ),
    "append assigned": (
        "hs = []\nhs = hs.append(x_t)\nhs.append(x_t)",
        "",
        causes.NothingThere("hs", "in place", "append", 21),
    ),
    "append assigned in a loop": (
        "hs = []\nfor t in range(2):\n    hs = hs.append(x_t)",
        "",
        causes.NothingThere("hs", "in place", "append", 22),
    ),
}
