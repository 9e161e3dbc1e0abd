"""The LSTM cell as a picture: four layers, the path of the cell state, and their connections."""

from __future__ import annotations

from autograder import Picture

TOP, BUS, LAYER = 96, 330, 250
LAYERS = {
    "f": (210, "σ", "forget"),
    "i": (310, "σ", "input"),
    "g": (400, "tanh", "candidate"),
    "o": (510, "σ", "output"),
}
DESCRIPTION = (
    "The previous hidden state and the input join at the bottom and feed four layers side by side:"
    " forget gate, input gate, candidate and output gate. The cell state runs along the top from"
    " left to right. On its way it is multiplied by the forget gate, and the product of input gate"
    " and candidate is added to it. A copy of the new cell state goes through tanh, is multiplied"
    " by the output gate and leaves as the hidden state, to the right and upwards."
)


def draw_cell(title: str, layers: bool = True, memory: bool = True) -> Picture:
    """Draw one cell.

    Parameters
    ----------
    title : str
        The title of the picture.
    layers, memory : bool
        Whether to emphasise the four layers, and the path of the cell state. Parts that are not
        emphasised are pale.
    """
    picture = Picture(760, 420, title, DESCRIPTION)
    picture.rect(120, 52, 530, 310, "cell", "edge", 18)
    _memory(picture, memory)
    _layers(picture, layers)
    _output(picture, memory)
    return picture


def _memory(picture: Picture, strong: bool) -> None:
    """Draw the path of the cell state along the top."""
    thick, stroke = (4.5, "c") if strong else (2.2, "soft")
    for start, end in ((40, 192), (228, 338), (374, 722)):
        picture.line([(start, TOP), (end, TOP)], stroke, thick, arrow=end == 722)
    picture.text(72, TOP - 22, "c_{t−1}", 20, "c", bold=True)
    picture.text(706, TOP - 24, "c_{t}", 20, "c", bold=True)
    _operation(picture, 210, TOP, "×")
    _operation(picture, 356, TOP, "+")
    _operation(picture, 356, 176, "×")
    picture.line([(356, 158), (356, 116)], "ink", arrow=True)
    if strong:
        picture.text(210, TOP - 31, "keep", 14, "soft")
        picture.text(356, TOP - 31, "write", 14, "soft")


def _layers(picture: Picture, strong: bool) -> None:
    """Draw the four layers, what they read, and where their results go."""
    picture.line([(40, BUS), (510, BUS)], "ink")
    picture.line([(165, 402), (165, BUS + 3)], "ink", arrow=True)
    picture.text(72, BUS - 20, "h_{t−1}", 20, "h", bold=True)
    picture.text(192, 396, "x_{t}", 20, "h", bold=True)
    for name, (x, activation, word) in LAYERS.items():
        picture.line([(x, BUS), (x, LAYER + 22)], "ink", arrow=True)
        stroke, thick = (name, 2.6) if strong else ("edge", 1.5)
        picture.rect(x - 34, LAYER - 20, 68, 40, "panel", stroke, 7, thick)
        picture.text(x, LAYER, activation, 19, name, bold=True)
        if strong:
            picture.text(x + 8, LAYER + 38, word, 13, name, "start")
    picture.line([(210, LAYER - 20), (210, TOP + 20)], "f", 2.2, arrow=True)
    picture.line([(310, LAYER - 20), (310, 176), (336, 176)], "i", 2.2, arrow=True)
    picture.line([(400, LAYER - 20), (400, 176), (376, 176)], "g", 2.2, arrow=True)
    for name, x, y in (("f", 192, 190), ("i", 293, 200), ("g", 418, 200), ("o", 540, 205)):
        picture.text(x, y, f"{name}_{{t}}", 18, name, bold=True)


def _output(picture: Picture, strong: bool) -> None:
    """Draw the path from the cell state to the hidden state."""
    picture.line([(510, LAYER - 20), (510, 226), (574, 226)], "o", 2.2, arrow=True)
    picture.line([(594, TOP), (594, 138)], "c" if strong else "soft", 2.2, arrow=True)
    picture.rect(562, 141, 64, 34, "panel", "ink", 17)
    picture.text(594, 158, "tanh", 16, "ink")
    picture.line([(594, 175), (594, 206)], "ink", arrow=True)
    _operation(picture, 594, 226, "×")
    picture.line([(594, 244), (594, BUS), (722, BUS)], "ink", 2.2, arrow=True)
    picture.line([(672, BUS), (672, 30)], "ink", 2.2, arrow=True)
    picture.circle(672, BUS, 3, "ink")
    picture.text(700, BUS - 20, "h_{t}", 20, "h", bold=True)
    picture.text(692, 34, "h_{t}", 20, "h", "start", bold=True)
    if strong:
        picture.text(616, 226, "show", 14, "soft", "start")


def _operation(picture: Picture, x: float, y: float, sign: str) -> None:
    """Draw a circle with the sign of an operation."""
    picture.circle(x, y, 18, "panel", "ink", 2)
    picture.text(x, y, sign, 24, "ink", bold=True)
