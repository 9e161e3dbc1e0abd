"""What comes in and what goes out: shapes are refused with words, widths are kept, and inputs are
left alone.
"""

from __future__ import annotations

import inspect

import numpy as np
import pytest

import reference
from reference.shapes import unchecked

T, B, I, H, L = 5, 2, 3, 4, 2


def calls(rng):
    """A good call of every function that takes arrays, by name; every size is different."""

    def draw(*shape):
        return rng.normal(size=shape)

    def cell(inputs=I):
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


def deep(value, change):
    """The same nested value with every array changed."""
    if isinstance(value, np.ndarray):
        return change(value)
    if isinstance(value, dict):
        return {key: deep(item, change) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(deep(item, change) for item in value)
    return value


def arrays(value):
    found = []
    deep(value, lambda array: found.append(array) or array)
    return found


def test_every_function_is_tried_here():
    assert set(NAMES) == set(reference.__all__) - {"init_lstm", "count_parameters"}
    assert set(NAMES) - set(CHECKED) == {
        "sigmoid",
        "clip_gradients",
        "adam_step",
    }  # these take arrays of any shape


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_width_is_kept(name, dtype):
    arguments = deep(calls(np.random.default_rng(1))[name], lambda array: array.astype(dtype))
    assert {np.asarray(array).dtype for array in arrays(getattr(reference, name)(*arguments))} == {
        np.dtype(dtype)
    }


@pytest.mark.parametrize("name", NAMES)
def test_float32_is_as_right_as_it_can_be(name):
    arguments = deep(calls(np.random.default_rng(1))[name], lambda array: array.astype(np.float32))
    narrow = arrays(getattr(reference, name)(*arguments))
    wide = arrays(
        getattr(reference, name)(*deep(arguments, lambda array: array.astype(np.float64)))
    )
    for got, wanted in zip(narrow, wide, strict=True):
        np.testing.assert_allclose(got, wanted, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("name", NAMES)
def test_inputs_are_left_alone_and_not_handed_back(name):
    """Read-only inputs are enough, their values stay, and nothing that comes back shares their
    memory.
    """
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
def test_memory_order_makes_no_difference(name):
    arguments = calls(np.random.default_rng(3))[name]
    turned = deep(arguments, np.asfortranarray)
    for got, wanted in zip(
        *(arrays(getattr(reference, name)(*given)) for given in (turned, arguments)), strict=True
    ):
        np.testing.assert_allclose(got, wanted, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", NAMES)
def test_arguments_may_be_named(name):
    arguments = calls(np.random.default_rng(4))[name]
    function = getattr(reference, name)
    by_name = dict(zip(inspect.signature(function).parameters, arguments, strict=True))
    for got, wanted in zip(arrays(function(**by_name)), arrays(function(*arguments)), strict=True):
        np.testing.assert_array_equal(got, wanted)


def spoiled(arguments):
    """Every way in which one array of a call can be too long, turned, or one axis short."""
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
                seen = iter(range(10_000))
                yield (
                    deep(
                        arguments,
                        lambda a, n=number, w=wrong, seen=seen: w if next(seen) == n else a,
                    ),
                    wrong.shape,
                )


@pytest.mark.parametrize("name", [name for name in CHECKED if name != "carousel_gradient"])
def test_every_wrong_shape_is_refused_in_words(name):
    """All arrays of all functions, each made wrong in turn. A lone array's sizes are free, so it is
    tried below.
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
def test_carousel_gradient_needs_time_batch_units(shape):
    with pytest.raises(
        ValueError, match=r"fs has shape .*\(T, B, H\): T = time steps, B = batch, H = hidden units"
    ):
        reference.carousel_gradient(np.ones(shape))


def test_the_message_states_both_shapes_and_every_axis():
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


def test_the_message_names_the_layer():
    X, h_0, c_0, layers = calls(np.random.default_rng(0))["lstm_stack"]
    with pytest.raises(
        ValueError, match=r"layers\[1\]\['W_f'\] has shape \(4, 3\); it should be \(4, 4\)"
    ):
        reference.lstm_stack(X, h_0, c_0, [layers[0], layers[0]])
    with pytest.raises(
        ValueError, match=r"h_0 has shape \(2, 2, 4\); it should be \(1, 2, 4\).*L is 1 in layers"
    ):
        reference.lstm_stack(X, h_0, c_0, layers[:1])


def test_missing_parameters_are_named():
    x_t, h_prev, c_prev, params = calls(np.random.default_rng(0))["lstm_step"]
    lacking = {name: array for name, array in params.items() if name not in ("U_f", "b_o")}
    with pytest.raises(
        ValueError, match=r"^lstm_step: params has no U_f, b_o; it should hold W_f, .*Look at"
    ):
        reference.lstm_step(x_t, h_prev, c_prev, lacking)


@pytest.mark.parametrize("max_norm", [0.0, -1.0, float("nan")])
def test_clip_gradients_needs_a_positive_norm(max_norm):
    with pytest.raises(ValueError, match="must be positive"):
        reference.clip_gradients({"W": np.ones(3)}, max_norm)


def test_clip_gradients_does_not_overflow_in_float32():
    grads = {"W": np.full((2, 2), 1e30, np.float32)}
    np.testing.assert_allclose(reference.clip_gradients(grads, 1.0)["W"], 0.5, rtol=1e-6)


def test_clip_gradients_of_zeros_are_zeros():
    assert not reference.clip_gradients({"W": np.zeros(3)}, 1.0)["W"].any()


def test_adam_step_says_which_array_does_not_fit():
    params, grads, state, *settings = calls(np.random.default_rng(0))["adam_step"]
    with pytest.raises(
        ValueError, match=r"grads\['W_f'\] has shape \(3, 4\), while params\['W_f'\] has \(4, 3\)"
    ):
        reference.adam_step(params, {**grads, "W_f": grads["W_f"].T}, state, *settings)
    lacking = {name: array for name, array in state["v"].items() if name != "b_f"}
    with pytest.raises(ValueError, match=r"v\['b_f'\] has shape \(it is missing\)"):
        reference.adam_step(params, grads, {**state, "v": lacking}, *settings)


def test_adam_step_leaves_its_state_alone():
    params, grads, state, *settings = calls(np.random.default_rng(0))["adam_step"]
    _, after = reference.adam_step(params, grads, state, *settings)
    assert (state["t"], after["t"]) == (3, 4)
    assert after["m"] is not state["m"]


def test_shapes_may_be_left_alone_for_a_while():
    """For a wrong version that calls other reference functions: what NumPy broadcasts is let
    through.
    """
    c_prev, f_t, i_t, g_t = calls(np.random.default_rng(0))["cell_state"]
    with unchecked():
        assert reference.cell_state(c_prev, f_t[0], i_t, g_t).shape == (B, H)
    with pytest.raises(ValueError, match="cell_state: f_t"):
        reference.cell_state(c_prev, f_t[0], i_t, g_t)


def test_a_call_that_raises_leaves_the_edge_checked():
    """The marker of being inside is taken back even when a function raises past the check."""
    x_t, h_prev, c_prev, params = calls(np.random.default_rng(0))["lstm_step"]
    with pytest.raises((TypeError, np.exceptions.DTypePromotionError)):
        reference.lstm_step(x_t, h_prev, c_prev, {**params, "W_f": np.full((H, I), "text")})
    with pytest.raises(ValueError, match="lstm_step: h_prev"):
        reference.lstm_step(x_t, h_prev[0], c_prev, params)
