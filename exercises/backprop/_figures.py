"""Pictures of unit *backprop*: where the gradient of a cell comes from and where it goes."""

from __future__ import annotations

import numpy as np

import reference
from autograder import Axes, Picture


def draw() -> dict[str, Picture]:
    """Draw the pictures of this unit, by file name."""
    return {"two-ways.svg": two_ways(), "clipping.svg": clipping()}


def two_ways() -> Picture:
    """Draw the two ways in which a gradient reaches the cell state."""
    picture = Picture(
        760,
        330,
        "The gradient of the cell state comes in two ways",
        "Three cells in a row, with the states going to the right and the gradients coming back to"
        " the left. The gradient of the cell state arrives from the next cell along the top,"
        " multiplied by the forget gate, and from the loss through the hidden state. Both are added"
        " before anything goes further back.",
    )
    for index, name in enumerate(("t−1", "t", "t+1")):
        x = 150 + 230 * index
        picture.rect(x - 66, 130, 132, 116, "cell", "edge", 10, 2)
        picture.text(x, 228, f"step {name}", 15, "soft")
        picture.text(x, 163, f"c_{{{name}}}", 19, "c", bold=True)
        picture.text(x, 197, f"h_{{{name}}}", 19, "ink", bold=True)
        picture.rect(x - 40, 34, 80, 34, "panel", "edge", 8)
        picture.text(x, 51, f"loss at {name}", 13, "soft")
        picture.line([(x, 68), (x, 128)], "f", 2.8, arrow=True)
        picture.text(x + 12, 98, f"dhs_{{{name}}}", 16, "f", "start", bold=True)
    for x in (265, 495):
        picture.line([(x + 46, 160), (x - 46, 160)], "c", 4, arrow=True)
        picture.line([(x + 46, 198), (x - 46, 198)], "f", 2.8, arrow=True)
    for x, name in ((265, "t"), (495, "t+1")):
        picture.text(x, 141, f"× f_{{{name}}}", 16, "c", bold=True)
        picture.text(x, 218, "dh_{prev}", 16, "f", bold=True)
    picture.text(380, 279, "dh_{t}  =  dhs_{t}  +  dh_{prev} of step t+1", 17, "f", bold=True)
    picture.text(
        380,
        307,
        "dc  =  dc_{prev} of step t+1  +  dh_{t} · o_{t} · (1 − tanh^{2} c_{t})",
        17,
        "c",
        bold=True,
    )
    return picture


def clipping() -> Picture:
    """Draw gradients before and after `reference.clip_gradients`."""
    picture = Picture(
        760,
        250,
        "Clipping by the global norm",
        "Arrows from one point, each a gradient with two entries. Those that end inside a circle"
        " stay as they are; those that leave it are shortened to the circle and keep their"
        " direction.",
    )
    axes = Axes(picture, 40, 16, 440, 220, (-4, 4), (-2, 2))
    origin, edge = axes.at(0, 0), axes.at(1, 0)
    picture.circle(*origin, edge[0] - origin[0], "faint", "soft", 1.5)
    for x, y in ((2.6, 1.3), (-0.55, 0.5), (-2.9, 0.6), (1.5, -1.6), (0.3, -0.6), (-1.4, -1.5)):
        picture.line([origin, axes.at(x, y)], "soft", 1.5, arrow=True, dashed=True)
        clipped = reference.clip_gradients({"W": np.array([x]), "b": np.array([y])}, 1.0)
        picture.line(
            [origin, axes.at(float(clipped["W"][0]), float(clipped["b"][0]))], "f", 3, arrow=True
        )
    picture.line([(500, 80), (550, 80)], "soft", 1.5, arrow=True, dashed=True)
    picture.text(562, 80, "before clipping", 15, "soft", "start")
    picture.line([(500, 116), (550, 116)], "f", 3, arrow=True)
    picture.text(562, 116, "after clipping", 15, "f", "start", bold=True)
    picture.circle(525, 156, 14, "faint", "soft")
    picture.text(562, 156, "the norm allowed", 15, "soft", "start")
    return picture
