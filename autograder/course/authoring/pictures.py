"""Pictures as SVG that are legible on light and dark pages and described for screen readers.

A picture has its own background, so it is legible on any page. Its colours follow the light or dark
theme of the reader's system. Numbers are written with one decimal, so that a picture drawn again
gives the same file. Lengths are in SVG user units; y grows downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

LIGHT = {
    "panel": "#ffffff",
    "edge": "#d5d9e0",
    "ink": "#1d2733",
    "soft": "#5a6675",
    "faint": "#e9edf2",
    "cell": "#f4f6f9",
    "f": "#b4500f",
    "i": "#12725c",
    "g": "#7a3fa0",
    "o": "#1d5fa8",
    "c": "#b01e4c",
    "h": "#1d2733",
}
DARK = {
    "panel": "#161b22",
    "edge": "#3a4350",
    "ink": "#e8edf3",
    "soft": "#a5b1c0",
    "faint": "#2b333e",
    "cell": "#1f2630",
    "f": "#ffa36b",
    "i": "#5fd3b4",
    "g": "#d3a4f5",
    "o": "#82bbf7",
    "c": "#ff8fb0",
    "h": "#e8edf3",
}
"""Colours by what they stand for: the page, the four layers of a cell, and its two states. Text in
any of them has a contrast of at least 4.5:1."""

FONTS = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif"
_MARKED = re.compile(r"([_^])\{([^}]*)\}|([_^])(\w)")


@dataclass
class Picture:
    """An SVG picture that is being drawn.

    The methods add shapes on top of what is there. Their `fill` and `stroke` are names of colours,
    `thick` is the width of a line.

    Attributes
    ----------
    width, height : float
        The size of the picture.
    title : str
        Its name, for screen readers.
    description : str
        What can be seen in it, for readers who cannot see it.
    parts : list of str
        The SVG elements drawn so far.
    """

    width: float
    height: float
    title: str
    description: str
    parts: list[str] = field(default_factory=list)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = "cell",
        stroke: str = "edge",
        radius: float = 8,
        thick: float = 1.5,
    ) -> None:
        """Draw a rectangle from its top left corner, with corners rounded by `radius`."""
        self.parts.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
            f' rx="{_n(radius)}" class="fill-{fill} line-{stroke}" stroke-width="{_n(thick)}"/>'
        )

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str = "panel",
        stroke: str = "ink",
        thick: float = 1.5,
    ) -> None:
        """Draw a circle around a centre."""
        self.parts.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" class="fill-{fill} line-{stroke}" '
            f'stroke-width="{_n(thick)}"/>'
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        stroke: str = "ink",
        thick: float = 1.8,
        arrow: bool = False,
        dashed: bool = False,
    ) -> None:
        """Draw a line through the points, with an arrowhead at its end if `arrow` is set."""
        path = "M" + " L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        extra = ' stroke-dasharray="6 5"' if dashed else ""
        if arrow:
            extra += f' marker-end="url(#arrow-{stroke})"'
        self.parts.append(
            f'<path d="{path}" class="fill-none line-{stroke}" stroke-width="{_n(thick)}"{extra} '
            'stroke-linejoin="round"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 16,
        fill: str = "ink",
        anchor: str = "middle",
        bold: bool = False,
        italic: bool = False,
    ) -> None:
        """Write words on one line.

        Parameters
        ----------
        x, y : float
            The place of the words: `y` is the middle of their height, `anchor` says which of their
            points is at `x`.
        words : str
            What to write. ``c_{t-1}`` makes a subscript and ``h^{(1)}`` a superscript.
        size : float
            The font size.
        fill : str
            The name of a colour.
        anchor : {"start", "middle", "end"}
            Which point of the words is at `x`.
        bold, italic : bool
            The style of the font.
        """
        style = (' font-weight="600"' if bold else "") + (' font-style="italic"' if italic else "")
        self.parts.append(
            f'<text x="{_n(x)}" y="{_n(y + 0.35 * size)}" font-size="{_n(size)}"'
            f' text-anchor="{anchor}" class="fill-{fill}"{style}>{_spans(words, size)}</text>'
        )

    def svg(self) -> str:
        """Return the source of the whole picture."""
        arrows = "".join(_arrow(name) for name in LIGHT if self._has_arrow(name))
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)}'
            f' {_n(self.height)}" width="{_n(self.width)}" height="{_n(self.height)}" role="img"'
            f' aria-labelledby="title description" font-family="{FONTS}">',
            f'<title id="title">{escape(self.title)}</title>',
            f'<desc id="description">{escape(self.description)}</desc>',
            f"<style>{_style()}</style>",
            f"<defs>{arrows}</defs>",
            f'<rect x="0.5" y="0.5" width="{_n(self.width - 1)}" height="{_n(self.height - 1)}"'
            ' rx="10" class="fill-panel line-edge"/>',
            *self.parts,
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def _has_arrow(self, name: str) -> bool:
        """Whether a line of this colour has an arrowhead."""
        return any(f"#arrow-{name})" in part for part in self.parts)


def _arrow(name: str) -> str:
    """Define the arrowhead of one colour."""
    return (
        f'<marker id="arrow-{name}" viewBox="0 0 10 10" refX="8.5" refY="5"'
        ' markerUnits="userSpaceOnUse" markerWidth="13" markerHeight="13" orient="auto"><path'
        f' d="M0 0.5 L10 5 L0 9.5 z" class="fill-{name}"/></marker>'
    )


def _style() -> str:
    """Define the colours of both themes and the classes that use them."""
    dark = f"@media (prefers-color-scheme: dark){{:root{{{_variables(DARK)}}}}}"
    rules = "".join(
        f".fill-{name}{{fill:var(--{name})}}.line-{name}{{stroke:var(--{name})}}" for name in LIGHT
    )
    return f":root{{{_variables(LIGHT)}}}{dark}.fill-none{{fill:none}}{rules}"


def _variables(colours: dict[str, str]) -> str:
    """Define one CSS variable for each colour."""
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _n(number: float) -> str:
    """Write a number with one decimal at most, and never as ``-0``."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")


def _spans(words: str, size: float) -> str:
    """Turn words into spans: those of subscripts and superscripts move down or up and back."""
    spans, end, shift = [], 0, 0.0
    for mark in _MARKED.finditer(words):
        spans.append(_span(words[end : mark.start()], -shift, size))
        shift = (0.28 if (mark[1] or mark[3]) == "_" else -0.38) * size
        spans.append(_span(mark[2] or mark[4], shift, 0.72 * size))
        end = mark.end()
    spans.append(_span(words[end:], -shift, size))
    return "".join(spans)


def _span(words: str, shift: float, size: float) -> str:
    """Make one span whose words stand `shift` lower than those before it."""
    if not words:
        # An empty span would not move the line back; a zero-width space does.
        words = "\u200b" if shift else ""
    if not words:
        return ""
    moved = f' dy="{_n(shift)}"' if shift else ""
    return f'<tspan{moved} font-size="{_n(size)}">{escape(words)}</tspan>'


@dataclass(frozen=True)
class Axes:
    """A rectangle of a picture in which data is plotted.

    Attributes
    ----------
    picture : Picture
        The picture that is drawn on.
    left, top, width, height : float
        The rectangle, in units of the picture.
    across, up : tuple of float
        The lowest and highest x and y of the data.
    """

    picture: Picture
    left: float
    top: float
    width: float
    height: float
    across: tuple[float, float]
    up: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the place in the picture that belongs to a point of the data."""
        (x_0, x_1), (y_0, y_1) = self.across, self.up
        return (
            self.left + (x - x_0) / (x_1 - x_0) * self.width,
            self.top + self.height - (y - y_0) / (y_1 - y_0) * self.height,
        )

    def frame(
        self, x_ticks: Iterable[tuple[float, str]] = (), y_ticks: Iterable[tuple[float, str]] = ()
    ) -> None:
        """Draw the axes: ticks are values with their labels, and y ticks have grid lines."""
        right, bottom = self.left + self.width, self.top + self.height
        for value, label in y_ticks:
            _, y = self.at(self.across[0], value)
            self.picture.line([(self.left, y), (right, y)], "faint", 1)
            self.picture.text(self.left - 8, y, label, 13, "soft", "end")
        for value, label in x_ticks:
            x, _ = self.at(value, self.up[0])
            self.picture.text(x, bottom + 14, label, 13, "soft")
        self.picture.line([(self.left, bottom), (right, bottom)], "soft", 1.2)

    def curve(
        self,
        xs: Iterable[float],
        ys: Iterable[float],
        stroke: str,
        thick: float = 2.4,
        dashed: bool = False,
    ) -> None:
        """Draw a curve through points of the data; y is cut off at the top and the bottom."""
        points = [
            self.at(float(x), min(max(float(y), self.up[0]), self.up[1]))
            for x, y in zip(xs, ys, strict=True)
        ]
        self.picture.line(points, stroke, thick, dashed=dashed)
