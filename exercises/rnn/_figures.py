"""Pictures of unit *rnn*: the network unrolled in time, and how fast it forgets."""

from __future__ import annotations

import numpy as np

import reference
from autograder import Axes, Picture

SCALES = ((0.7, "i"), (1.0, "o"), (1.4, "f"))
STEPS = 50


def draw() -> dict[str, Picture]:
    """Draw the pictures of this unit, by file name."""
    return {"unrolled.svg": unrolled(), "forgetting.svg": forgetting()}


def unrolled() -> Picture:
    """Draw the network once for each time step."""
    picture = Picture(
        760,
        250,
        "A recurrent network, unrolled in time",
        "Four boxes in a row, one for each time step, all with the same weights W, U and b. Each"
        " takes an input from below and the hidden state from the box to its left, and passes its"
        " new hidden state to the right and upwards. Nothing else goes from step to step.",
    )
    for index, name in enumerate(("1", "2", "3", "T")):
        x = 150 + 150 * index
        picture.line([(x, 224), (x, 162)], "ink", arrow=True)
        picture.text(x + 24, 216, f"x_{{{name}}}", 19, "ink", bold=True)
        picture.rect(x - 46, 96, 92, 64, "cell", "o", 9, 2.4)
        picture.text(x, 117, "tanh", 17, "o", bold=True)
        picture.text(x, 140, "W, U, b", 14, "soft")
        picture.line([(x, 96), (x, 40)], "ink", arrow=True)
        picture.text(x + 24, 44, f"h_{{{name}}}", 19, "ink", bold=True)
        picture.line([(x - 104, 128), (x - 49, 128)], "c", 2.6, arrow=True, dashed=name == "T")
    picture.text(66, 106, "h_{0}", 19, "c", bold=True)
    for index, name in enumerate(("h_{1}", "h_{2}")):
        picture.text(225 + 150 * index, 106, name, 19, "c", bold=True)
    picture.text(525, 106, "…", 22, "c", bold=True)
    picture.line([(646, 128), (712, 128)], "c", 2.6, arrow=True)
    return picture


def memory_left(scale: float, hidden: int = 16, batch: int = 8) -> list[float]:
    """Measure the memory gradient after 1, 2, … steps.

    The recurrent weights are `scale` times a random rotation. The size of a gradient is its largest
    singular value, and the result is its geometric mean over the batch.
    """
    rng = np.random.default_rng(3)
    rotation, _ = np.linalg.qr(rng.normal(size=(hidden, hidden)))
    U, W, b = scale * rotation, rng.normal(scale=0.3, size=(hidden, 3)), np.zeros(hidden)
    hs = reference.rnn_sequence(
        rng.normal(size=(STEPS, batch, 3)), np.zeros((batch, hidden)), W, U, b
    )
    sizes = [
        np.linalg.norm(reference.rnn_memory_gradient(hs[:t], U), ord=2, axis=(1, 2))
        for t in range(1, STEPS + 1)
    ]
    return [float(np.exp(np.log(size).mean())) for size in sizes]


def forgetting() -> Picture:
    """Plot how fast the memory gradient shrinks, for three sizes of the recurrent weights."""
    picture = Picture(
        760,
        310,
        "What is left of the first hidden state",
        "The size of the derivative of the last hidden state with respect to the first, against the"
        " distance in steps, on a logarithmic scale, for three plain recurrent networks. The"
        " smaller the recurrent weights, the faster the line falls. With 0.7 times a rotation it"
        " falls to two trillionths after fifty steps, and with the rotation itself to six"
        " millionths. With 1.4 times a rotation it first rises to 3.6, and ends at 0.4.",
    )
    axes = Axes(picture, 74, 34, 470, 222, (0, STEPS), (-12, 1))
    axes.frame(
        [(t, str(t)) for t in range(0, STEPS + 1, 10)],
        [
            (power, f"10^{{{power}}}".replace("-", "−") if power else "1")
            for power in (-12, -9, -6, -3, 0)
        ],
    )
    picture.text(309, 290, "distance in steps", 13, "soft")
    for scale, colour in SCALES:
        sizes = np.log10(memory_left(scale))
        axes.curve(range(1, STEPS + 1), sizes, colour, 3)
        shown = np.flatnonzero(sizes > -12)[-1]
        x, y = axes.at(float(shown + 1), float(sizes[shown]))
        picture.text(
            max(x + 10, 556) if shown > 45 else x + 10,
            y if shown > 45 else y - 12,
            f"U = {scale:g} × rotation",
            15,
            colour,
            "start",
            bold=True,
        )
    return picture
