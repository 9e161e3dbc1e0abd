"""Properties of every LSTM, checked on sizes, weights and inputs that hypothesis draws."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import reference

Network = tuple[np.ndarray, np.ndarray, np.ndarray, dict[str, np.ndarray]]
Gradients = Network
properties = settings(deadline=None, derandomize=True, max_examples=60)


@st.composite
def networks(draw: st.DrawFn, min_steps: int = 1) -> Network:
    """X, h_0, c_0 and params of any small size, drawn from a seed that hypothesis picks."""
    T, B, I, H = draw(st.integers(min_steps, 6)), *(draw(st.integers(1, 4)) for _ in range(3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    scale = draw(st.sampled_from([0.1, 1.0, 3.0]))
    return (
        rng.normal(size=(T, B, I)),
        rng.normal(size=(B, H)),
        rng.normal(size=(B, H)),
        make_params(rng, I, H, scale),
    )


def make_params(
    rng: np.random.Generator, I: int, H: int, scale: float = 1.0
) -> dict[str, np.ndarray]:
    params = reference.init_lstm(I, H, rng)
    return {
        name: array + rng.normal(scale=scale, size=array.shape) for name, array in params.items()
    }


def close(got: np.ndarray, wanted: np.ndarray) -> None:
    np.testing.assert_allclose(got, wanted, rtol=1e-10, atol=1e-12)


@properties
@given(networks(min_steps=2), st.data())
def test_time_shift(network: Network, data: st.DataObject) -> None:
    """Stopping after any step and continuing from there gives the same results."""
    X, h_0, c_0, params = network
    cut = data.draw(st.integers(1, len(X) - 1))
    hs, h_T, c_T = reference.lstm_sequence(X, h_0, c_0, params)
    first, h_cut, c_cut = reference.lstm_sequence(X[:cut], h_0, c_0, params)
    second, h_end, c_end = reference.lstm_sequence(X[cut:], h_cut, c_cut, params)
    close(np.concatenate([first, second]), hs)
    close(h_end, h_T)
    close(c_end, c_T)


@properties
@given(networks())
def test_no_step_sees_the_future(network: Network) -> None:
    X, h_0, c_0, params = network
    hs, _, _ = reference.lstm_sequence(X, h_0, c_0, params)
    changed = X.copy()
    changed[-1] += 1.0
    close(reference.lstm_sequence(changed, h_0, c_0, params)[0][:-1], hs[:-1])


@properties
@given(networks(), st.randoms(use_true_random=False))
def test_batch_independence(network: Network, random: Random) -> None:
    """An example gives the same results alone, among others, and in any order."""
    X, h_0, c_0, params = network
    hs, h_T, c_T = reference.lstm_sequence(X, h_0, c_0, params)
    order = random.sample(range(len(h_0)), len(h_0))
    shuffled, _, _ = reference.lstm_sequence(X[:, order], h_0[order], c_0[order], params)
    close(shuffled, hs[:, order])
    for number in range(len(h_0)):
        example = slice(number, number + 1)
        alone = reference.lstm_sequence(X[:, example], h_0[example], c_0[example], params)
        among_others = hs[:, example], h_T[example], c_T[example]
        for got, wanted in zip(alone, among_others, strict=True):
            close(got, wanted)


@properties
@given(networks())
def test_a_forget_gate_of_zero_forgets(network: Network) -> None:
    """Whatever the memory held makes no difference."""
    X, h_0, c_0, params = network
    params = {**params, "b_f": np.full_like(params["b_f"], -1e4)}
    forgotten = reference.lstm_step(X[0], h_0, c_0, params)
    for got, wanted in zip(
        reference.lstm_step(X[0], h_0, 7.0 - c_0, params), forgotten, strict=True
    ):
        close(got, wanted)


@properties
@given(networks())
def test_saturated_gates_keep(network: Network) -> None:
    """With forget gate 1 and input gate 0 the memory stays exactly the same, for any number of
    steps.
    """
    X, h_0, c_0, params = network
    params = {
        **params,
        "b_f": np.full_like(params["b_f"], 1e4),
        "b_i": np.full_like(params["b_i"], -1e4),
    }
    _, _, c_T = reference.lstm_sequence(X, h_0, c_0, params)
    np.testing.assert_array_equal(c_T, c_0)


@properties
@given(networks())
def test_a_stack_of_one_is_a_sequence(network: Network) -> None:
    X, h_0, c_0, params = network
    hs, h_T, c_T = reference.lstm_sequence(X, h_0, c_0, params)
    stacked = reference.lstm_stack(X, h_0[np.newaxis], c_0[np.newaxis], [params])
    for got, wanted in zip(stacked, (hs, h_T[np.newaxis], c_T[np.newaxis]), strict=True):
        np.testing.assert_array_equal(got, wanted)


@properties
@given(networks(), st.integers(2, 4))
def test_a_stack_feeds_each_layer_with_the_one_below(network: Network, L: int) -> None:
    X, h_0, _, params = network
    rng = np.random.default_rng(L)
    H = h_0.shape[1]
    layers = [params, *(make_params(rng, H, H) for _ in range(L - 1))]
    h_0s, c_0s = rng.normal(size=(2, L, *h_0.shape))
    hs, h_T, c_T = reference.lstm_stack(X, h_0s, c_0s, layers)
    for layer, layer_params in enumerate(layers):
        X, h_last, c_last = reference.lstm_sequence(X, h_0s[layer], c_0s[layer], layer_params)
        close(h_T[layer], h_last)
        close(c_T[layer], c_last)
    close(hs, X)


@properties
@given(networks(), st.integers(0, 100))
def test_reversed_input_swaps_the_directions(network: Network, seed: int) -> None:
    X, _, _, forward = network
    H = len(forward["b_f"])
    backward = make_params(np.random.default_rng(seed), X.shape[2], H)
    hs = reference.lstm_bidirectional(X, forward, backward)
    swapped = reference.lstm_bidirectional(X[::-1], backward, forward)
    close(swapped, np.concatenate([hs[::-1, :, H:], hs[::-1, :, :H]], axis=2))


@properties
@given(networks())
def test_the_forward_half_of_bidirectional_is_a_sequence(network: Network) -> None:
    X, h_0, _, params = network
    zeros = np.zeros_like(h_0)
    hs = reference.lstm_bidirectional(X, params, params)
    close(hs[:, :, : h_0.shape[1]], reference.lstm_sequence(X, zeros, zeros, params)[0])


@properties
@given(networks())
def test_gates_and_states_stay_in_their_ranges(network: Network) -> None:
    X, h_0, c_0, params = network
    hs, _, c_T = reference.lstm_sequence(X, h_0, c_0, params)
    assert np.all(np.abs(hs) <= 1)
    assert np.all(np.abs(c_T) <= np.abs(c_0) + len(X))


@properties
@given(networks())
def test_gradients_are_linear_in_what_comes_from_above(network: Network) -> None:
    X, h_0, c_0, params = network
    rng = np.random.default_rng(0)
    dhs, other_dhs = rng.normal(size=(2, *X.shape[:2], h_0.shape[1]))
    first, second, both = (
        flat(reference.lstm_sequence_backward(incoming, X, h_0, c_0, params))
        for incoming in (dhs, other_dhs, dhs - 3 * other_dhs)
    )
    for a, b, combined in zip(first, second, both, strict=True):
        np.testing.assert_allclose(
            combined, a - 3 * b, rtol=1e-8, atol=1e-9 * (1 + np.max(np.abs(b)))
        )


def flat(gradients: Gradients) -> list[np.ndarray]:
    dX, dh_0, dc_0, grads = gradients
    return [dX, dh_0, dc_0, *grads.values()]


@properties
@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 4))
def test_count_parameters_counts_what_init_makes(I: int, H: int, L: int) -> None:
    rng = np.random.default_rng(0)
    layers = [reference.init_lstm(I if layer == 0 else H, H, rng) for layer in range(L)]
    assert reference.count_parameters(I, H, L) == sum(
        array.size for params in layers for array in params.values()
    )


@properties
@given(networks(), st.floats(1e-3, 1e3))
def test_clipped_gradients_keep_their_direction_and_their_bound(
    network: Network, max_norm: float
) -> None:
    *_, grads = network
    clipped = reference.clip_gradients(grads, max_norm)
    norm = np.sqrt(sum(np.sum(array**2) for array in grads.values()))
    assert (
        np.sqrt(sum(np.sum(array**2) for array in clipped.values())) <= max_norm * (1 + 1e-12)
        or norm <= max_norm
    )
    for name, array in grads.items():
        close(clipped[name], array * min(1.0, max_norm / norm))


def test_init_lstm_has_the_mean_and_spread_that_it_declares() -> None:
    I, H = 150, 100
    params = reference.init_lstm(I, H, np.random.default_rng(0))
    for gate in "figo":
        for name, shape in ((f"W_{gate}", (H, I)), (f"U_{gate}", (H, H))):
            weights = params[name]
            assert weights.shape == shape
            assert np.max(np.abs(weights)) <= 1 / np.sqrt(H)
            assert abs(weights.mean()) < 5 * weights.std() / np.sqrt(weights.size)
            np.testing.assert_allclose(weights.std(), 1 / np.sqrt(3 * H), rtol=0.02)
        np.testing.assert_array_equal(params[f"b_{gate}"], np.full(H, 1.0 if gate == "f" else 0.0))
    names = [name for name in params if not name.startswith("b")]
    assert len({params[name].flat[0] for name in names}) == len(names), "numbers are shared"


def test_init_lstm_follows_its_generator() -> None:
    first, again, other = (
        reference.init_lstm(3, 4, np.random.default_rng(seed)) for seed in (1, 1, 2)
    )
    for name in ("W_f", "U_o"):
        np.testing.assert_array_equal(first[name], again[name])
        assert not np.array_equal(first[name], other[name])


def test_an_rnn_forgets_and_a_carousel_keeps() -> None:
    """Over a hundred steps the gradient of the RNN vanishes; that of the carousel does not."""
    rng = np.random.default_rng(0)
    U = rng.normal(scale=0.3, size=(4, 4))
    hs = reference.rnn_sequence(
        rng.normal(size=(100, 1, 2)), np.zeros((1, 4)), rng.normal(size=(4, 2)), U, np.zeros(4)
    )
    assert np.max(np.abs(reference.rnn_memory_gradient(hs, U))) < 1e-20
    assert np.min(reference.carousel_gradient(np.full((100, 1, 4), 0.999))) > 0.9
