"""What a function uses of its own submission is told, and nothing else of the same name."""

from __future__ import annotations

import types
from typing import Any

import pytest

from autograder.data.runs import Chunk, Job, Task
from autograder.sandbox import Sandbox
from autograder.sandbox.inside.uses import Uses

BEFORE = """
import numpy as np
def helper(z):
    return sigmoid(z)
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
def squashed(function):
    return lambda z: sigmoid(function(z))
class Gates:
    def sigmoid(self, z):
        return z
gates, act = Gates(), sigmoid
"""
USED = {
    "return sigmoid(z)": ["sigmoid"],
    "return helper(z)": ["helper", "sigmoid"],
    "return list(map(sigmoid, z))": ["sigmoid"],
    "return [sigmoid(each) for each in z]": ["sigmoid"],
    "inner = lambda y: sigmoid(y)\n    return inner(z)": ["sigmoid"],
    "return act(z)": ["act"],
    "sigmoid = np.tanh\n    return sigmoid(z)": [],
    "def sigmoid(y):\n        return y\n    return sigmoid(z)": [],
    "return [sigmoid for sigmoid in z]": [],
    "return gates.sigmoid(z)": [],
    "return 'sigmoid(z)'  # sigmoid(z)": [],
    "return f(z - 1) if z else sigmoid(z)": ["sigmoid"],
}


def used(source: str) -> list[str]:
    namespace: dict[str, Any] = {}
    exec(BEFORE + source, namespace)
    return Uses().of(namespace["f"])


@pytest.mark.parametrize("body", USED)
def test_names_are_those_of_functions_that_are_used(body: str) -> None:
    assert sorted(used(f"def f(z):\n    {body}\n")) == USED[body]


def test_what_is_decorated_counts_as_well() -> None:
    assert used("@squashed\ndef f(z):\n    return helper(z)\n") == ["sigmoid", "helper"]


def test_a_closure_that_was_never_filled_and_what_is_no_function_are_passed_over() -> None:
    assert (
        used(
            "def made():\n    def inner(z):\n        return missing\n    return inner\n    missing"
            " = 1\nf = made()\n"
        )
        == []
    )
    assert Uses().of(print) == Uses().of(None) == Uses().of(types.SimpleNamespace()) == []


def test_a_run_carries_them(sandbox: Sandbox) -> None:
    tasks = tuple(
        Task(name, f"def {name}(z):\n    raise NotImplementedError\n", ((1.0,),))
        for name in ("helper", "f")
    )
    source = BEFORE + "def f(z):\n    return helper(z)\n"
    for tampering in ("", "import dis\ndis.get_instructions = None\n"):
        done = sandbox.run(Job("ada", (Chunk("hand-in", source + tampering),), tasks))
        assert [task.runs[0].outcome for task in done.tasks] == ["returned"] * 2
        assert [sorted(task.uses) for task in done.tasks] == (
            [["sigmoid"], ["helper", "sigmoid"]] if not tampering else [[], []]
        )
