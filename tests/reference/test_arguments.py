"""Wrong shapes are refused with a clear message, float types are kept, inputs are not changed."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

import reference
from reference.shapes import unchecked

T, B, I, H, L = 5, 2, 3, 4, 2


def calls(rng: np.random.Generator) -> dict[str, tuple[Any, ...]]:
    """Good arguments of every function that takes arrays, by name. Every size is different."""

    def draw(*shape: int) -> np.ndarray:
        return rng.normal(size=shape)

    def cell(inputs: int = I) -> dict[str, np.ndarray]:
        return {
            name: draw(*array.shape) for name, array in reference.init_lstm(inputs, H, rng).items()
        }

    gate = draw(B, I), draw(B, H), draw(H, I), draw(H, H), draw(H)
    params = cell()
    moments = {name: np.abs(array) for name, array in params.items()}
    return {
        "rnn_step": gate,
        "rnn_sequence": (draw(T, B, I), *gate[1:]),
        "rnn_memory_gradient": (np.tanh(draw(T, B, H)), draw(H, H)),
        "sigmoid": (draw(B, H),),
        **dict.fromkeys(["forget_gate", "input_gate", "candidate", "output_gate"], gate),
        "cell_state": (draw(B, H), draw(B, H), draw(B, H), draw(B, H)),
        "hidden_state": (draw(B, H), draw(B, H)),
        "lstm_step": (draw(B, I), draw(B, H), draw(B, H), params),
        "lstm_sequence": (draw(T, B, I), draw(B, H), draw(B, H), params),
        "lstm_stack": (draw(T, B, I), draw(L, B, H), draw(L, B, H), [params, cell(H)]),
        "lstm_bidirectional": (draw(T, B, I), params, cell()),
        "lstm_step_backward": (draw(B, H), draw(B, H), draw(B, I), draw(B, H), draw(B, H), params),
        "lstm_sequence_backward": (draw(T, B, H), draw(T, B, I), draw(B, H), draw(B, H), params),
        "clip_gradients": (params, 0.5),
        "carousel_gradient": (draw(T, B, H),),
        "adam_step": (params, cell(), {"m": cell(), "v": moments, "t": 3}, 0.1, 0.9, 0.99, 1e-8),
    }


NAMES = sorted(calls(np.random.default_rng(0)))
CHECKED = [name for name in NAMES if hasattr(getattr(reference, name), "__wrapped__")]


def deep(value: Any, change: Callable[[np.ndarray], Any]) -> Any:
    """The same nested value with every array changed."""
    if isinstance(value, np.ndarray):
        return change(value)
    if isinstance(value, dict):
        return {key: deep(item, change) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(deep(item, change) for item in value)
    return value


def arrays(value: Any) -> list[np.ndarray]:
    """All arrays of a nested value, in order."""
    found: list[np.ndarray] = []
    deep(value, found.append)
    return found


def test_every_function_is_tried_here() -> None:
    assert set(NAMES) == set(reference.__all__) - {"init_lstm", "count_parameters"}
    any_shape = {"sigmoid", "clip_gradients", "adam_step"}
    assert set(NAMES) - set(CHECKED) == any_shape


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_float_type_is_kept(name: str, dtype: type[np.floating[Any]]) -> None:
    arguments = deep(calls(np.random.default_rng(1))[name], lambda array: array.astype(dtype))
    assert {np.asarray(array).dtype for array in arrays(getattr(reference, name)(*arguments))} == {
        np.dtype(dtype)
    }


@pytest.mark.parametrize("name", NAMES)
def test_float32_is_as_exact_as_it_can_be(name: str) -> None:
    arguments = deep(calls(np.random.default_rng(1))[name], lambda array: array.astype(np.float32))
    narrow = arrays(getattr(reference, name)(*arguments))
    wide = arrays(
        getattr(reference, name)(*deep(arguments, lambda array: array.astype(np.float64)))
    )
    for got, wanted in zip(narrow, wide, strict=True):
        np.testing.assert_allclose(got, wanted, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("name", NAMES)
def test_inputs_are_not_changed_and_not_returned(name: str) -> None:
    """Read-only inputs are accepted, their values stay, and no result shares their memory."""
    arguments = calls(np.random.default_rng(2))[name]
    before = deep(arguments, np.copy)
    for array in arrays(arguments):
        array.flags.writeable = False
    result = getattr(reference, name)(*arguments)
    for array, kept in zip(arrays(arguments), arrays(before), strict=True):
        np.testing.assert_array_equal(array, kept)
    assert not any(
        np.shares_memory(got, array) for got in arrays(result) for array in arrays(arguments)
    )


@pytest.mark.parametrize("name", NAMES)
def test_memory_order_makes_no_difference(name: str) -> None:
    arguments = calls(np.random.default_rng(3))[name]
    turned = deep(arguments, np.asfortranarray)
    for got, wanted in zip(
        *(arrays(getattr(reference, name)(*given)) for given in (turned, arguments)), strict=True
    ):
        np.testing.assert_allclose(got, wanted, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", NAMES)
def test_arguments_may_be_named(name: str) -> None:
    arguments = calls(np.random.default_rng(4))[name]
    function = getattr(reference, name)
    by_name = dict(zip(inspect.signature(function).parameters, arguments, strict=True))
    for got, wanted in zip(arrays(function(**by_name)), arrays(function(*arguments)), strict=True):
        np.testing.assert_array_equal(got, wanted)


def with_array(arguments: tuple[Any, ...], number: int, wrong: np.ndarray) -> Any:
    """The arguments with their array of this number replaced."""
    count = itertools.count()
    return deep(arguments, lambda array: wrong if next(count) == number else array)


def spoiled(arguments: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[int, ...]]]:
    """The arguments with one array of a wrong shape, for every array and several wrong shapes."""
    for number, array in enumerate(arrays(arguments)):
        for change in (
            lambda a: np.concatenate([a, a]),
            np.transpose,
            lambda a: a[0],
            lambda a: a[np.newaxis],
            lambda a: a[..., :0],
        ):
            wrong = change(array)
            if wrong.shape != array.shape:
                yield with_array(arguments, number, wrong), wrong.shape


@pytest.mark.parametrize("name", [name for name in CHECKED if name != "carousel_gradient"])
def test_every_wrong_shape_is_refused_in_words(name: str) -> None:
    """Every array of every function is made wrong in turn. A single array has free sizes: see
    below.
    """
    tried = 0
    for arguments, shape in spoiled(calls(np.random.default_rng(5))[name]):
        if len(shape) == 3 and shape[0] == 2 * T and not name.endswith("backward"):
            continue  # twice as many steps are fine
        with pytest.raises(
            ValueError,
            match=rf"^{name}: .* has shape \(.*it should be \(.*(units|inputs|batch).*look",
        ):
            getattr(reference, name)(*arguments)
        tried += 1
    assert tried >= 4


@pytest.mark.parametrize("shape", [(4,), (2, 4), (1, 5, 2, 4), (0, 2, 4)])
def test_carousel_gradient_needs_time_batch_units(shape: tuple[int, ...]) -> None:
    with pytest.raises(
        ValueError, match=r"fs has shape .*\(T, B, H\): T = time steps, B = batch, H = hidden units"
    ):
        reference.carousel_gradient(np.ones(shape))


def test_the_message_states_both_shapes_and_every_axis() -> None:
    x_t, h_prev, W, U, b = calls(np.random.default_rng(0))["forget_gate"]
    with pytest.raises(ValueError) as caught:
        reference.forget_gate(x_t, h_prev, W.T, U, b)
    assert (
        str(caught.value)
        == "forget_gate: W_f has shape (3, 4); it should be (4, 3): H = hidden units, I = inputs,"
        " each 1 or more (H is 4 in h_prev of shape (2, 4), I is 3 in x_t of shape (2, 3)). Rows"
        " are examples and sequences are time-major: look for a transposed, missing or empty"
        " axis."
    )


def test_the_message_names_the_layer() -> None:
    X, h_0, c_0, layers = calls(np.random.default_rng(0))["lstm_stack"]
    with pytest.raises(
        ValueError, match=r"layers\[1\]\['W_f'\] has shape \(4, 3\); it should be \(4, 4\)"
    ):
        reference.lstm_stack(X, h_0, c_0, [layers[0], layers[0]])
    with pytest.raises(
        ValueError, match=r"h_0 has shape \(2, 2, 4\); it should be \(1, 2, 4\).*L is 1 in layers"
    ):
        reference.lstm_stack(X, h_0, c_0, layers[:1])


def test_missing_parameters_are_named() -> None:
    x_t, h_prev, c_prev, params = calls(np.random.default_rng(0))["lstm_step"]
    lacking = {name: array for name, array in params.items() if name not in ("U_f", "b_o")}
    with pytest.raises(
        ValueError, match=r"^lstm_step: params has no U_f, b_o; it should hold W_f, .*Look at"
    ):
        reference.lstm_step(x_t, h_prev, c_prev, lacking)


@pytest.mark.parametrize("max_norm", [0.0, -1.0, float("nan")])
def test_clip_gradients_needs_a_positive_norm(max_norm: float) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        reference.clip_gradients({"W": np.ones(3)}, max_norm)


def test_clip_gradients_does_not_overflow_in_float32() -> None:
    grads = {"W": np.full((2, 2), 1e30, np.float32)}
    np.testing.assert_allclose(reference.clip_gradients(grads, 1.0)["W"], 0.5, rtol=1e-6)


def test_clip_gradients_of_zeros_are_zeros() -> None:
    assert not reference.clip_gradients({"W": np.zeros(3)}, 1.0)["W"].any()


def test_adam_step_says_which_array_does_not_fit() -> None:
    params, grads, state, *settings = calls(np.random.default_rng(0))["adam_step"]
    with pytest.raises(
        ValueError, match=r"grads\['W_f'\] has shape \(3, 4\), while params\['W_f'\] has \(4, 3\)"
    ):
        reference.adam_step(params, {**grads, "W_f": grads["W_f"].T}, state, *settings)
    lacking = {name: array for name, array in state["v"].items() if name != "b_f"}
    with pytest.raises(ValueError, match=r"v\['b_f'\] has shape \(it is missing\)"):
        reference.adam_step(params, grads, state | {"v": lacking}, *settings)


def test_adam_step_does_not_change_its_state() -> None:
    params, grads, state, *settings = calls(np.random.default_rng(0))["adam_step"]
    _, after = reference.adam_step(params, grads, state, *settings)
    assert (state["t"], after["t"]) == (3, 4)
    assert after["m"] is not state["m"]


def test_shape_checks_can_be_switched_off() -> None:
    """Wrong versions call other reference functions: whatever NumPy broadcasts is accepted then."""
    c_prev, f_t, i_t, g_t = calls(np.random.default_rng(0))["cell_state"]
    with unchecked():
        assert reference.cell_state(c_prev, f_t[0], i_t, g_t).shape == (B, H)
    with pytest.raises(ValueError, match="cell_state: f_t"):
        reference.cell_state(c_prev, f_t[0], i_t, g_t)


def test_a_call_that_raises_leaves_the_next_call_checked() -> None:
    """The marker of being inside is removed even when a function raises after the check."""
    x_t, h_prev, c_prev, params = calls(np.random.default_rng(0))["lstm_step"]
    with pytest.raises((TypeError, np.exceptions.DTypePromotionError)):
        reference.lstm_step(x_t, h_prev, c_prev, {**params, "W_f": np.full((H, I), "text")})
    with pytest.raises(ValueError, match="lstm_step: h_prev"):
        reference.lstm_step(x_t, h_prev[0], c_prev, params)
