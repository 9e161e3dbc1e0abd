"""A wrong version of one reference function changes every function that is built on it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import reference
from reference.shapes import Params

BUILT_ON = {
    "sigmoid": {"forget_gate", "input_gate", "output_gate"},
    "rnn_step": {"rnn_sequence"},
    **{
        name: {"lstm_step", "lstm_step_backward"}
        for name in ("forget_gate", "input_gate", "candidate", "output_gate", "cell_state")
    },
    "hidden_state": {"lstm_step"},
    "lstm_step": {"lstm_sequence", "lstm_sequence_backward"},
    "lstm_step_backward": {"lstm_sequence_backward"},
    "lstm_sequence": {"lstm_stack", "lstm_bidirectional"},
}


def reached_from(name: str) -> set[str]:
    """All functions that are built on this one, directly or not."""
    reached = set(BUILT_ON.get(name, set()))
    for other in tuple(reached):
        reached |= reached_from(other)
    return reached


def modules() -> list[ModuleType]:
    return [
        reference,
        *(
            importlib.import_module(f"reference.{module.name}")
            for module in pkgutil.iter_modules(reference.__path__)
        ),
    ]


def replace(patch: pytest.MonkeyPatch, name: str, wrong: Callable[..., Any]) -> None:
    """Put a wrong version in every place where the reference holds the function."""
    right = getattr(reference, name)
    for module in modules():
        for bound, value in list(vars(module).items()):
            if value is right:
                patch.setattr(module, bound, wrong)


def random_params(rng: np.random.Generator, I: int, H: int) -> Params:
    """Parameters of an LSTM whose biases are random as well."""
    params = reference.init_lstm(I, H, rng)
    return {name: rng.normal(size=array.shape) for name, array in params.items()}


def outputs() -> dict[str, np.ndarray]:
    """The results of every function as flat arrays. All sizes differ, and no state is zero."""
    rng = np.random.default_rng(0)
    T, B, I, H = 3, 2, 5, 4
    cell, upper, other = (random_params(rng, inputs, H) for inputs in (I, H, I))
    X, h, c, more = rng.normal(size=(T, B, I)), *rng.normal(size=(3, B, H))
    dhs = rng.normal(size=(T, B, H))
    gate = X[0], h, cell["W_f"], cell["U_f"], cell["b_f"]
    results = {
        "sigmoid": reference.sigmoid(h),
        "rnn_step": reference.rnn_step(*gate),
        "rnn_sequence": reference.rnn_sequence(X, *gate[1:]),
        **{
            name: getattr(reference, name)(*gate)
            for name in ("forget_gate", "input_gate", "candidate", "output_gate")
        },
        "cell_state": reference.cell_state(c, h, more, h + more),
        "hidden_state": reference.hidden_state(h, c),
        "lstm_step": reference.lstm_step(X[0], h, c, cell),
        "lstm_sequence": reference.lstm_sequence(X, h, c, cell),
        "lstm_stack": reference.lstm_stack(X, np.stack([h, c]), np.stack([c, h]), [cell, upper]),
        "lstm_bidirectional": reference.lstm_bidirectional(X, cell, other),
        "lstm_step_backward": reference.lstm_step_backward(dhs[0], more, X[0], h, c, cell),
        "lstm_sequence_backward": reference.lstm_sequence_backward(dhs, X, h, c, cell),
    }
    return {
        name: np.concatenate([array.ravel() for array in flat(result)])
        for name, result in results.items()
    }


def flat(result: Any) -> list[np.ndarray]:
    if isinstance(result, tuple):
        return [array for part in result for array in flat(part)]
    return list(result.values()) if isinstance(result, dict) else [result]


def scaled(result: Any) -> Any:
    """The same result, slightly too large."""
    if isinstance(result, tuple):
        return tuple(scaled(part) for part in result)
    if isinstance(result, dict):
        return {name: 1.01 * array for name, array in result.items()}
    return 1.01 * result


@pytest.mark.parametrize(
    "name", sorted({*BUILT_ON, *(name for built in BUILT_ON.values() for name in built)})
)
def test_a_wrong_version_changes_what_is_built_on_it_and_nothing_else(name: str) -> None:
    right = getattr(reference, name)
    before = outputs()
    with pytest.MonkeyPatch.context() as patch:
        replace(patch, name, lambda *args: scaled(right(*args)))
        after = outputs()
    changed = {other for other in before if not np.allclose(before[other], after[other], rtol=1e-9)}
    assert changed == {name} | reached_from(name)


def test_a_wrong_version_may_return_another_shape() -> None:
    """A learner's own ``lstm_step`` would broadcast a gate of shape (H,), and so does ours."""
    right = reference.forget_gate
    rng = np.random.default_rng(0)
    params = reference.init_lstm(3, 4, rng)
    X, h, c = rng.normal(size=(5, 2, 3)), *rng.normal(size=(2, 2, 4))
    with pytest.MonkeyPatch.context() as patch:
        replace(patch, "forget_gate", lambda *args: right(*args).mean(axis=0))
        hs, _, _ = reference.lstm_sequence(X, h, c, params)
    assert hs.shape == (5, 2, 4)


def source(module: ModuleType) -> str:
    assert module.__file__ is not None
    return Path(module.__file__).read_text(encoding="utf-8")


def test_reference_imports_numpy_only() -> None:
    allowed = {"numpy", "reference", "__future__"} | set(sys.stdlib_module_names)
    for module in modules():
        imported = {
            line.split()[1].split(".")[0]
            for line in source(module).splitlines()
            if line.startswith(("import ", "from "))
        }
        assert imported <= allowed, module.__name__


def statements(tree: ast.Module) -> int:
    """How many statements a module holds, without its docstrings."""
    return sum(
        isinstance(node, ast.stmt)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in ast.walk(tree)
    )


def test_every_module_is_short_enough_to_read() -> None:
    for module in modules():
        most = 75 if module.__name__ == "reference.shapes" else 50
        assert statements(ast.parse(source(module))) <= most, module.__name__
