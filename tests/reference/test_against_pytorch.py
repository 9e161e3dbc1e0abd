"""The reference and PyTorch agree: forward below 1e-12 and gradients below 1e-10, in float64."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

import reference
from reference.memory import AdamState
from reference.weights import from_pytorch

Case = dict[str, np.ndarray]
FORWARD, GRADIENT = 1e-12, 1e-10

ONE_LAYER = ["lstm", "lstm-one-step-one-example", "lstm-long"]
STACKS = ["lstm-stack-of-two", "lstm-stack-of-four"]


def assert_within(bound: float, **pairs: tuple[np.ndarray, np.ndarray]) -> None:
    for name, (got, wanted) in pairs.items():
        assert got.shape == wanted.shape, name
        assert np.max(np.abs(got - wanted)) < bound, name


def part(case: Case, prefix: str) -> Case:
    """The arrays of a case whose names begin with ``prefix/``, without it."""
    return {
        name.removeprefix(f"{prefix}/"): array
        for name, array in case.items()
        if name.startswith(f"{prefix}/")
    }


def expected_grads(case: Case, layer: int = 0, reverse: bool = False) -> Case:
    """PyTorch's gradients under our names.

    PyTorch adds its two biases, so both have the gradient of our single bias.
    """
    grads = {
        name: array for name, array in part(case, "grads").items() if not name.startswith("bias_hh")
    }
    return from_pytorch(grads, layer, reverse)


def assert_same_grads(got: Case, wanted: Case) -> None:
    assert got.keys() == wanted.keys()
    assert_within(GRADIENT, **{name: (got[name], wanted[name]) for name in wanted})


@pytest.mark.parametrize("name", ONE_LAYER)
def test_lstm_sequence_and_every_gradient(torch_cases: dict[str, Case], name: str) -> None:
    case = torch_cases[name]
    params = from_pytorch(part(case, "weights"))
    X, h_0, c_0 = case["X"], case["h_0"][0], case["c_0"][0]

    hs, h_T, c_T = reference.lstm_sequence(X, h_0, c_0, params)
    assert_within(
        FORWARD, hs=(hs, case["hs"]), h_T=(h_T, case["h_T"][0]), c_T=(c_T, case["c_T"][0])
    )

    dX, dh_0, dc_0, grads = reference.lstm_sequence_backward(case["dhs"], X, h_0, c_0, params)
    assert_within(
        GRADIENT, dX=(dX, case["dX"]), dh_0=(dh_0, case["dh_0"][0]), dc_0=(dc_0, case["dc_0"][0])
    )
    assert_same_grads(grads, expected_grads(case))


@pytest.mark.parametrize("name", STACKS)
def test_lstm_stack_and_every_gradient(torch_cases: dict[str, Case], name: str) -> None:
    case = torch_cases[name]
    X, h_0, c_0 = case["X"], case["h_0"], case["c_0"]
    layers = [from_pytorch(part(case, "weights"), layer) for layer in range(len(h_0))]

    hs, h_T, c_T = reference.lstm_stack(X, h_0, c_0, layers)
    assert_within(FORWARD, hs=(hs, case["hs"]), h_T=(h_T, case["h_T"]), c_T=(c_T, case["c_T"]))

    below = [X]  # what each layer reads
    for layer, params in enumerate(layers[:-1]):
        below.append(reference.lstm_sequence(below[-1], h_0[layer], c_0[layer], params)[0])
    dhs = case["dhs"]
    for layer in reversed(range(len(layers))):
        inputs = below[layer], h_0[layer], c_0[layer], layers[layer]
        dhs, dh_0, dc_0, grads = reference.lstm_sequence_backward(dhs, *inputs)
        assert_within(GRADIENT, dh_0=(dh_0, case["dh_0"][layer]), dc_0=(dc_0, case["dc_0"][layer]))
        assert_same_grads(grads, expected_grads(case, layer))
    assert_within(GRADIENT, dX=(dhs, case["dX"]))


def test_lstm_bidirectional(torch_cases: dict[str, Case]) -> None:
    case = torch_cases["lstm-bidirectional-zero-states"]
    forward, backward = (
        from_pytorch(part(case, "weights"), reverse=reverse) for reverse in (False, True)
    )
    assert_within(
        FORWARD, hs=(reference.lstm_bidirectional(case["X"], forward, backward), case["hs"])
    )


@pytest.mark.parametrize("name", ["lstm-bidirectional", "lstm-bidirectional-zero-states"])
def test_both_directions_and_every_gradient(torch_cases: dict[str, Case], name: str) -> None:
    case = torch_cases[name]
    X, h_0, c_0, dhs = case["X"], case["h_0"], case["c_0"], case["dhs"]
    forward, backward = (
        from_pytorch(part(case, "weights"), reverse=reverse) for reverse in (False, True)
    )
    H = h_0.shape[2]

    hs_f, h_f, c_f = reference.lstm_sequence(X, h_0[0], c_0[0], forward)
    hs_b, h_b, c_b = reference.lstm_sequence(X[::-1], h_0[1], c_0[1], backward)
    assert_within(
        FORWARD,
        hs=(np.concatenate([hs_f, hs_b[::-1]], axis=2), case["hs"]),
        h_T=(np.stack([h_f, h_b]), case["h_T"]),
        c_T=(np.stack([c_f, c_b]), case["c_T"]),
    )

    dX_f, dh_f, dc_f, grads_f = reference.lstm_sequence_backward(
        dhs[:, :, :H], X, h_0[0], c_0[0], forward
    )
    dX_b, dh_b, dc_b, grads_b = reference.lstm_sequence_backward(
        dhs[::-1, :, H:], X[::-1], h_0[1], c_0[1], backward
    )
    assert_within(
        GRADIENT,
        dX=(dX_f + dX_b[::-1], case["dX"]),
        dh_0=(np.stack([dh_f, dh_b]), case["dh_0"]),
        dc_0=(np.stack([dc_f, dc_b]), case["dc_0"]),
    )
    assert_same_grads(grads_f, expected_grads(case))
    assert_same_grads(grads_b, expected_grads(case, reverse=True))


@pytest.mark.parametrize("name", ["lstm_step", "lstm_step-one-input"])
def test_lstm_step_and_every_gradient_through_both_results(
    torch_cases: dict[str, Case], name: str
) -> None:
    case = torch_cases[name]
    params = from_pytorch(part(case, "weights"))
    inputs = case["x_t"], case["h_prev"], case["c_prev"], params

    h_t, c_t = reference.lstm_step(*inputs)
    assert_within(FORWARD, h_t=(h_t, case["h_t"]), c_t=(c_t, case["c_t"]))

    dx_t, dh_prev, dc_prev, grads = reference.lstm_step_backward(
        case["dh_t"], case["dc_t"], *inputs
    )
    assert_within(
        GRADIENT,
        dx_t=(dx_t, case["dx_t"]),
        dh_prev=(dh_prev, case["dh_prev"]),
        dc_prev=(dc_prev, case["dc_prev"]),
    )
    assert_same_grads(grads, expected_grads(case))


@pytest.mark.parametrize("name", ["rnn", "rnn-long"])
def test_rnn_and_its_memory_gradient(torch_cases: dict[str, Case], name: str) -> None:
    case = torch_cases[name]
    W, U, b = case["weight_ih_l0"], case["weight_hh_l0"], case["bias_ih_l0"] + case["bias_hh_l0"]
    hs = reference.rnn_sequence(case["X"], case["h_0"], W, U, b)
    assert_within(FORWARD, hs=(hs, case["hs"]))
    assert_within(
        FORWARD, h_1=(reference.rnn_step(case["X"][0], case["h_0"], W, U, b), case["hs"][0])
    )
    assert_within(GRADIENT, jacobian=(reference.rnn_memory_gradient(hs, U), case["jacobian"]))


@pytest.mark.parametrize("name", ["adam", "adam-short-memory"])
def test_adam_over_several_steps(torch_cases: dict[str, Case], name: str) -> None:
    case = torch_cases[name]
    params = part(case, "start")
    zeros = {key: np.zeros_like(array) for key, array in params.items()}
    state: AdamState = {"m": zeros, "v": zeros, "t": 0}
    for step in range(4):
        params, state = reference.adam_step(
            params, part(case, f"grad/{step}"), state, *case["settings"]
        )
        wanted = part(case, f"after/{step}")
        assert_within(FORWARD, **{key: (params[key], wanted[key]) for key in wanted})
        assert state["t"] == step + 1


@pytest.mark.parametrize("name", ["clip", "clip-within"])
def test_clip_gradients(torch_cases: dict[str, Case], name: str) -> None:
    case = torch_cases[name]
    clipped = reference.clip_gradients(part(case, "grad"), float(case["max_norm"]))
    # PyTorch divides by the norm plus 1e-6, so it ends slightly below the bound
    scale = (case["norm"] + 1e-6) / case["norm"] if case["norm"] > case["max_norm"] else 1.0
    assert_within(
        FORWARD,
        **{key: (clipped[key], scale * array) for key, array in part(case, "clipped").items()},
    )


@pytest.mark.parametrize(("I", "H", "L"), [(3, 4, 1), (7, 2, 3), (1, 5, 2)])
def test_count_parameters(torch_script: ModuleType, I: int, H: int, L: int) -> None:
    torch = torch_script.torch
    numbers = sum(parameter.numel() for parameter in torch.nn.LSTM(I, H, L).parameters())
    second_biases = 4 * H * L  # PyTorch keeps two biases for each gate
    assert reference.count_parameters(I, H, L) == numbers - second_biases


def test_kept_numbers_are_what_the_script_makes(
    torch_script: ModuleType, golden_cases: dict[str, Case]
) -> None:
    fresh = torch_script.compute(2026)
    assert fresh.keys() == golden_cases.keys()
    for name, case in fresh.items():
        assert case.keys() == golden_cases[name].keys()
        for key, array in case.items():
            np.testing.assert_allclose(
                golden_cases[name][key], array, rtol=1e-10, atol=1e-12, err_msg=f"{name} {key}"
            )
