"""Weights to and from other libraries: their own numbers prove that our layouts are right."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import reference
from reference.shapes import Params
from reference.weights import from_keras, from_onnx, from_pytorch, to_keras, to_onnx, to_pytorch


@pytest.fixture
def params() -> Params:
    rng = np.random.default_rng(0)
    return {
        name: rng.normal(size=array.shape) for name, array in reference.init_lstm(3, 4, rng).items()
    }


def assert_same(got: Params, wanted: Params) -> None:
    assert got.keys() == wanted.keys()
    for name, array in wanted.items():
        np.testing.assert_array_equal(got[name], array, err_msg=name)


@pytest.mark.parametrize(("layer", "reverse"), [(0, False), (2, False), (1, True)])
def test_pytorch_there_and_back(params: Params, layer: int, reverse: bool) -> None:
    assert_same(from_pytorch(to_pytorch(params, layer, reverse), layer, reverse), params)


def test_keras_there_and_back(params: Params) -> None:
    assert_same(from_keras(to_keras(params)), params)


def test_onnx_there_and_back(params: Params) -> None:
    other = {name: array + 1 for name, array in params.items()}
    W, R, B = to_onnx(params, other)
    assert (W.shape, R.shape, B.shape) == ((2, 16, 3), (2, 16, 4), (2, 32))
    assert_same(from_onnx(W, R, B, 0), params)
    assert_same(from_onnx(W, R, B, 1), other)


def test_pytorch_loads_our_weights_and_gives_our_numbers(
    params: Params, torch_script: ModuleType
) -> None:
    torch = torch_script.torch
    net = torch.nn.LSTM(3, 4).double()
    net.load_state_dict(
        {name: torch.from_numpy(array) for name, array in to_pytorch(params).items()}
    )
    rng = np.random.default_rng(1)
    X, h_0, c_0 = rng.normal(size=(5, 2, 3)), rng.normal(size=(2, 4)), rng.normal(size=(2, 4))
    hs, _ = net(torch.from_numpy(X), (torch.from_numpy(h_0[None]), torch.from_numpy(c_0[None])))
    assert (
        np.max(np.abs(reference.lstm_sequence(X, h_0, c_0, params)[0] - hs.detach().numpy()))
        < 1e-12
    )


def test_we_load_the_weights_of_a_pytorch_network_as_it_comes(torch_script: ModuleType) -> None:
    """The tensors of ``state_dict()`` are taken as they are, and float32 stays float32."""
    torch = torch_script.torch
    torch.manual_seed(0)
    net = torch.nn.LSTM(3, 4)
    params = from_pytorch(net.state_dict())
    X = np.random.default_rng(1).normal(size=(5, 2, 3)).astype(np.float32)
    zeros = np.zeros((2, 4), np.float32)
    hs = reference.lstm_sequence(X, zeros, zeros, params)[0]
    assert hs.dtype == np.float32
    assert np.max(np.abs(hs - net(torch.from_numpy(X))[0].detach().numpy())) < 1e-6


def test_pytorch_without_bias(torch_script: ModuleType) -> None:
    torch = torch_script.torch
    net = torch.nn.LSTM(3, 4, bias=False).double()
    X, zeros = np.random.default_rng(1).normal(size=(5, 2, 3)), np.zeros((2, 4))
    hs = reference.lstm_sequence(X, zeros, zeros, from_pytorch(net.state_dict()))[0]
    assert np.max(np.abs(hs - net(torch.from_numpy(X))[0].detach().numpy())) < 1e-12


def test_keras_gives_our_numbers() -> None:
    with np.load(Path(__file__).parent / "golden" / "keras.npz") as kept:
        case = dict(kept)
    params = from_keras([case["kernel"], case["recurrent"], case["bias"]])
    hs, h_T, c_T = reference.lstm_sequence(
        case["X"].swapaxes(0, 1), case["h_0"], case["c_0"], params
    )
    assert np.max(np.abs(hs.swapaxes(0, 1) - case["hs"])) < 1e-12
    assert np.max(np.abs(h_T - case["h_T"])) < 1e-12
    assert np.max(np.abs(c_T - case["c_T"])) < 1e-12


def test_a_missing_bias_is_zero(params: Params) -> None:
    no_bias = {name: array * (not name.startswith("b")) for name, array in params.items()}
    weights = to_pytorch(params)
    assert_same(
        from_pytorch({name: weights[name] for name in ("weight_ih_l0", "weight_hh_l0")}), no_bias
    )
    assert_same(from_keras(to_keras(params)[:2]), no_bias)
    W, R, _ = to_onnx(params)
    assert_same(from_onnx(W, R), no_bias)


def test_two_biases_are_added(params: Params) -> None:
    weights = to_pytorch(params)
    weights["bias_hh_l0"] = np.arange(16.0)
    np.testing.assert_array_equal(from_pytorch(weights)["b_f"], params["b_f"] + np.arange(4.0, 8.0))
    W, R, B = to_onnx(params)
    B[0, 16:] = np.arange(16.0)
    np.testing.assert_array_equal(from_onnx(W, R, B)["b_o"], params["b_o"] + np.arange(4.0, 8.0))


def test_the_result_shares_no_memory(params: Params) -> None:
    weights = to_pytorch(params)
    loaded = from_pytorch(weights)
    for array in loaded.values():
        array[:] = 0
    assert_same(from_pytorch(weights), params)
    for stacked in (*to_keras(params), *to_onnx(params)):
        stacked[:] = 0
    assert all(array.all() for array in params.values())
    assert all(array.flags.c_contiguous for array in to_keras(params))


def test_a_layer_that_is_not_there(params: Params) -> None:
    with pytest.raises(
        ValueError, match=r"holds weight_ih_l0, .* has weight_ih_l3 .*Look at layer"
    ):
        from_pytorch(to_pytorch(params), layer=3)


def test_a_layer_with_a_projection(torch_script: ModuleType) -> None:
    net = torch_script.torch.nn.LSTM(3, 4, proj_size=2)
    with pytest.raises(ValueError, match="proj_size"):
        from_pytorch(net.state_dict())


@pytest.mark.parametrize(
    "weights",
    [
        pytest.param([np.zeros((16, 3)), np.zeros((16, 4)), np.zeros(16)], id="PyTorch's layout"),
        pytest.param([np.zeros((3, 12)), np.zeros((4, 12)), np.zeros(12)], id="a GRU"),
        pytest.param(
            [np.zeros((3, 16)), np.zeros((4, 16)), np.zeros(8)], id="a bias of another size"
        ),
    ],
)
def test_stacked_weights_of_wrong_shapes(weights: list[Any]) -> None:
    with pytest.raises(
        ValueError, match=r"have shapes .* should be \(4H, I\).*H = hidden units.*Look for"
    ):
        from_keras(weights)
