"""Every public function of the reference has a complete docstring, and its example runs."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from typing import Any

import pytest

import reference

MODULES = [f"reference.{module.name}" for module in pkgutil.iter_modules(reference.__path__)]
SECTION = re.compile(r"^(\w+)\n-+$", re.MULTILINE)
ENTRY = re.compile(r"^(\*?\*?\w+) : (\S.*)$", re.MULTILINE)
WITHOUT_SOURCE = {"sigmoid", "count_parameters", "check_shapes", "unchecked"}
"""Functions whose equation stands in no paper that we know of as its source."""


def public_functions() -> dict[str, Callable[..., Any]]:
    """Every public function of every module, by name."""
    return {
        name: inspect.unwrap(value)
        for module in map(importlib.import_module, MODULES)
        for name, value in vars(module).items()
        if inspect.isfunction(value) and not name.startswith("_")
        if inspect.unwrap(value).__module__ == module.__name__
    }


FUNCTIONS = public_functions()
each_function = pytest.mark.parametrize("name", FUNCTIONS)


def sections(function: Callable[..., Any]) -> dict[str, str]:
    """The parts of a numpydoc docstring by title; what stands above them is under ``""``."""
    parts = SECTION.split(inspect.getdoc(function) or "")
    return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def test_every_exported_function_is_looked_at() -> None:
    assert set(reference.__all__) <= set(FUNCTIONS)
    assert {"from_pytorch", "to_onnx", "check_shapes"} <= set(FUNCTIONS)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.FAIL_FAST)
    assert result.failed == 0
    assert result.attempted > 0


@each_function
def test_the_first_line_is_a_sentence(name: str) -> None:
    first = sections(FUNCTIONS[name])[""].splitlines()[0]
    assert first[0].isupper()
    assert first.endswith(".")


@each_function
def test_every_parameter_is_described_with_its_type(name: str) -> None:
    described = dict(ENTRY.findall(sections(FUNCTIONS[name]).get("Parameters", "")))
    parameters = inspect.signature(FUNCTIONS[name]).parameters
    assert [label.lstrip("*") for label in described] == list(parameters)
    for label, kind in described.items():
        if kind.startswith("array"):
            assert "shape" in kind, f"{label} : {kind}"


@each_function
def test_the_results_are_described(name: str) -> None:
    if inspect.signature(FUNCTIONS[name]).return_annotation.startswith("Iterator"):
        return  # a context has no result
    results = ENTRY.findall(sections(FUNCTIONS[name])["Returns"])
    assert results
    assert all("shape" in kind for _, kind in results if kind.startswith("array"))


@each_function
def test_a_function_that_checks_its_arguments_says_what_it_raises(name: str) -> None:
    source = inspect.getsource(FUNCTIONS[name])
    if source.startswith("@check_shapes(") or "raise " in source:
        assert "ValueError" in sections(FUNCTIONS[name]).get("Raises", "")


@each_function
def test_the_source_of_the_formula_is_named(name: str) -> None:
    assert ("References" in sections(FUNCTIONS[name])) == (name not in WITHOUT_SOURCE)


@each_function
def test_every_function_has_an_example_of_its_own(name: str) -> None:
    examples = sections(FUNCTIONS[name])["Examples"]
    assert re.search(rf"^(>>>|\.\.\.) .*\b{name}\(", examples, re.MULTILINE)
