"""What text alone can tell of a function, and that the sandbox decides the same."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from autograder.sandbox.inside.stubs import Definitions
from autograder.submission.stubs import definition_in, other_spelling, similar_function

STUB = '''def f(x, y):
    r"""Add two numbers.

def is a word that may stand at the left edge.
    """
    raise NotImplementedError("f is yours to write")'''

SOURCES = {
    "the stub": (STUB, "stub"),
    "the stub among other code": (f"import numpy\n\n{STUB}\nprint(1)\n", "stub"),
    "another docstring": (
        'def f(x, y):\n    "Mine."\n    raise NotImplementedError("f is yours to write")',
        "stub",
    ),
    "comments": (STUB.replace("    raise", "    # to do\n\n    raise"), "stub"),
    "other parameters": ("def f(\n    a,\n    b=(1, 2),\n):\n    pass", "stub"),
    "on one line": ("def f(x, y): ...", "stub"),
    "another message": ("def f(x, y):\n    raise NotImplementedError", "stub"),
    "first written, then the stub again": (f"def f(x, y):\n    return x + y\n\n\n{STUB}", "stub"),
    "written": ("def f(x, y):\n    return x + y", "defined"),
    "written on one line": ("def f(x, y): return x + y", "defined"),
    "written above the old line": (
        STUB.replace("    raise", "    return x + y\n    raise"),
        "defined",
    ),
    "a helper that is not written": (
        "def g():\n    raise NotImplementedError\n\n\ndef f(x, y):\n    return x + y",
        "defined",
    ),
    "a comment after the signature": ("def f(x, y):  # mine\n    if x:\n        pass", "defined"),
    "another error": ("def f(x, y):\n    raise ValueError('no')", "defined"),
    "behind a form feed": ("import os\n\fdef f(x, y):\n    return x + y\n", "defined"),
    "the stub before a form feed": (f"{STUB}\n\n\fdef g(x):\n    return x", "stub"),
    "the stub behind a form feed": (f"import os\n\f{STUB}", "stub"),
    "a class": ("class f:\n    pass", "defined"),
    "an assignment": ("import operator\nf = operator.add", "defined"),
    "first the stub, then written": (f"{STUB}\n\n\ndef f(x, y):\n    return x + y", "defined"),
    "nothing": ("", "missing"),
    "in a text": ('"""\ndef f(x, y):\n    return x + y\n"""', "missing"),
    "inside another function": ("def g():\n    def f(x, y):\n        return x", "missing"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_the_last_definition_is_missing_a_stub_or_written(name: str) -> None:
    source, found = SOURCES[name]
    assert definition_in(source, "f", STUB) == found


@pytest.mark.parametrize("name", SOURCES)
def test_the_sandbox_decides_the_same(name: str) -> None:
    source, found = SOURCES[name]
    definitions = Definitions()
    definitions.read("cell", ast.parse(source))
    space: dict[str, Any] = {}
    exec(compile(source, "cell", "exec"), space)
    assert definitions.found(space.get("f"), STUB) == found


def test_a_stub_that_raises_nothing_is_compared_line_by_line() -> None:
    stub = "def f(x):\n    y = 2 * x\n    return y"
    assert definition_in(stub.replace("2 * x", "2 * x  # two"), "f", stub) == "stub"
    assert definition_in(stub.replace("2 * x", "3 * x"), "f", stub) == "defined"
    assert definition_in("def f(x):\n    return y\n    y = 2 * x", "f", stub) == "defined"


@pytest.mark.parametrize(
    "source",
    [
        "def f(x): x\n" * 50_000,
        "def f(x):\n" + "    '''\n" * 100_001,
        "def f(x" + "(" * 300_000,
        "f" + " " * 1_000_000,
        "async " * 100_000,
        "\n".join(["raise NotImplementedError("] * 50_000),
    ],
    ids=lambda source: source[:9].strip(),
)
def test_hostile_text_gets_an_answer(source: str) -> None:
    assert definition_in(source, "f", STUB) in ("missing", "stub", "defined")


def test_a_function_with_a_similar_name_is_found() -> None:
    source = "def rnn_stp(x):\n    return x\n\ndef rnn_steps(x):\n    def rnn_step_(): pass\n"
    assert similar_function(source, "rnn_step", ["rnn_steps"]) == "rnn_stp"
    assert similar_function(source, "hidden_state", []) is None
    assert similar_function("def rnn_step(x): pass", "rnn_step", []) is None
    assert similar_function("def f" * 100_000, "f", []) is None


@pytest.mark.parametrize("name", ["RNN_Step", "rnnStep", "rnn__step", "rnnstep"])
def test_a_name_with_other_capitals_or_underscores_is_found(name: str) -> None:
    assert other_spelling(f"x = 1\ndef {name}(x):\n    return x\n", "rnn_step") == name
    assert other_spelling(f"def g():\n    def {name}(x):\n        return x\n", "rnn_step") is None


def test_another_name_is_no_other_spelling() -> None:
    assert other_spelling("def rnn_step(x): ...\ndef rnn_stp(x): ...\n", "rnn_step") is None
