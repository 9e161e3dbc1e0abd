"""Why an exception arose: each rule on code as people write it, and the words that they read.

The code runs in this process, as in a learner's notebook.
"""

from __future__ import annotations

import re
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
from tests.judge.exceptions.inputs import INPUTS
from tests.judge.exceptions.written_in_place import IN_PLACE
from tests.judge.exceptions.written_names import NAMES
from tests.judge.exceptions.written_shapes import SHAPES
from tests.judge.exceptions.written_things import THINGS
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


CASES = NAMES | SHAPES | THINGS | IN_PLACE


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
    assert set(get_args(Fact)) - tried == {causes.NotImported}


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("x += 1", causes.ReadOnly("x")),
        ("x[0] = 1", causes.ReadOnly("x")),
        ("h = x\n    h += 1", causes.ReadOnly("h", "x")),
        ("h = x[0]\n    h += 1", causes.ReadOnly("h", "x")),
        ("h, n = x.T, 1\n    h *= 2", causes.ReadOnly("h", "x")),
        ("h = np.asarray(x)\n    np.tanh(h, out=h)", causes.ReadOnly("h", "x")),
        ("for row in x:\n        row += 1", causes.ReadOnly("row", "x")),
        ("h = [x][0]\n    h += 1", causes.ReadOnly("h", known=False)),
        ("x.sort()", causes.ReadOnly("x")),
    ],
)
def test_an_input_that_is_read_only(body: str, wanted: causes.ReadOnly) -> None:
    closed = np.ones((3, 3))
    closed.flags.writeable = False
    source = f"import numpy as np\n\ndef gate(x):\n    {body}\n    return x\n"
    space: dict[str, Any] = {}
    exec(compile(source, "gates.py", "exec"), space)
    chosen = case(inputs={"x": closed})
    run = call_recorded(space["gate"], chosen.inputs, chunk_names={"gates.py": "gates.py"})
    cause = find_cause(exercise(chosen), chosen, run, {"gates.py": source})
    assert cause is not None
    assert cause.fact == wanted
    assert explain_fact(wanted).headline.endswith("changes it in place.")


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
