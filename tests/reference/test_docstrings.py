"""Every example in the reference runs and gives what it says, and every public function has one."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil

import pytest

import reference

MODULES = [f"reference.{module.name}" for module in pkgutil.iter_modules(reference.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.FAIL_FAST)
    assert result.failed == 0
    assert result.attempted > 0 or name == "reference.shapes"


@pytest.mark.parametrize("name", reference.__all__)
def test_every_function_has_a_sentence_and_an_example(name):
    function = inspect.unwrap(getattr(reference, name))
    assert function.__doc__
    first = function.__doc__.splitlines()[0]
    assert first[0].isupper()
    assert "." in first
    module = importlib.import_module(function.__module__)
    lines = f"{function.__doc__}\n{module.__doc__}".splitlines()
    shown = (
        "forget_gate" if name.endswith("_gate") else name
    )  # one example stands for the three that are alike
    assert any(">>>" in line and f"{shown}(" in line for line in lines)
