"""The experiment runs on the learner's own functions, says what stands in its way, and claims no
more than was seen.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import reference
from lstm_lab.adding import (
    BASELINE,
    NEEDED,
    SOLVED,
    Curve,
    Setting,
    adding_problem,
    train,
)
from lstm_lab.experiment import NAMES, chart, contest, experiment, verdict
from lstm_lab.preflight import obstacles

ROOT = Path(__file__).resolve().parents[2]
RIGHT: dict[str, Any] = {name: getattr(reference, name) for name in NEEDED}
SMALL = Setting(steps=4, hidden=3, batch=2, updates=20)


def test_the_adding_problem_asks_for_one_number_of_each_half() -> None:
    X, y = adding_problem(np.random.default_rng(0), 11, 500)
    values, marks = X[..., 0], X[..., 1]
    np.testing.assert_array_equal(marks[:5].sum(axis=0), 1)
    np.testing.assert_array_equal(marks[5:].sum(axis=0), 1)
    np.testing.assert_allclose((values * marks).sum(axis=0), y)
    assert np.mean((y - 1) ** 2) == pytest.approx(BASELINE, rel=0.15)


def test_both_networks_see_the_same_sequences_and_a_seed_repeats_a_run() -> None:
    seen: dict[str, list[np.ndarray]] = {}

    def watched(name: str) -> Any:
        def call(X: np.ndarray, *rest: Any) -> Any:
            seen.setdefault(name, []).append(X)
            return RIGHT[name](X, *rest)

        return call

    functions = RIGHT | {name: watched(name) for name in ("lstm_sequence", "rnn_sequence")}
    first = [curve.raw for curve in list(contest(functions, SMALL))[-1]]
    assert first == [curve.raw for curve in list(contest(functions, SMALL))[-1]]
    np.testing.assert_array_equal(seen["lstm_sequence"], seen["rnn_sequence"])


def test_the_way_back_through_the_plain_network_is_right() -> None:
    """One update with a tiny step must lower the error as the gradient says."""
    curve = Curve("rnn")
    grads: list[dict[str, np.ndarray]] = []
    params: list[dict[str, np.ndarray]] = []

    def spy(given: Any, gradients: Any, state: Any, *rest: Any) -> Any:
        params.append(given)
        grads.append(gradients)
        return RIGHT["adam_step"](given, gradients, state, *rest)

    next(train("RNN", RIGHT | {"adam_step": spy, "clip_gradients": lambda g, _: g}, SMALL, curve))
    X, y = adding_problem(np.random.default_rng([SMALL.seed, 1]), SMALL.steps, SMALL.batch)

    def error(given: dict[str, np.ndarray]) -> float:
        hs = reference.rnn_sequence(
            X, np.zeros((SMALL.batch, SMALL.hidden)), given["W"], given["U"], given["b"]
        )
        return float(np.mean(((hs[-1] @ given["read_W"].T + given["read_b"])[:, 0] - y) ** 2))

    for name, array in params[0].items():
        for place in np.ndindex(array.shape):
            move = np.zeros_like(array)
            move[place] = 1e-6
            slope = (
                error(params[0] | {name: array + move}) - error(params[0] | {name: array - move})
            ) / 2e-6
            assert grads[0][name][place] == pytest.approx(slope, abs=1e-7), name


def test_right_functions_may_start() -> None:
    assert obstacles(RIGHT) == []


def wrong_backward(*arguments: Any) -> Any:
    dX, dh_0, dc_0, grads = reference.lstm_sequence_backward(*arguments)
    return dX, dh_0, dc_0, grads | {"U_g": 2 * grads["U_g"]}


@pytest.mark.parametrize(
    ("name", "function", "said"),
    [
        ("lstm_sequence_backward", wrong_backward, "gradient of U_g"),
        ("lstm_sequence_backward", lambda *_: None, "raised TypeError"),
        ("init_lstm", lambda I, H, rng: {"W_f": np.zeros((I, H))}, "shape (2, 3)"),
        ("clip_gradients", lambda grads, limit: grads, "norm 5"),
        ("adam_step", lambda params, grads, state, *_: (params, state), "first update"),
        ("rnn_sequence", lambda X, *_: X, "(4, 5, 2)"),
    ],
)
def test_what_is_wrong_is_found_before_the_long_run(name: str, function: Any, said: str) -> None:
    found = obstacles(RIGHT | {name: function})
    assert len(found) == 1
    assert said in found[0]
    assert f"`{name}`" in found[0]


def test_what_is_missing_is_named_with_its_unit() -> None:
    found = obstacles(
        {name: function for name, function in RIGHT.items() if name != "rnn_sequence"}
    )
    assert len(found) == 1
    assert "`rnn_sequence`" in found[0]
    assert "unit *rnn*" in found[0]


def curve(name: str, *errors: float) -> Curve:
    made = Curve(NAMES[name])
    for error in errors:
        made.add(error)
    return made


@pytest.mark.parametrize(
    ("lstm", "rnn", "said"),
    [
        ([0.001] * 120, [0.17] * 120, "little more than to answer with the mean"),
        ([0.001] * 120, [0.02] * 120, "learned something as well"),
        ([0.16] * 120, [0.17] * 120, "has not solved the problem"),
        ([], [], "before the first update"),
    ],
)
def test_the_verdict_says_what_was_seen(lstm: list[float], rnn: list[float], said: str) -> None:
    assert said in verdict(curve("LSTM", *lstm), curve("RNN", *rnn), SMALL)


def test_solved_means_a_hundred_errors_small_on_average() -> None:
    assert curve("LSTM", *[0.0] * 99).solved_at is None
    assert curve("LSTM", *[0.0] * 100).solved_at == 100
    assert curve("LSTM", *[2 * SOLVED] * 100, *[0.0] * 51).solved_at == 151


def test_the_panel_runs_to_its_end_and_shows_the_result(tmp_path: Path) -> None:
    panel = experiment(RIGHT, tmp_path, steps=4, updates=20)
    (start, stop, bar, _), plot, words = (
        panel.children[0].children,
        panel.children[1],
        panel.children[2],
    )
    assert "about a minute" in words.value
    start.click()
    assert bar.value == bar.max
    assert "<svg" in plot.value
    assert "has not solved" in words.value
    assert (start.disabled, stop.disabled) == (False, True)


def test_the_panel_says_what_it_waits_for_and_looks_again(tmp_path: Path) -> None:
    space: dict[str, Any] = {}
    mine, other = tmp_path / "rnn", tmp_path / "gates"
    for folder in (mine, other):
        folder.mkdir()
    (other / "gates.py").write_text("def rnn_sequence(X, h_0, W, U, b):\n    return 1\n")
    (other / "gates.public.key").write_bytes(b"the key of another version")
    panel = experiment(space, mine, steps=4, updates=20)
    start, words = panel.children[0].children[0], panel.children[2]
    start.click()
    assert "has to wait" in words.value
    assert words.value.count("is not written yet") == len(NEEDED)
    space |= RIGHT
    start.click()
    assert "after 20 updates" in words.value


def test_the_chart_names_the_baseline_for_those_who_listen() -> None:
    assert "the baseline is 0.167" in chart(curve("LSTM", 0.1), curve("RNN", 0.2), SMALL)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_the_claim_holds_on_a_laptop(seed: int) -> None:
    """The LSTM solves the problem and the plain network does not, in well under two minutes for
    right functions.
    """
    setting = Setting(seed=seed)
    lstm, rnn = list(contest(RIGHT, setting))[-1]
    assert lstm.solved_at is not None
    assert len(rnn.raw) == setting.updates
    assert rnn.smooth[-1] > 0.8 * BASELINE
