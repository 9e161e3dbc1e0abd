"""Pictures of unit *memory*: how far back a gradient reaches, and the adding problem."""

from __future__ import annotations

from typing import Any

import numpy as np

import reference
from autograder import Axes, Picture
from exercises.rnn._figures import memory_left

STEPS = 50


def draw() -> dict[str, Picture]:
    """Draw the pictures of this unit, by file name."""
    return {"reach.svg": reach(), "adding.svg": adding()}


def lstm_left(
    forget_bias: float, hidden: int = 16, batch: int = 8
) -> tuple[list[float], list[float]]:
    """Measure the derivative of the last cell state with respect to the first, for 1, 2, … steps.

    Returns
    -------
    direct : list of float
        Its size along the direct path alone: the largest entry of the carousel gradient.
    total : list of float
        The size of the whole derivative, its largest singular value. The matrix is multiplied up
        from the Jacobians of the single steps, which are measured by central differences.
    """
    rng = np.random.default_rng(3)
    params = reference.init_lstm(3, hidden, rng)
    params["b_f"] = np.full(hidden, forget_bias)
    X = rng.normal(size=(STEPS, batch, 3))
    h_t: Any = np.zeros((batch, hidden))
    c_t: Any = np.zeros((batch, hidden))
    whole = np.tile(np.eye(2 * hidden)[:, hidden:], (batch, 1, 1))
    fs, direct, total = [], [], []
    for x_t in X:
        fs.append(reference.forget_gate(x_t, h_t, params["W_f"], params["U_f"], params["b_f"]))
        whole = _step_jacobian(x_t, h_t, c_t, params) @ whole
        h_t, c_t = reference.lstm_step(x_t, h_t, c_t, params)
        direct.append(_mean_size(reference.carousel_gradient(np.stack(fs)).max(axis=1)))
        total.append(_mean_size(np.linalg.norm(whole[:, hidden:], ord=2, axis=(1, 2))))
    return direct, total


def _mean_size(sizes: np.ndarray) -> float:
    """Return the geometric mean."""
    return float(np.exp(np.log(sizes).mean()))


def _step_jacobian(
    x_t: np.ndarray,
    h_t: np.ndarray,
    c_t: np.ndarray,
    params: dict[str, np.ndarray],
    small: float = 1e-5,
) -> np.ndarray:
    """Measure the Jacobian of one step, from the old (h, c) to the new; shape (B, 2H, 2H)."""
    hidden = h_t.shape[1]
    columns = []
    for unit in range(2 * hidden):
        move = np.zeros(2 * hidden)
        move[unit] = small
        dh, dc = move[:hidden], move[hidden:]
        up = np.concatenate(reference.lstm_step(x_t, h_t + dh, c_t + dc, params), axis=1)
        down = np.concatenate(reference.lstm_step(x_t, h_t - dh, c_t - dc, params), axis=1)
        columns.append((up - down) / (2 * small))
    return np.stack(columns, axis=2)


def reach() -> Picture:
    """Plot how far back the gradient reaches, for a plain network and for two LSTMs."""
    picture = Picture(
        760,
        340,
        "How far back the gradient reaches",
        "The size of the memory gradient against the distance in steps, on a logarithmic scale. For"
        " a plain recurrent network it falls to 0.000006 after fifty steps. For a fresh LSTM with"
        " forget bias 1 it falls to 0.002; with forget bias 3 it rises to about 17. Dashed lines"
        " show the direct path alone, the product of the forget gates: it is smaller than the whole"
        " derivative, by a factor of thousands after fifty steps with forget bias 1.",
    )
    axes = Axes(picture, 74, 30, 440, 256, (0, STEPS), (-9, 2))
    axes.frame(
        [(t, str(t)) for t in range(0, STEPS + 1, 10)],
        [
            (power, f"10^{{{power}}}".replace("-", "−") if power else "1")
            for power in (-9, -6, -3, 0)
        ],
    )
    picture.text(294, 322, "distance in steps", 13, "soft")
    steps = range(1, STEPS + 1)
    lines = [(np.log10(memory_left(1.0)), "f", "plain RNN")]
    for bias, colour in ((1.0, "i"), (3.0, "c")):
        direct, total = lstm_left(bias)
        axes.curve(steps, np.log10(direct), colour, 2, dashed=True)
        lines.append((np.log10(total), colour, f"LSTM, forget bias {bias:g}"))
    for sizes, colour, word in lines:
        axes.curve(steps, sizes, colour, 3)
        _, y = axes.at(STEPS, float(sizes[-1]))
        picture.text(526, y, word, 15, colour, "start", bold=True)
    picture.line([(526, 262), (562, 262)], "soft", 2, dashed=True)
    picture.text(572, 262, "the direct path alone", 13, "soft", "start")
    return picture


def adding() -> Picture:
    """Draw one example of the adding problem."""
    rng = np.random.default_rng(5)
    values = rng.uniform(size=16)
    picture = Picture(
        760,
        190,
        "The adding problem",
        "A row of sixteen random numbers between 0 and 1, drawn as bars. Two of them, one in each"
        " half, are marked. After the last step the network must give the sum of the two marked"
        " numbers.",
    )
    marked = (3, 11)
    for index, value in enumerate(values):
        x = 46 + 36 * index
        colour = "c" if index in marked else "edge"
        picture.rect(x - 11, 120 - 80 * value, 22, 80 * value, colour, colour, 2)
        mark = ("1", "c") if index in marked else ("0", "soft")
        picture.text(x, 140, mark[0], 15, mark[1], bold=index in marked)
    picture.text(28, 168, "above: the value; below: the mark", 13, "soft", "start")
    picture.text(632, 78, f"{values[3]:.2f} + {values[11]:.2f}", 18, "c", "start", bold=True)
    picture.text(632, 104, f"= {values[3] + values[11]:.2f}", 18, "c", "start", bold=True)
    return picture
