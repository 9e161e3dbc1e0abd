"""Pictures of unit *gates*: the four layers, and gates at work while an LSTM reads a sentence."""

from __future__ import annotations

import numpy as np

import reference
from autograder import Axes, Picture
from exercises._cell_picture import draw_cell

SENTENCE = "She said “wait for me” and left."


def draw() -> dict[str, Picture]:
    """Draw the pictures of this unit, by file name."""
    return {
        "four-layers.svg": draw_cell("The four layers of an LSTM cell", memory=False),
        "activations.svg": activations(),
        "reading.svg": reading(),
    }


def activations() -> Picture:
    """Plot the two activations side by side."""
    picture = Picture(
        760,
        250,
        "Sigmoid and hyperbolic tangent",
        "Two curves over pre-activations from -6 to 6. The sigmoid rises from 0 to 1 and is one"
        " half at zero: a gate. The hyperbolic tangent rises from -1 to 1 and is zero at zero:"
        " content.",
    )
    z = np.linspace(-6, 6, 61)
    for left, name, colour, values, word in (
        (60, "σ(z)", "f", reference.sigmoid(z), "a gate: how much passes"),
        (430, "tanh(z)", "g", np.tanh(z), "content: up or down"),
    ):
        axes = Axes(picture, left, 46, 290, 160, (-6, 6), (-1.2, 1.2))
        axes.frame([(-6, "−6"), (0, "0"), (6, "6")], [(-1, "−1"), (0, "0"), (1, "1")])
        axes.curve(z, values, colour, 3)
        picture.text(left + 145, 26, f"{name}, {word}", 15, colour, bold=True)
    return picture


def quotation_reader() -> dict[str, np.ndarray]:
    """Make the parameters of a cell with one unit whose memory shows when it is in a quotation.

    The two inputs mean "this is an opening mark" and "this is a closing mark". Both marks close the
    forget gate and open the input gate. The opening mark makes the candidate 1, and the closing
    mark makes it -1.
    """
    rows = {"f": ([-9, -9], 4.5), "i": ([9, 9], -4.5), "g": ([4, -4], 0.0), "o": ([0, 0], 2.0)}
    params = {}
    for gate, (weights, bias) in rows.items():
        params[f"W_{gate}"] = np.array([weights], dtype=float)
        params[f"U_{gate}"] = np.zeros((1, 1))
        params[f"b_{gate}"] = np.array([bias])
    return params


def trace(sentence: str) -> dict[str, list[float]]:
    """Run the reader over a sentence; return its gates and states at every character."""
    params = quotation_reader()
    h_t, c_t = np.zeros((1, 1)), np.full((1, 1), -0.5)
    layers = {
        "f": reference.forget_gate,
        "i": reference.input_gate,
        "g": reference.candidate,
        "o": reference.output_gate,
    }
    seen: dict[str, list[float]] = {name: [] for name in "figoch"}
    for character in sentence:
        x_t = np.array([[character == "“", character == "”"]], dtype=float)
        for name, layer in layers.items():
            value = layer(x_t, h_t, params[f"W_{name}"], params[f"U_{name}"], params[f"b_{name}"])
            seen[name].append(float(value[0, 0]))
        h_t, c_t = reference.lstm_step(x_t, h_t, c_t, params)
        seen["c"].append(float(c_t[0, 0]))
        seen["h"].append(float(h_t[0, 0]))
    return seen


def reading() -> Picture:
    """Plot gates and states while the reader reads: the area of a dot is the size of a value."""
    picture = Picture(
        760,
        348,
        "Gates while an LSTM reads a sentence",
        f"One unit reads the sentence {SENTENCE} character by character. At the two quotation marks"
        " the forget gate closes and the input gate opens, and the candidate is +1 at the opening"
        " mark and -1 at the closing mark. The cell state is close to +1 inside the quotation and"
        " below zero outside it, and the hidden state follows it.",
    )
    seen = trace(SENTENCE)
    left, step, top, row = 162, 18.2, 66, 42
    names = {
        "f": "forget",
        "i": "input",
        "g": "candidate",
        "o": "output",
        "c": "cell state",
        "h": "hidden state",
    }
    inside = [index for index, character in enumerate(SENTENCE) if character in "“”"]
    picture.rect(
        left + (inside[0] - 0.5) * step,
        22,
        (inside[1] - inside[0]) * step,
        top + 6 * row - 32,
        "faint",
        "faint",
    )
    for index, character in enumerate(SENTENCE):
        picture.text(left + index * step, 38, character, 17, "ink", bold=character in "“”")
    for line, (name, word) in enumerate(names.items()):
        y = top + line * row + row / 2
        picture.text(left - 22, y, f"{word}  {name}_{{t}}", 14, name, "end", bold=True)
        for index, value in enumerate(seen[name]):
            radius = 7.5 * np.sqrt(abs(value))
            picture.circle(
                left + index * step, y, max(radius, 0.8), name if value >= 0 else "panel", name, 1.6
            )
    picture.text(
        left - 8,
        top + 6 * row + 16,
        "The area of a dot is the size of the value; an empty dot is negative.",
        13,
        "soft",
        "start",
    )
    return picture
