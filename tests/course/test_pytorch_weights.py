"""PyTorch's weights in the learner's own functions, with numbers that come along and with PyTorch
itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reference
from lstm_lab import pytorch
from reference.shapes import Params
from reference.weights import from_pytorch


def test_the_stored_network_is_what_the_reference_computes() -> None:
    network = pytorch.stored()
    params: Params = dict(pytorch.params_from_pytorch(network.state_dict))
    expected = from_pytorch(network.state_dict)
    assert {name: array.tolist() for name, array in params.items()} == {
        name: array.tolist() for name, array in expected.items()
    }
    for got, wanted in zip(
        reference.lstm_sequence(network.X, network.h_0, network.c_0, params),
        (network.hs, network.h_T, network.c_T),
        strict=True,
    ):
        np.testing.assert_allclose(got, wanted, atol=1e-12)


def test_without_pytorch_the_stored_network_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pytorch, "find_spec", lambda name: None)
    result = pytorch.compare_with_pytorch({"lstm_sequence": reference.lstm_sequence}, tmp_path)
    assert result.agrees
    assert "not installed" in repr(result)
    assert "✓" in result._repr_html_()


def test_with_pytorch_a_fresh_network_is_compared_too(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="PyTorch is not installed")
    result = pytorch.compare_with_pytorch({"lstm_sequence": reference.lstm_sequence}, tmp_path)
    assert result.agrees
    assert "fresh network of PyTorch" in repr(result)


def swapped(X: np.ndarray, h_0: np.ndarray, c_0: np.ndarray, params: dict[str, np.ndarray]) -> Any:
    hs, h_T, c_T = reference.lstm_sequence(X, h_0, c_0, params)
    return hs, c_T, h_T


@pytest.mark.parametrize(
    ("wrong", "said"), [(swapped, "off by up to"), (lambda *_: 1 / 0, "raised ZeroDivisionError")]
)
def test_a_wrong_function_is_told_so(
    wrong: Any, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pytorch, "find_spec", lambda name: None)
    result = pytorch.compare_with_pytorch({"lstm_sequence": wrong}, tmp_path)
    assert result.agrees is False
    assert said in repr(result)


def test_an_unwritten_function_is_asked_for(tmp_path: Path) -> None:
    result = pytorch.compare_with_pytorch({}, tmp_path)
    assert result.agrees is None
    assert "unit layers" in repr(result)
