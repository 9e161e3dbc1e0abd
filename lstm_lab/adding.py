"""Train a plain recurrent network and an LSTM on the adding problem, with a learner's functions.

The adding problem is experiment 4 of Hochreiter and Schmidhuber (1997). Its numbers lie between 0
and 1 here, as in Le, Jaitly and Hinton (2015). The learner's functions do the work. This module
holds the data, the read-out, and the backward pass of the plain network, which is no exercise.

Shapes: ``T`` time steps, ``B`` examples in a batch, ``H`` hidden units; two inputs a step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Functions = Mapping[str, Callable[..., Any]]

NEEDED = {
    "init_lstm": "memory",
    "adam_step": "memory",
    "lstm_sequence": "layers",
    "lstm_sequence_backward": "backprop",
    "clip_gradients": "backprop",
    "rnn_sequence": "rnn",
}
"""The learner's functions that the experiment uses, and the unit of each."""

BASELINE = 1 / 6
"""The mean squared error of the constant answer 1: the variance of the sum of two uniform
numbers."""

SOLVED = 0.01
"""An error below this needs both numbers: with only one of them the error is still 1/12."""


@dataclass(frozen=True)
class Setting:
    """How the experiment is run.

    ``steps`` is the length ``T`` of a sequence, ``hidden`` is ``H``, ``batch`` is ``B``;
    ``updates`` is the most that a network gets, and ``max_norm`` the limit of its gradients.
    """

    steps: int = 60
    hidden: int = 32
    batch: int = 24
    updates: int = 2500
    learning_rate: float = 0.01
    max_norm: float = 1.0
    seed: int = 1


@dataclass
class Curve:
    """One network's errors so far: as they came, and averaged over the last hundred updates."""

    name: str
    raw: list[float] = field(default_factory=list)
    smooth: list[float] = field(default_factory=list)

    def add(self, error: float) -> None:
        """Add the error of one more update."""
        self.raw.append(error)
        self.smooth.append(float(np.mean(self.raw[-100:])))

    @property
    def solved_at(self) -> int | None:
        """The first update whose last hundred errors are below `SOLVED` on average, or ``None``."""
        return next(
            (
                index + 1
                for index, value in enumerate(self.smooth)
                if index >= 99 and value < SOLVED
            ),
            None,
        )


def adding_problem(rng: np.random.Generator, steps: int, batch: int) -> tuple[Array, Array]:
    """Draw a batch of sequences with one marked value in each half.

    Parameters
    ----------
    rng
        Where the numbers come from.
    steps, batch
        ``T`` and ``B``.

    Returns
    -------
    X : array of shape (T, B, 2)
        The values, from 0 to 1, and the marks, 0 or 1.
    y : array of shape (B,)
        The sum of the two marked values of each sequence.
    """
    values, marks = rng.uniform(size=(steps, batch)), np.zeros((steps, batch))
    everyone = np.arange(batch)
    marks[rng.integers(0, steps // 2, batch), everyone] = 1
    marks[rng.integers(steps // 2, steps, batch), everyone] = 1
    return np.stack([values, marks], axis=2), (values * marks).sum(axis=0)


def train(network: str, functions: Functions, setting: Setting, curve: Curve) -> Iterator[None]:
    """Train one network, one update at each ``next``.

    Parameters
    ----------
    network
        ``"LSTM"`` or ``"RNN"``.
    functions
        The learner's functions of `NEEDED`, by name.
    setting
        How the experiment is run.
    curve
        Gets the error of every update.
    """
    rng = np.random.default_rng([setting.seed, 0])
    data = np.random.default_rng([setting.seed, 1])  # both networks see the same sequences
    H = setting.hidden
    bound = H**-0.5
    if network == "LSTM":
        cell = dict(functions["init_lstm"](2, H, rng))
    else:
        cell = {
            "W": rng.uniform(-bound, bound, (H, 2)),
            "U": rng.uniform(-bound, bound, (H, H)),
            "b": np.zeros(H),
        }
    params = {name: np.asarray(array, dtype=float) for name, array in cell.items()}
    params |= {"read_W": rng.uniform(-bound, bound, (1, H)), "read_b": np.zeros(1)}
    state = {
        "m": {name: np.zeros_like(array) for name, array in params.items()},
        "v": {name: np.zeros_like(array) for name, array in params.items()},
        "t": 0,
    }
    gradients = _lstm_gradients if network == "LSTM" else _rnn_gradients
    for _ in range(setting.updates):
        X, y = adding_problem(data, setting.steps, setting.batch)
        error, grads = gradients(functions, params, X, y)
        grads = functions["clip_gradients"](grads, setting.max_norm)
        params, state = functions["adam_step"](
            params, grads, state, setting.learning_rate, 0.9, 0.999, 1e-8
        )
        curve.add(error)
        yield


def _read_out(
    params: Mapping[str, Array], hs: Array, y: Array
) -> tuple[float, dict[str, Array], Array]:
    """Read the answer off the last hidden state.

    Returns the mean squared error, the gradients of the read-out's weights, and ``dh_T`` of shape
    ``(B, H)``.
    """
    off = (hs[-1] @ params["read_W"].T + params["read_b"])[:, 0] - y
    slope = 2 * off[:, np.newaxis] / len(y)
    return (
        float(np.mean(off**2)),
        {"read_W": slope.T @ hs[-1], "read_b": slope.sum(axis=0)},
        slope @ params["read_W"],
    )


def _lstm_gradients(
    functions: Functions, params: Mapping[str, Array], X: Array, y: Array
) -> tuple[float, dict[str, Array]]:
    cell = {name: array for name, array in params.items() if not name.startswith("read")}
    zeros = np.zeros((X.shape[1], cell["b_f"].size))
    hs = np.asarray(functions["lstm_sequence"](X, zeros, zeros, cell)[0])
    error, grads, dh_T = _read_out(params, hs, y)
    dhs = np.zeros_like(hs)
    dhs[-1] = dh_T
    return error, grads | dict(functions["lstm_sequence_backward"](dhs, X, zeros, zeros, cell)[3])


def _rnn_gradients(
    functions: Functions, params: Mapping[str, Array], X: Array, y: Array
) -> tuple[float, dict[str, Array]]:
    W, U, b = params["W"], params["U"], params["b"]
    h_0 = np.zeros((X.shape[1], b.size))
    hs = np.asarray(functions["rnn_sequence"](X, h_0, W, U, b))
    error, grads, back = _read_out(params, hs, y)
    W_grad, U_grad, b_grad = np.zeros_like(W), np.zeros_like(U), np.zeros_like(b)
    for t in reversed(range(len(X))):
        back = back * (1 - hs[t] ** 2)
        W_grad += back.T @ X[t]
        U_grad += back.T @ (hs[t - 1] if t else h_0)
        b_grad += back.sum(axis=0)
        back = back @ U
    return error, grads | {"W": W_grad, "U": U_grad, "b": b_grad}
