"""Backward passes agree with central differences, which detect slightly wrong derivatives."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import reference


def central_differences(
    function: Callable[[], float], array: np.ndarray, step: float = 1e-5
) -> np.ndarray:
    """The gradient of ``function()`` with respect to ``array``.

    The function must read the array: its entries are moved up and down, then put back.
    """
    gradient = np.zeros_like(array)
    for index in np.ndindex(array.shape):
        kept = array[index]
        array[index] = kept + step
        above = function()
        array[index] = kept - step
        below = function()
        array[index] = kept
        gradient[index] = (above - below) / (2 * step)
    return gradient


def agree(got: np.ndarray, wanted: np.ndarray, tolerance: float = 1e-7) -> bool:
    """Whether two gradients are the same, as far as central differences in float64 can tell."""
    if got.shape != wanted.shape:
        return False
    return bool(np.max(np.abs(got - wanted)) <= tolerance * max(1.0, np.max(np.abs(wanted))))


def tanh_cube(a: np.ndarray) -> float:
    return float(np.sum(np.tanh(a) ** 3))


def tanh_cube_gradient(a: np.ndarray) -> np.ndarray:
    gradient: np.ndarray = 3 * np.tanh(a) ** 2 * (1 - np.tanh(a) ** 2)
    return gradient


def test_the_checker_accepts_a_right_derivative() -> None:
    a = np.random.default_rng(0).normal(size=(3, 4))
    assert agree(tanh_cube_gradient(a), central_differences(lambda: tanh_cube(a), a))


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda gradient: gradient * (1 + 1e-6), id="a millionth too large"),
        pytest.param(lambda gradient: gradient + 1e-6, id="a millionth added"),
        pytest.param(
            lambda gradient: gradient + 2e-6 * (np.arange(12).reshape(3, 4) == 7),
            id="one entry off",
        ),
        pytest.param(lambda gradient: -gradient, id="negated"),
        pytest.param(lambda gradient: gradient[:, ::-1], id="entries swapped"),
        pytest.param(lambda gradient: gradient.T, id="transposed"),
        pytest.param(np.zeros_like, id="zero"),
    ],
)
def test_the_checker_refuses_a_slightly_wrong_derivative(
    wrong: Callable[[np.ndarray], np.ndarray],
) -> None:
    a = np.random.default_rng(0).normal(size=(3, 4))
    assert not agree(wrong(tanh_cube_gradient(a)), central_differences(lambda: tanh_cube(a), a))


def test_the_checker_leaves_the_array_as_it_was() -> None:
    a = np.random.default_rng(0).normal(size=(3, 4))
    before = a.copy()
    central_differences(lambda: tanh_cube(a), a)
    np.testing.assert_array_equal(a, before)


def draw(
    rng: np.random.Generator, T: int, B: int, I: int, H: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """X, h_0, c_0 and params of a random LSTM."""
    params = {
        name: array + rng.normal(scale=0.3, size=array.shape)
        for name, array in reference.init_lstm(I, H, rng).items()
    }
    return rng.normal(size=(T, B, I)), rng.normal(size=(B, H)), rng.normal(size=(B, H)), params


@pytest.mark.parametrize("seed", range(3))
def test_lstm_step_backward(seed: int) -> None:
    rng = np.random.default_rng(seed)
    (x_t,), h_prev, c_prev, params = draw(rng, T=1, B=2, I=3, H=4)
    dh_t, dc_t = rng.normal(size=(2, 2, 4))

    def loss() -> float:
        h_t, c_t = reference.lstm_step(x_t, h_prev, c_prev, params)
        return float(np.sum(h_t * dh_t) + np.sum(c_t * dc_t))

    dx_t, dh_prev, dc_prev, grads = reference.lstm_step_backward(
        dh_t, dc_t, x_t, h_prev, c_prev, params
    )
    for got, array in [
        (dx_t, x_t),
        (dh_prev, h_prev),
        (dc_prev, c_prev),
        *((grads[k], params[k]) for k in params),
    ]:
        assert agree(got, central_differences(loss, array))


@pytest.mark.parametrize("T", [1, 5])
def test_lstm_sequence_backward(T: int) -> None:
    rng = np.random.default_rng(T)
    X, h_0, c_0, params = draw(rng, T=T, B=2, I=3, H=4)
    dhs = rng.normal(size=(T, 2, 4))

    def loss() -> float:
        return float(np.sum(reference.lstm_sequence(X, h_0, c_0, params)[0] * dhs))

    dX, dh_0, dc_0, grads = reference.lstm_sequence_backward(dhs, X, h_0, c_0, params)
    for got, array in [(dX, X), (dh_0, h_0), (dc_0, c_0), *((grads[k], params[k]) for k in params)]:
        assert agree(got, central_differences(loss, array))


def test_rnn_memory_gradient() -> None:
    rng = np.random.default_rng(0)
    X, h_0 = rng.normal(size=(4, 2, 3)), rng.normal(size=(2, 5))
    W, U, b = rng.normal(size=(5, 3)), rng.normal(size=(5, 5)), rng.normal(size=5)
    jacobian = reference.rnn_memory_gradient(reference.rnn_sequence(X, h_0, W, U, b), U)
    for example in range(2):
        for unit in range(5):

            def last(example: int = example, unit: int = unit) -> float:
                return float(reference.rnn_sequence(X, h_0, W, U, b)[-1, example, unit])

            wanted = central_differences(last, h_0)
            assert agree(jacobian[example, unit], wanted[example])
            assert not wanted[1 - example].any()  # examples do not mix


def test_carousel_gradient_is_the_direct_path() -> None:
    """It is the whole derivative if the gates do not read the state: no other path exists then."""
    rng = np.random.default_rng(0)
    X, h_0, c_0, params = draw(rng, T=5, B=2, I=3, H=4)
    for gate in "figo":
        params[f"U_{gate}"][:] = 0
    fs = np.stack(
        [reference.forget_gate(x_t, h_0, params["W_f"], params["U_f"], params["b_f"]) for x_t in X]
    )
    wanted = central_differences(
        lambda: float(np.sum(reference.lstm_sequence(X, h_0, c_0, params)[2])), c_0
    )
    assert agree(reference.carousel_gradient(fs), wanted)
