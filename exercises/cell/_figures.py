"""Pictures of unit *cell*: the path of the cell state, and a memory that lasts."""

from __future__ import annotations

import numpy as np

import reference
from autograder import Axes, Picture
from exercises._cell_picture import draw_cell


def draw() -> dict[str, Picture]:
    """Draw the pictures of this unit, by file name."""
    return {
        "cell.svg": draw_cell("The cell state runs through the cell"),
        "keep-and-write.svg": keep_and_write(),
    }


def keep_and_write() -> Picture:
    """Plot the cell state under three settings of the forget gate and the input gate."""
    picture = Picture(
        760,
        270,
        "The cell state under three settings of its gates",
        "Twelve steps from a cell state of 2, with a candidate of 0.8 at every step. With the"
        " forget gate at 1 and the input gate at 0 the state stays at 2. With the forget gate at"
        " 0.7 and the input gate at 0 it fades towards 0. With both at 1 it grows by 0.8 at every"
        " step, past 11.",
    )
    axes = Axes(picture, 60, 30, 440, 195, (0, 12), (0, 12))
    axes.frame(
        [(t, str(t)) for t in range(0, 13, 3)], [(value, str(value)) for value in (0, 4, 8, 12)]
    )
    picture.text(280, 254, "step t", 13, "soft")
    settings = (
        (1.0, 0.0, "c", "keeps"),
        (0.7, 0.0, "f", "fades"),
        (1.0, 1.0, "i", "accumulates"),
    )
    for forget, write, colour, word in settings:
        states = [2.0]
        for _step in range(12):
            gates = [np.array([[value]]) for value in (states[-1], forget, write, 0.8)]
            states.append(float(reference.cell_state(*gates)[0, 0]))
        axes.curve(range(13), states, colour, 3)
        _, y = axes.at(12, states[-1])
        picture.text(
            512, y, f"f = {forget:g}, i = {write:g}: {word}", 15, colour, "start", bold=True
        )
    return picture
