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
    sentence = (function.__doc__ or "").split("\n")[0]
    assert sentence.endswith((".", ";", ",")) or ":" in sentence
    module = importlib.import_module(function.__module__)
    assert f"{name}(" in "".join(line for doc in (function.__doc__, module.__doc__) for line in (doc or "").splitlines()
                                 if ">>>" in line) or name in ("input_gate", "output_gate")  # as for forget_gate
