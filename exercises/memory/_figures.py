"""Pictures of unit *memory*: how far back a gradient reaches, and the adding problem."""

from __future__ import annotations

import numpy as np

import reference
from exercises._svg import Axes, Picture
from exercises.rnn._figures import memory_left

STEPS = 50


def draw() -> dict[str, Picture]:
    return {"reach.svg": reach(), "adding.svg": adding()}


def lstm_left(
    forget_bias: float, hidden: int = 16, batch: int = 8
) -> tuple[list[float], list[float]]:
    """The size of the derivative of the last cell state with respect to the first, for 1, 2, …
    steps.

    First along the direct path alone (the largest entry of the carousel), then in all: the whole
    matrix, carried forward by central differences of one step of the reference.
    """
    rng = np.random.default_rng(3)
    params = reference.init_lstm(3, hidden, rng)
    params["b_f"] = np.full(hidden, forget_bias)
    X = rng.normal(size=(STEPS, batch, 3))
    h_t, c_t = np.zeros((batch, hidden)), np.zeros((batch, hidden))
    whole = np.tile(np.eye(2 * hidden)[:, hidden:], (batch, 1, 1))
    fs, direct, total = [], [], []
    for x_t in X:
        fs.append(reference.forget_gate(x_t, h_t, params["W_f"], params["U_f"], params["b_f"]))
        whole = _step_jacobian(x_t, h_t, c_t, params) @ whole
        h_t, c_t = reference.lstm_step(x_t, h_t, c_t, params)
        direct.append(
            float(np.exp(np.log(reference.carousel_gradient(np.stack(fs)).max(axis=1)).mean()))
        )
        total.append(
            float(np.exp(np.log(np.linalg.norm(whole[:, hidden:], ord=2, axis=(1, 2))).mean()))
        )
    return direct, total


def _step_jacobian(
    x_t: np.ndarray,
    h_t: np.ndarray,
    c_t: np.ndarray,
    params: dict[str, np.ndarray],
    small: float = 1e-5,
) -> np.ndarray:
    """``d(h, c) / d(h, c)`` of one step, shape (B, 2H, 2H)."""
    hidden = h_t.shape[1]
    columns = []
    for unit in range(2 * hidden):
        move = np.zeros(2 * hidden)
        move[unit] = small
        up = np.concatenate(
            reference.lstm_step(x_t, h_t + move[:hidden], c_t + move[hidden:], params), 1
        )
        down = np.concatenate(
            reference.lstm_step(x_t, h_t - move[:hidden], c_t - move[hidden:], params), 1
        )
        columns.append((up - down) / (2 * small))
    return np.stack(columns, axis=2)


def reach() -> Picture:
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
    """One example of the adding problem."""
    rng = np.random.default_rng(5)
    values = rng.uniform(size=16)
    picture = Picture(
        760,
        190,
        "The adding problem",
        "A row of sixteen random numbers between 0 and 1, drawn as bars. Two of them, one in each "
        "half, are marked. The answer, asked for after the last step, is the sum of the two marked "
        "numbers.",
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
