"""The sigmoid takes any finite number, shape and float type, without a warning, and is exact."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reference import sigmoid

properties = settings(deadline=None, derandomize=True, max_examples=300)


def exact(z: float) -> Decimal:
    """1 / (1 + e^-z) with fifty digits, which no float formula can match by luck."""
    with localcontext() as context:
        context.prec = 50
        return 1 / (1 + (-Decimal(float(z))).exp())


@properties
@given(st.floats(-708, 708))
@example(-708.0)
@example(-40.0)
@example(-5e-324)
def test_relative_accuracy_in_float64(z: float) -> None:
    assert abs(Decimal(float(sigmoid(z))) / exact(z) - 1) < Decimal("2e-15")


@properties
@given(st.floats(-87, 87, width=32))
@example(-87.0)
def test_relative_accuracy_in_float32(z: float) -> None:
    assert abs(Decimal(float(sigmoid(np.float32(z)))) / exact(z) - 1) < Decimal("1e-6")


def test_the_tail_that_tanh_would_lose() -> None:
    z = np.array([-50.0, -300.0, -700.0])
    np.testing.assert_allclose(sigmoid(z), np.exp(z), rtol=1e-14)
    assert np.all(0.5 * (1 + np.tanh(z / 2)) == 0)  # why we do not use it


def test_numbers_too_small_to_be_normal_are_still_there() -> None:
    np.testing.assert_allclose(
        sigmoid(np.array([-720.0, -740.0])), np.exp([-720.0, -740.0]), rtol=1e-2
    )


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.longdouble])
def test_any_finite_number_without_warning(dtype: type[np.floating[Any]]) -> None:
    largest = np.finfo(dtype).max
    z = np.array([-largest, -1e4, -1, -np.finfo(dtype).tiny, -0.0, 0, 1, 1e4, largest], dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        s = sigmoid(z)
    assert s.dtype == dtype
    assert np.all((s >= 0) & (s <= 1))
    assert np.all(np.diff(s) >= 0)
    assert s[0] == 0
    assert s[4] == s[5] == 0.5
    assert s[-1] == 1


@properties
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_symmetry(z: float) -> None:
    np.testing.assert_allclose(sigmoid(z) + sigmoid(-z), 1, rtol=1e-15)


@pytest.mark.parametrize("shape", [(), (1,), (5,), (2, 3), (2, 3, 4), (0,), (3, 0, 2)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_any_shape_and_width(shape: tuple[int, ...], dtype: type[np.floating[Any]]) -> None:
    z = np.full(shape, -0.5, dtype)
    s = sigmoid(z)
    assert np.shape(s) == shape
    assert s.dtype == dtype
    np.testing.assert_allclose(s, 0.37754067, rtol=1e-6)


@pytest.mark.parametrize("dtype", [bool, *np.typecodes["AllInteger"]])
def test_integers_are_converted_to_float64(dtype: Any) -> None:
    z = np.array([0, 1], dtype)
    assert sigmoid(z).dtype == np.float64
    np.testing.assert_allclose(sigmoid(z), [0.5, 0.7310585786300049], rtol=1e-15)


@pytest.mark.parametrize("dtype", np.typecodes["AllInteger"])
def test_the_extremes_of_integers(dtype: str) -> None:
    """The smallest signed integer has no absolute value in its own type, and an unsigned one has no
    negative.
    """
    limits = np.iinfo(dtype)
    z = np.array([limits.min, limits.max], dtype)
    np.testing.assert_allclose(sigmoid(z), [float(exact(max(limits.min, -1000))), 1.0], rtol=1e-12)


@pytest.mark.parametrize("z", [-3, -3.0, np.float32(-3), [-3, -3], np.array([[-3.0]])])
def test_plain_numbers_and_lists(z: Any) -> None:
    np.testing.assert_allclose(sigmoid(z), 0.04742587317756678, rtol=1e-6)
