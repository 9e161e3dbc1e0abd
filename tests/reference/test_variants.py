"""The relatives of the LSTM: what they have in common with it, and with PyTorch's GRU."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from reference.cell import lstm_step
from reference.layers import count_parameters
from reference.memory import init_lstm
from reference.shapes import Array
from reference.variants import count_variants, coupled_step, gru_step, peephole_step

B, I, H = 4, 3, 5
Params = dict[str, np.ndarray]


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def layers(rng: np.random.Generator, letters: str) -> Params:
    sizes: dict[str, tuple[int, ...]] = {"W": (H, I), "U": (H, H), "b": (H,)}
    return {f"{part}_{k}": rng.normal(size=size) for k in letters for part, size in sizes.items()}


def states(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return rng.normal(size=(B, I)), rng.uniform(-1, 1, size=(B, H)), rng.normal(size=(B, H))


def test_without_its_peepholes_a_cell_is_a_plain_one(rng: np.random.Generator) -> None:
    x_t, h_prev, c_prev = states(rng)
    params = init_lstm(I, H, rng)
    closed = params | {f"p_{k}": np.zeros(H) for k in "fio"}
    for got, wanted in zip(
        peephole_step(x_t, h_prev, c_prev, closed),
        lstm_step(x_t, h_prev, c_prev, params),
        strict=True,
    ):
        assert np.array_equal(got, wanted)


@pytest.mark.parametrize("gate", "fio")
def test_each_peephole_changes_the_step(rng: np.random.Generator, gate: str) -> None:
    x_t, h_prev, c_prev = states(rng)
    params = init_lstm(I, H, rng) | {f"p_{k}": np.zeros(H) for k in "fio"}
    plain, _ = peephole_step(x_t, h_prev, c_prev, params)
    opened, _ = peephole_step(x_t, h_prev, c_prev, params | {f"p_{gate}": np.ones(H)})
    assert np.all(np.abs(opened - plain) > 1e-6)


def test_coupled_gates_are_a_plain_cell_with_mirrored_weights(rng: np.random.Generator) -> None:
    x_t, h_prev, c_prev = states(rng)
    params = layers(rng, "igo")
    mirrored = params | {f"{part}_f": -params[f"{part}_i"] for part in "WUb"}
    for got, wanted in zip(
        coupled_step(x_t, h_prev, c_prev, params),
        lstm_step(x_t, h_prev, c_prev, mirrored),
        strict=True,
    ):
        assert np.allclose(got, wanted, rtol=0, atol=1e-14)


def test_a_memory_with_coupled_gates_stays_in_its_range(rng: np.random.Generator) -> None:
    params = layers(rng, "igo")
    h_t: Array = np.zeros((B, H))
    c_t: Array = rng.uniform(-1, 1, size=(B, H))
    for _ in range(50):
        h_t, c_t = coupled_step(3 * rng.normal(size=(B, I)), h_t, c_t, params)
        assert np.abs(c_t).max() <= 1


def test_an_update_gate_at_one_keeps_the_state(rng: np.random.Generator) -> None:
    x_t, h_prev, _ = states(rng)
    params = layers(rng, "rzg") | {"b_z": np.full(H, 1e3)}
    assert np.array_equal(gru_step(x_t, h_prev, params), h_prev)


def test_a_reset_gate_at_zero_hides_the_past_from_the_candidate(rng: np.random.Generator) -> None:
    x_t, h_prev, _ = states(rng)
    params = layers(rng, "rzg") | {"b_z": np.full(H, -1e3), "b_r": np.full(H, -1e3)}
    assert np.allclose(gru_step(x_t, h_prev, params), gru_step(x_t, -h_prev, params))


def test_counts_are_those_of_the_arrays(rng: np.random.Generator) -> None:
    def learnt(letters: str) -> int:
        return sum(array.size for array in layers(rng, letters).values())

    assert count_variants(I, H) == (
        count_parameters(I, H, 1),
        learnt("figo") + 3 * H,
        learnt("igo"),
        learnt("rzg"),
    )


def torch_gru(x_t: np.ndarray, h_prev: np.ndarray, params: Params) -> np.ndarray:
    """One step of PyTorch's GRU, whose reset gate acts after the matrix product."""
    torch: Any = pytest.importorskip("torch", reason="PyTorch is not installed (extra `oracle`)")
    cell = torch.nn.GRUCell(I, H, dtype=torch.float64)

    def stacked(part: str) -> Any:
        return torch.tensor(np.concatenate([params[f"{part}_{k}"] for k in "rzg"]))

    with torch.no_grad():
        for name, part in (("weight_ih", "W"), ("weight_hh", "U"), ("bias_ih", "b")):
            getattr(cell, name).copy_(stacked(part))
        cell.bias_hh.zero_()
        found: np.ndarray = cell(torch.tensor(x_t), torch.tensor(h_prev)).numpy()
    return found


def test_it_is_pytorchs_gru_where_the_recurrent_weights_mix_no_units(
    rng: np.random.Generator,
) -> None:
    x_t, h_prev, _ = states(rng)
    params = layers(rng, "rzg") | {"U_g": np.diag(rng.normal(size=H))}
    assert np.abs(gru_step(x_t, h_prev, params) - torch_gru(x_t, h_prev, params)).max() < 1e-14


def test_it_is_another_network_where_they_do(rng: np.random.Generator) -> None:
    """The lesson says so, because nothing in the shapes does."""
    x_t, h_prev, _ = states(rng)
    params = layers(rng, "rzg")
    assert np.abs(gru_step(x_t, h_prev, params) - torch_gru(x_t, h_prev, params)).max() > 1e-3
