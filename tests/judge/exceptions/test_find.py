"""Why an exception arose: each rule on code as people write it, and the words that they read.

The code runs in this process, as in a learner's notebook.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest

from autograder.course.run_locally import call_recorded
from autograder.data import causes
from autograder.data.answer_key import Case, ExerciseKey
from autograder.data.causes import Cause, Fact
from autograder.data.runs import Run
from autograder.judge.exceptions import find_cause
from autograder.judge.messages.exceptions import explain_fact, place_of
from tests.judge.made import case, exercise

PROMPT = """Compute it.

Parameters
----------
x_t : array, shape (B, I)
    The input.
h_prev : array, shape (B, H)
    The state.
params : dict of arrays
    `W_f`, `W_i` of shape (H, I); `U_f`, `U_i` of shape (H, H); `b_f`, `b_i` of shape (H,).

Returns
-------
f_t : array, shape (B, H)
    The gate.
"""
B, I, H = 3, 4, 2
PARAMS = {
    "W_f": np.ones((H, I)),
    "U_f": np.ones((H, H)),
    "b_f": np.ones(H),
    "W_i": np.ones((H, I)),
    "U_i": np.ones((H, H)),
    "b_i": np.ones(H),
}
INPUTS: Mapping[str, Any] = {
    "x_t": np.ones((B, I)),
    "h_prev": np.ones((B, H)),
    "params": PARAMS,
}
KEY = exercise(case(inputs=INPUTS), slug="gate")
SUM = 'x_t @ params["W_f"].T + h_prev @ params["U_f"].T + params["b_f"]'


def key() -> ExerciseKey:
    return replace(KEY, prompt=PROMPT)


def raised(body: str, before: str = "", head: str = "x_t, h_prev, params") -> Cause:
    """The cause of what a function with this body raises. Its own lines start at line 20."""
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    above = f"import math\nimport numpy as np\n{before}\n"
    source = above + "\n" * (18 - above.count("\n")) + f"def gate({head}):\n" + lines
    space: dict[str, Any] = {}
    exec(compile(source, "gates.py", "exec"), space)
    chosen: Case = key().cases[0]
    run = call_recorded(space["gate"], chosen.inputs, chunk_names={"gates.py": "gates.py"})
    assert run.outcome == "raised", run
    cause = find_cause(key(), chosen, run, {"gates.py": source})
    assert cause is not None
    return cause


def fact(body: str, before: str = "", head: str = "x_t, h_prev, params") -> Fact | None:
    return raised(body, before, head).fact


HELPER = "def helper(x, w):\n    z = x @ w.T"
TWO = "def two(x):\n    return x, x + 1"

CASES: dict[str, tuple[str, str, Fact]] = {
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
    "a shape split": ("T, B, I = x_t.shape", "", causes.WrongUnpacking("x_t.shape", "tuple", 3, 2)),
    "a float index": ("return x_t[4 / 2]", "", causes.BadIndex("x_t[4 / 2]", "4 / 2", "float")),
    "a float index of a loop": (
        "for t in np.arange(0.0, 2.0):\n    z = x_t[t]",
        "",
        causes.BadIndex("x_t[t]", "t", "float"),
    ),
    "text in a list": (
        'layers = [params]\nreturn layers["W_f"]',
        "",
        causes.BadIndex("layers['W_f']", "'W_f'", "text"),
    ),
    "one step too far": (
        "for t in range(len(x_t)):\n    z = x_t[t + 1]",
        "",
        causes.IndexTooLarge("x_t[t + 1]", 3, 3, 0),
    ),
    "an empty list": (
        "hs = []\nhs[0] = x_t",
        "",
        causes.IndexTooLarge("hs[0]", 0, 0, empty=True),
    ),
    "too many indices": (
        "return x_t[0, 0, 0]",
        "",
        causes.TooManyIndices("x_t[0, 0, 0]", "x_t", (("B", 3), ("I", 4))),
    ),
    "brackets behind a function": (
        "return np.zeros[3]",
        "",
        causes.NoParts("np.zeros", "function"),
    ),
    "a product without transpose": (
        'return x_t @ params["W_f"]',
        "",
        causes.ProductMisfit(
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
        causes.ProductMisfit(
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
        causes.ProductMisfit(
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
        causes.EntrywiseMisfit(
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
        causes.EntrywiseMisfit(
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
        causes.JoinMisfit(
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
        causes.AxisTooLarge("np.concatenate([x_t, h_prev], axis=2)", 2, 2),
    ),
    "a list of tuples": (
        "hs = []\nfor t in range(2):\n    hs.append((x_t, h_prev))\nreturn np.stack(hs)",
        "",
        causes.JoinedParts("np.stack(hs)", "np.stack", "hs", "tuple"),
    ),
    "a tuple in place of an array": (
        "a, b = (x_t, h_prev), (x_t, h_prev)\nreturn np.concatenate([a, b], axis=1)",
        "",
        causes.JoinedParts(
            "np.concatenate([a, b], axis=1)", "np.concatenate", "a", "itself a tuple"
        ),
    ),
    "a list that kept None": (
        "hs = [None] * 3\nhs[1] = x_t\nreturn np.stack(hs)",
        "",
        causes.JoinedParts("np.stack(hs)", "np.stack", "hs", "none"),
    ),
    "np.append to a list": (
        "hs = []\nfor t in range(2):\n    np.append(hs, x_t)\nreturn np.stack(hs)",
        "",
        causes.JoinedParts("np.stack(hs)", "np.stack", "hs", "", "np.append(hs, x_t)"),
    ),
    "no room for a value": (
        "hs = np.zeros((5, 2, 3))\nhs[0] = h_prev",
        "",
        causes.StoreMisfit("hs[0]", (("H", 2), ("B", 3)), (("B", 3), ("H", 2))),
    ),
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


@pytest.mark.parametrize("name", CASES)
def test_each_rule_finds_its_fact(name: str) -> None:
    body, before, wanted = CASES[name]
    found = fact(body, before)
    assert found == wanted


@pytest.mark.parametrize("name", CASES)
def test_each_fact_has_a_headline_and_a_step_in_sentences(name: str) -> None:
    body, before, _ = CASES[name]
    cause = raised(body, before)
    assert cause.fact is not None
    told = explain_fact(cause.fact)
    for text in (told.headline, told.step):
        assert text.endswith((".", "?", "`"))
        assert re.match(r"[A-Z`+]|np\.", text), text
    assert len(told.headline) < 170
    assert place_of(cause).startswith(f"Line {cause.line} of gates.py: `")


def test_every_fact_is_among_the_cases_or_tried_below() -> None:
    tried = {type(wanted) for _, _, wanted in CASES.values()}
    assert set(get_args(Fact)) - tried == {causes.NotImported, causes.ReadOnly}


def test_an_input_that_is_read_only() -> None:
    closed = np.ones(3)
    closed.flags.writeable = False
    source = "def gate(x):\n    x += 1\n    return x\n"
    space: dict[str, Any] = {}
    exec(compile(source, "gates.py", "exec"), space)
    chosen = case(inputs={"x": closed})
    run = call_recorded(space["gate"], chosen.inputs, chunk_names={"gates.py": "gates.py"})
    cause = find_cause(exercise(chosen), chosen, run, {"gates.py": source})
    assert cause == Cause("gates.py", 2, "x += 1", causes.ReadOnly("x"))


def test_a_module_that_is_not_imported() -> None:
    source = "def gate(x):\n    return np.tanh(x)\n"
    space: dict[str, Any] = {}
    exec(compile(source, "gates.py", "exec"), space)
    chosen = case(inputs={"x": np.ones(3)})
    run = call_recorded(space["gate"], chosen.inputs, chunk_names={"gates.py": "gates.py"})
    cause = find_cause(exercise(chosen), chosen, run, {"gates.py": source})
    assert cause is not None
    assert cause.fact == causes.NotImported("np")


def test_other_parameters_than_the_stub() -> None:
    found = fact("return x_t", head="x_t, h_prev")
    assert found == causes.WrongArguments("gate", 2, 3, whole=True)
    assert "stub" in explain_fact(found).headline


def test_a_cell_with_commands_is_read_around_them() -> None:
    source = "%matplotlib inline\nimport numpy as np\n\ndef gate(x):\n    return np.tamh(x)\n!ls\n"
    run = Run("raised", error="AttributeError", message="module 'numpy' has no attribute 'tamh'",
              chunk="a cell", line=5)  # fmt: skip
    cause = find_cause(KEY, KEY.cases[0], run, {"a cell": source})
    assert cause is not None
    assert cause.text == "return np.tamh(x)"
    assert cause.fact == causes.UnknownName("tamh", "numpy.tanh", "module", "numpy")


@pytest.mark.parametrize(
    "source", ["", "def gate(:", "\0", "(" * 5000, "x = 1\n" * 100_000, "def gate(x):\n  return ~"]
)
@pytest.mark.parametrize("line", [0, 1, 2, 10**6])
@pytest.mark.parametrize("error", ["NameError", "ValueError", "TypeError", "KeyError", "Weird"])
def test_whatever_the_source_holds_nothing_is_raised(source: str, line: int, error: str) -> None:
    run = Run("raised", error=error, message="name 'x' '' object \x1b", chunk="c", line=line)
    cause = find_cause(KEY, KEY.cases[0], run, {"c": source})
    assert cause is not None
    assert cause.line == line


def test_what_returned_has_no_cause() -> None:
    assert find_cause(KEY, KEY.cases[0], Run("returned", 1.0), {}) is None
