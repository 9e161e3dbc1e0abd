"""Pictures of unit *layers*: a stack unrolled in time, and two directions."""

from __future__ import annotations

from autograder import Picture


def draw() -> dict[str, Picture]:
    """Draw the pictures of this unit, by file name."""
    return {"stack.svg": stack(), "both-directions.svg": both_directions()}


def stack() -> Picture:
    """Draw two layers over three steps."""
    picture = Picture(
        760,
        400,
        "Two LSTM layers, unrolled over three steps",
        "Two rows of three cells. In each row the hidden state and the cell state go from cell to"
        " cell to the right. From the lower row to the upper row goes the hidden state alone. The"
        " lower row reads the inputs, and the hidden states of the upper row are the outputs.",
    )
    for t in (1, 2, 3):
        x = 60 + 175 * t
        picture.line([(x, 378), (x, 330)], "ink", 2.2, arrow=True)
        picture.text(x + 22, 370, f"x_{{{t}}}", 18, "ink", bold=True)
        for layer, y in ((1, 260), (2, 104)):
            picture.rect(x - 50, y - 2, 100, 68, "cell", "o", 9, 2.2)
            picture.text(x, y + 22, "cell", 16, "ink", bold=True)
            picture.text(x, y + 46, f"layer {layer}", 14, "soft")
            picture.line([(x, y - 2), (x, y - (84 if layer == 1 else 60))], "ink", 2.2, arrow=True)
            picture.text(x + 28, y - 38, f"h_{{{t}}}^{{({layer})}}", 18, "ink", bold=True)
    for layer, y in ((1, 260), (2, 104)):
        for t in range(4):
            start, end = 60 + 175 * t + 50, 60 + 175 * (t + 1) - 53
            start, end = (110, end) if t == 0 else (start, 690 if t == 3 else end)
            picture.line([(start, y + 16), (end, y + 16)], "c", 3.2, arrow=True)
            picture.line([(start, y + 48), (end, y + 48)], "ink", 2, arrow=True)
        picture.text(80, y + 14, f"c_{{0}}^{{({layer})}}", 18, "c", bold=True)
        picture.text(80, y + 52, f"h_{{0}}^{{({layer})}}", 18, "ink", bold=True)
        picture.text(718, y + 14, f"c_{{3}}^{{({layer})}}", 18, "c", bold=True)
        picture.text(718, y + 52, f"h_{{3}}^{{({layer})}}", 18, "ink", bold=True)
    return picture


def both_directions() -> Picture:
    """Draw a layer that reads four steps in both directions."""
    picture = Picture(
        760,
        300,
        "An LSTM in both directions",
        "Two rows of four cells over the same inputs. The upper row passes its states to the right,"
        " the lower row to the left. At every step the hidden states of both are put side by side,"
        " first that of the upper row; at the last step the row that reads from the end has read"
        " one input only.",
    )
    for t in (1, 2, 3, 4):
        x = 10 + 150 * t
        picture.text(x, 282, f"x_{{{t}}}", 18, "ink", bold=True)
        picture.line([(x, 268), (x, 232)], "ink", 2, arrow=True)
        picture.line(
            [(x - 10, 268), (x - 50, 250), (x - 50, 173), (x - 14, 173), (x - 14, 161)],
            "ink",
            2,
            arrow=True,
        )
        picture.rect(x - 34, 188, 68, 42, "cell", "f", 8, 2.2)
        picture.text(x, 209, "←", 22, "f", bold=True)
        picture.rect(x - 34, 116, 68, 42, "cell", "i", 8, 2.2)
        picture.text(x, 137, "→", 22, "i", bold=True)
        if t < 4:
            picture.line([(x + 116, 209), (x + 37, 209)], "f", 2.6, arrow=True)
            picture.line([(x + 34, 137), (x + 113, 137)], "i", 2.6, arrow=True)
        picture.line([(x - 14, 116), (x - 14, 66)], "i", 2, arrow=True)
        picture.line(
            [(x + 34, 198), (x + 52, 198), (x + 52, 92), (x + 14, 92), (x + 14, 66)],
            "f",
            2,
            arrow=True,
        )
        picture.rect(x - 40, 30, 80, 34, "panel", "edge", 6, 1.5)
        picture.text(x - 18, 47, f"h_{{{t}}}", 16, "i", bold=True)
        picture.text(x + 20, 47, f"h_{{{t}}}", 16, "f", bold=True)
        picture.text(x, 47, ";", 16, "soft")
    return picture
