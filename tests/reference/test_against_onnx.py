"""The reference agrees with ONNX: with the node cases of its operators and with onnxruntime.

In the node cases all gates have the same weights, so exchanged gates would pass. Therefore
onnxruntime also runs random, unequal weights, biases and states. All numbers are float32 and differ
by less than 1e-6.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

import reference
from reference.weights import from_onnx, to_onnx

onnx = pytest.importorskip("onnx", reason="onnx is not installed (extra `dev`)")

BOUND = 1e-6
Arrays = dict[str, np.ndarray]
Direction = Callable[[int, bool], tuple[np.ndarray, ...]]
"""Runs one direction: its number, and whether it reads from the end."""


def node_cases(operator: str) -> list[Any]:
    """The cases that the onnx package makes for one operator, without those with peepholes.

    The classes of the package pass each case to ``expect``. We replace it by a function that
    collects the cases. Peepholes are the input P.
    """
    found = []

    def note(node: Any, inputs: list[np.ndarray], outputs: list[np.ndarray], name: str) -> None:
        if "P" not in node.input:
            found.append(pytest.param(node, inputs, outputs, id=name))

    module = importlib.import_module(f"onnx.backend.test.case.node.{operator.lower()}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "expect", note)
        cases = getattr(module, operator)
        for name in dir(cases):
            if name.startswith("export_"):
                getattr(cases, name)()
    return found


def named(
    node: Any, inputs: list[np.ndarray], outputs: list[np.ndarray]
) -> tuple[dict[str, Any], Arrays, Arrays]:
    """Attributes, inputs and outputs of a node by ONNX's own names, without those not given."""
    attributes = {
        attribute.name: onnx.helper.get_attribute_value(attribute) for attribute in node.attribute
    }
    operator = onnx.defs.get_schema(node.op_type)
    given = [
        formal.name for formal, actual in zip(operator.inputs, node.input, strict=False) if actual
    ]
    wanted = [
        formal.name for formal, actual in zip(operator.outputs, node.output, strict=False) if actual
    ]
    return (
        attributes,
        dict(zip(given, inputs, strict=True)),
        dict(zip(wanted, outputs, strict=True)),
    )


def run_directions(direction: str, run: Direction) -> tuple[np.ndarray, ...]:
    """Run ONNX's directions: hs of shape (T, D, B, H), and the last states of shape (D, B, H)."""
    flips = {"forward": [False], "reverse": [True], "bidirectional": [False, True]}[direction]
    hs, *last = zip(*(run(number, flip) for number, flip in enumerate(flips)), strict=True)
    unflipped = [h[::-1] if flip else h for h, flip in zip(hs, flips, strict=True)]
    return np.stack(unflipped, axis=1), *(np.stack(states) for states in last)


def lstm_by_reference(attributes: Mapping[str, Any], inputs: Arrays) -> Arrays:
    """Y, Y_h and Y_c of an ONNX LSTM node, computed by the reference."""
    X, R = inputs["X"], inputs["R"]
    batch_first = attributes.get("layout", 0)
    states = [inputs.get(name) for name in ("initial_h", "initial_c")]
    if batch_first:
        X = X.swapaxes(0, 1)
        states = [state if state is None else state.swapaxes(0, 1) for state in states]
    zeros = np.zeros((len(R), X.shape[1], R.shape[2]), X.dtype)
    h_0, c_0 = (zeros if state is None else state for state in states)

    def run(number: int, flip: bool) -> tuple[np.ndarray, ...]:
        params = from_onnx(inputs["W"], R, inputs.get("B"), number)
        return reference.lstm_sequence(X[::-1] if flip else X, h_0[number], c_0[number], params)

    Y, Y_h, Y_c = run_directions(attributes.get("direction", b"forward").decode(), run)
    if batch_first:
        return {"Y": Y.transpose(2, 0, 1, 3), "Y_h": Y_h.swapaxes(0, 1), "Y_c": Y_c.swapaxes(0, 1)}
    return {"Y": Y, "Y_h": Y_h, "Y_c": Y_c}


def rnn_by_reference(attributes: Mapping[str, Any], inputs: Arrays) -> Arrays:
    """Y and Y_h of an ONNX RNN node with tanh, computed by the reference."""
    X, W, R = inputs["X"], inputs["W"], inputs["R"]
    if attributes.get("layout", 0):
        X = X.swapaxes(0, 1)
    H = R.shape[2]
    biases = inputs.get("B", np.zeros((len(W), 2 * H), X.dtype))
    h_0 = inputs.get("initial_h", np.zeros((len(W), X.shape[1], H), X.dtype))

    def run(number: int, flip: bool) -> tuple[np.ndarray, ...]:
        b = biases[number, :H] + biases[number, H:]
        hs = reference.rnn_sequence(X[::-1] if flip else X, h_0[number], W[number], R[number], b)
        return hs, hs[-1]

    Y, Y_h = run_directions(attributes.get("direction", b"forward").decode(), run)
    if attributes.get("layout", 0):
        return {"Y": Y.transpose(2, 0, 1, 3), "Y_h": Y_h.swapaxes(0, 1)}
    return {"Y": Y, "Y_h": Y_h}


def assert_outputs(got: Arrays, wanted: Arrays) -> None:
    assert wanted
    for name, array in wanted.items():
        assert got[name].dtype == np.float32
        assert got[name].shape == array.shape
        assert np.max(np.abs(got[name] - array)) < BOUND, name


@pytest.mark.parametrize(("node", "inputs", "outputs"), node_cases("LSTM"))
def test_lstm_node_case(node: Any, inputs: list[np.ndarray], outputs: list[np.ndarray]) -> None:
    attributes, given, wanted = named(node, inputs, outputs)
    assert_outputs(lstm_by_reference(attributes, given), wanted)


@pytest.mark.parametrize(("node", "inputs", "outputs"), node_cases("RNN"))
def test_rnn_node_case(node: Any, inputs: list[np.ndarray], outputs: list[np.ndarray]) -> None:
    attributes, given, wanted = named(node, inputs, outputs)
    assert_outputs(rnn_by_reference(attributes, given), wanted)


def test_there_are_node_cases() -> None:
    assert len(node_cases("LSTM")) >= 3
    assert len(node_cases("RNN")) >= 4


def random_lstm(rng: np.random.Generator, T: int, B: int, I: int, H: int, D: int) -> Arrays:
    """The inputs of a random ONNX LSTM node."""

    def draw(*shape: int) -> np.ndarray:
        return rng.normal(scale=0.7, size=shape).astype(np.float32)

    return {
        "X": draw(T, B, I),
        "W": draw(D, 4 * H, I),
        "R": draw(D, 4 * H, H),
        "B": draw(D, 8 * H),
        "initial_h": draw(D, B, H),
        "initial_c": draw(D, B, H),
    }


def onnxruntime_outputs(
    operator: str, direction: str, inputs: Arrays, outputs: list[str]
) -> Arrays:
    """The outputs that onnxruntime computes for one node."""
    runtime = pytest.importorskip(
        "onnxruntime", reason="onnxruntime is not installed (extra `dev`)"
    )
    order = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c"][
        : 7 if operator == "LSTM" else 6
    ]
    node = onnx.helper.make_node(
        operator,
        [name if name in inputs else "" for name in order],
        outputs,
        hidden_size=inputs["R"].shape[2],
        direction=direction,
    )
    described = [
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, array.shape)
        for name, array in inputs.items()
    ]
    returned = [
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in outputs
    ]
    graph = onnx.helper.make_graph([node], "one_node", described, returned)
    model = onnx.helper.make_model(
        graph, opset_imports=[onnx.helper.make_opsetid("", 14)], ir_version=8
    )
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    session = runtime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return dict(zip(outputs, session.run(outputs, inputs), strict=True))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("direction", ["forward", "reverse", "bidirectional"])
def test_lstm_against_onnxruntime(direction: str, seed: int) -> None:
    inputs = random_lstm(
        np.random.default_rng(seed), T=6, B=2, I=3, H=5, D=2 if direction == "bidirectional" else 1
    )
    wanted = onnxruntime_outputs("LSTM", direction, inputs, ["Y", "Y_h", "Y_c"])
    assert_outputs(lstm_by_reference({"direction": direction.encode()}, inputs), wanted)


@pytest.mark.parametrize("direction", ["forward", "reverse", "bidirectional"])
def test_rnn_against_onnxruntime(direction: str) -> None:
    lstm = random_lstm(
        np.random.default_rng(7), T=6, B=2, I=3, H=5, D=2 if direction == "bidirectional" else 1
    )
    inputs = {
        "X": lstm["X"],
        "W": lstm["W"][:, :5],
        "R": lstm["R"][:, :5],
        "B": lstm["B"][:, :10],
        "initial_h": lstm["initial_h"],
    }
    wanted = onnxruntime_outputs("RNN", direction, inputs, ["Y", "Y_h"])
    assert_outputs(rnn_by_reference({"direction": direction.encode()}, inputs), wanted)


def test_our_bidirectional_and_our_weights_in_onnxruntime() -> None:
    rng = np.random.default_rng(11)
    forward, backward = (
        {name: array.astype(np.float32) for name, array in reference.init_lstm(3, 4, rng).items()}
        for _ in range(2)
    )
    X = rng.normal(size=(6, 2, 3)).astype(np.float32)
    W, R, B = to_onnx(forward, backward)
    Y = onnxruntime_outputs("LSTM", "bidirectional", {"X": X, "W": W, "R": R, "B": B}, ["Y"])["Y"]
    side_by_side = Y.transpose(0, 2, 1, 3).reshape(6, 2, 8)
    assert np.max(np.abs(reference.lstm_bidirectional(X, forward, backward) - side_by_side)) < BOUND
