"""Functions that raise because of a call, or of a thing of the wrong kind.

Each is a body, what stands before the function, and the fact that is to be found.
"""

from __future__ import annotations

from autograder.data import causes
from autograder.data.causes import Fact
from tests.judge.exceptions.inputs import HELPER

THINGS: dict[str, tuple[str, str, Fact]] = {
    "sizes without a tuple": (
        "return np.zeros(3, 4)",
        "",
        causes.SizesNotListed("np.zeros(3, 4)", "np.zeros"),
    ),
    "a size with a fraction": ("return range(4 / 2)", "", causes.NotASize("4 / 2", "float")),
    "a shape for a size": ("return range(x_t.shape)", "", causes.NotASize("x_t.shape", "tuple")),
    "an array for a size": ("return range(x_t)", "", causes.NotASize("x_t", "array")),
    "an array that is called": (
        "return x_t(h_prev)",
        "",
        causes.Called("x_t", "array", "h_prev"),
    ),
    "a dict that is called": (
        'return params("W_f")',
        "",
        causes.Called("params", "dict", "'W_f'"),
    ),
    "an argument too few": (
        "return helper(x_t)",
        HELPER,
        causes.WrongArguments("helper", 2, 1, ("w",), parameters=("x", "w")),
    ),
    "an argument too many": (
        "return helper(x_t, 1, 2)",
        HELPER,
        causes.WrongArguments("helper", 2, 3, parameters=("x", "w")),
    ),
    "an argument of another library": (
        "return np.sum(x_t, dim=0)",
        "",
        causes.WrongArguments("np.sum", 0, 0, (), "dim", "axis"),
    ),
    "math of an array": (
        "return math.tanh(x_t)",
        "",
        causes.ScalarsOnly("math.tanh", "np.tanh"),
    ),
    "float of an array": ("return float(x_t)", "", causes.ScalarsOnly("float", "")),
    "math overflows": ("return math.exp(1000.0)", "", causes.MathOverflow("math.exp")),
    "a list in a calculation": (
        "hs = [x_t]\nreturn hs - x_t.sum() if False else -hs",
        "",
        causes.WrongKind("-hs", "hs", "list"),
    ),
    "keys in a calculation": (
        "return sum(np.sum(g ** 2) for g in params)",
        "",
        causes.WrongKind("g ** 2", "g", "text"),
    ),
    "a dict in a calculation": (
        "return params * 2.0",
        "",
        causes.WrongKind("params * 2.0", "params", "dict"),
    ),
    "whole numbers": (
        "n = np.zeros((3, 4), dtype=int)\nn += x_t * 0.5",
        "",
        causes.Narrow("n"),
    ),
    "parts of different shapes": (
        "return np.array([x_t, h_prev])",
        "",
        causes.Ragged("[x_t, h_prev]", True),
    ),
    "a loop over a number": (
        "n = 3\nfor t in n:\n    pass",
        "",
        causes.NotIterable("n", "number"),
    ),
    "an endless call": ("return gate(x_t, h_prev, params)", "", causes.CallsItself("gate")),
    "a stub": (
        "return helper()",
        "def helper():\n    raise NotImplementedError",
        causes.StillStub("helper"),
    ),
    "a package": ("import torch_that_is_not_there", "", causes.NotThere("torch_that_is_not_there")),
    "one's own assert": ("assert len(x_t) == 1", "", causes.OwnCheck("len(x_t) == 1", "assert")),
    "one's own error": (
        "raise ValueError('no')",
        "",
        causes.OwnCheck("raise ValueError('no')", "raise"),
    ),
    "a division": ("n = 0\nreturn 1 / n", "", causes.DividedByZero("n")),
}
