"""Pictures of unit *variants*: peepholes, a GRU, and what each kind of cell costs."""

from __future__ import annotations

from autograder import Axes, Picture
from reference.variants import count_variants

TOP, BUS = 92, 300
LAYERS = {"f": (200, "σ"), "i": (310, "σ"), "g": (410, "tanh"), "o": (520, "σ")}
COLOURS = {"r": "f", "z": "o", "g": "g"}
"""The layers of a GRU in the colours of those of an LSTM that are most like them."""


def draw() -> dict[str, Picture]:
    """Draw the pictures of this unit, by file name."""
    return {"peepholes.svg": peepholes(), "gru.svg": gru(), "cost.svg": cost()}


def peepholes() -> Picture:
    """Draw the cell with the three connections that a plain LSTM does not have."""
    picture = Picture(
        760,
        380,
        "An LSTM cell with peepholes",
        "The cell state runs along the top and is multiplied by the forget gate, then has the"
        " gated candidate added. Two thick lines lead from the old cell state down to the forget"
        " gate and the input gate. A third one leads from the new cell state down to the output"
        " gate. All four layers also read the input and the previous hidden state from below.",
    )
    picture.rect(110, 44, 560, 290, "cell", "edge", 18)
    _memory(picture)
    picture.line([(40, BUS), (520, BUS)], "soft")
    picture.text(70, BUS - 18, "h_{t−1}", 18, "soft")
    picture.line([(150, 364), (150, BUS + 3)], "soft", arrow=True)
    picture.text(176, 358, "x_{t}", 18, "soft")
    for name, (x, activation) in LAYERS.items():
        picture.line([(x, BUS), (x, 262)], "soft", arrow=True)
        picture.rect(x - 34, 220, 68, 40, "panel", name, 7, 2.6)
        picture.text(x, 240, activation, 19, name, bold=True)
    picture.line([(200, 220), (200, TOP + 20)], "f", 2.2, arrow=True)
    picture.line([(310, 220), (310, 166), (341, 166)], "i", 2.2, arrow=True)
    picture.line([(410, 220), (410, 166), (379, 166)], "g", 2.2, arrow=True)
    picture.line([(520, 220), (520, 204), (586, 204)], "o", 2.2, arrow=True)
    _peephole(picture, [(140, TOP), (140, 236), (164, 236)], "p_{f}", (152, 256))
    _peephole(picture, [(140, 190), (250, 190), (250, 236), (274, 236)], "p_{i}", (262, 256))
    _peephole(picture, [(462, TOP), (462, 236), (484, 236)], "p_{o}", (472, 256))
    picture.circle(140, TOP, 4, "c", "c")
    picture.circle(140, 190, 4, "c", "c")
    picture.circle(462, TOP, 4, "c", "c")
    return picture


def _memory(picture: Picture) -> None:
    """Draw the paths of the cell state and of the hidden state."""
    for start, end in ((40, 182), (218, 342), (378, 722)):
        picture.line([(start, TOP), (end, TOP)], "soft", 2.4, arrow=end == 722)
    picture.text(74, TOP - 22, "c_{t−1}", 20, "c", bold=True)
    picture.text(706, TOP - 22, "c_{t}", 20, "c", bold=True)
    for x, y, sign in ((200, TOP, "×"), (360, TOP, "+"), (360, 166, "×"), (606, 204, "×")):
        picture.circle(x, y, 18, "panel", "ink", 2)
        picture.text(x, y, sign, 24, "ink", bold=True)
    picture.line([(360, 148), (360, 112)], "ink", arrow=True)
    picture.line([(606, TOP), (606, 122)], "soft", 2.2, arrow=True)
    picture.rect(574, 124, 64, 34, "panel", "ink", 17)
    picture.text(606, 141, "tanh", 16, "ink")
    picture.line([(606, 158), (606, 184)], "ink", arrow=True)
    picture.line([(606, 222), (606, BUS), (722, BUS)], "ink", 2.2, arrow=True)
    picture.text(702, BUS - 26, "h_{t}", 20, "h", bold=True)


def _peephole(
    picture: Picture, points: list[tuple[float, float]], name: str, at: tuple[float, float]
) -> None:
    picture.line(points, "c", 3.4, arrow=True)
    picture.text(*at, name, 17, "c", bold=True)


def gru() -> Picture:
    """Draw a gated recurrent unit in the style of the LSTM cell."""
    picture = Picture(
        760,
        390,
        "A gated recurrent unit",
        "One state runs along the top from left to right. It is multiplied by the update gate z,"
        " and the candidate, multiplied by 1 minus z, is added to it. The candidate is a tanh layer"
        " that reads the input, and the old state after this has been multiplied by the reset gate"
        " r. Both gates read the input and the old state.",
    )
    picture.rect(110, 44, 560, 300, "cell", "edge", 18)
    for start, end in ((40, 382), (418, 552), (588, 722)):
        picture.line([(start, TOP), (end, TOP)], "c", 4, arrow=end == 722)
    picture.text(72, TOP - 22, "h_{t−1}", 20, "c", bold=True)
    picture.text(704, TOP - 22, "h_{t}", 20, "c", bold=True)
    picture.line([(140, TOP), (140, BUS), (320, BUS)], "soft", 2)
    picture.circle(140, TOP, 4, "c", "c")
    picture.line([(170, 374), (170, 322), (510, 322)], "soft", 2)
    picture.text(196, 368, "x_{t}", 18, "soft")
    for name, x, activation in (("r", 210, "σ"), ("z", 330, "σ"), ("g", 500, "tanh")):
        picture.line([(x + 10, 322), (x + 10, 272)], "soft", arrow=True)
        if name != "g":
            picture.line([(x - 10, BUS), (x - 10, 272)], "soft", arrow=True)
        picture.rect(x - 34, 228, 68, 40, "panel", COLOURS[name], 7, 2.6)
        picture.text(x, 248, activation, 19, COLOURS[name], bold=True)
    picture.text(188, 212, "r_{t}", 18, "f", bold=True)
    picture.text(308, 212, "z_{t}", 18, "o", bold=True)
    picture.text(550, 226, "g_{t}", 18, "g", bold=True)
    for x, y, sign in ((400, TOP, "×"), (570, TOP, "+"), (570, 170, "×"), (250, 150, "×")):
        picture.circle(x, y, 18, "panel", "ink", 2)
        picture.text(x, y, sign, 24, "ink", bold=True)
    picture.line([(210, 228), (210, 150), (230, 150)], "f", 2.2, arrow=True)
    picture.line([(250, TOP), (250, 130)], "c", 2.2, arrow=True)
    picture.circle(250, TOP, 4, "c", "c")
    picture.line([(268, 150), (440, 150), (440, 300), (490, 300), (490, 272)], "ink", 2, arrow=True)
    picture.line([(330, 228), (330, 190), (400, 190), (400, TOP + 20)], "o", 2.2, arrow=True)
    picture.line([(400, 190), (528, 190), (528, 170), (550, 170)], "o", 2.2, arrow=True)
    picture.text(472, 178, "1 − z_{t}", 15, "o")
    picture.line([(510, 228), (510, 208), (570, 208), (570, 190)], "g", 2.2, arrow=True)
    picture.line([(570, 150), (570, 112)], "ink", arrow=True)
    return picture


def cost(input_size: int = 64, hidden_size: int = 128) -> Picture:
    """Plot how many numbers each kind of cell learns."""
    counts = count_variants(input_size, hidden_size)
    picture = Picture(
        760,
        250,
        "What each kind of cell learns",
        f"Four bars for a layer of {input_size} inputs and {hidden_size} hidden units: an LSTM has"
        f" {counts[0]:,} numbers, one with peepholes {counts[1]:,}, one with coupled gates"
        f" {counts[2]:,}, and a GRU {counts[3]:,} as well.",
    )
    axes = Axes(picture, 190, 24, 430, 176, (0, 100_000), (0, 4))
    axes.frame(
        [
            (thousands * 1000, f"{thousands},000" if thousands else "0")
            for thousands in (0, 25, 50, 75, 100)
        ]
    )
    names = ("LSTM", "with peepholes", "with coupled gates", "GRU")
    for row, (name, count, colour) in enumerate(zip(names, counts, "fcio", strict=True)):
        x, y = axes.at(count, 3.5 - row)
        picture.rect(190, y - 13, x - 190, 26, colour, colour, 3)
        picture.text(178, y, name, 15, "ink", "end")
        picture.text(x + 10, y, f"{count:,}", 15, colour, "start", bold=True)
    picture.text(405, 236, "numbers that are learnt", 13, "soft")
    return picture
