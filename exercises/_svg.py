"""Pictures as SVG that read well on light and dark pages, and to people who listen to them.

A picture carries its own panel, so that it is legible on any page; its colours follow the reader's
system. Numbers are written with one decimal, so that drawing again gives the same file.
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
"""Colours by what they stand for: the four layers, the two states, and the page. All pass 4.5:1 on
their panel."""

_MARKED = re.compile(r"([_^])\{([^}]*)\}|([_^])(\w)")


@dataclass
class Picture:
    """An SVG being drawn. ``title`` names it; ``description`` says what is to be seen to those who
    cannot see it.
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
        """A line through the points, with an arrow at its end if asked for."""
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
        """Words with their middle at height `y`; ``c_{t-1}`` and ``h^{(1)}`` are set below and
        above the line.
        """
        style = (' font-weight="600"' if bold else "") + (' font-style="italic"' if italic else "")
        self.parts.append(
            f'<text x="{_n(x)}" y="{_n(y + 0.35 * size)}" font-size="{_n(size)}"'
            f' text-anchor="{anchor}" class="fill-{fill}"{style}>{_spans(words, size)}</text>'
        )

    def svg(self) -> str:
        colours = "".join(_rules(name) for name in LIGHT)
        arrows = "".join(
            f'<marker id="arrow-{name}" viewBox="0 0 10 10" refX="8.5" refY="5"'
            ' markerUnits="userSpaceOnUse" markerWidth="13" markerHeight="13" orient="auto"><path'
            f' d="M0 0.5 L10 5 L0 9.5 z" class="fill-{name}"/></marker>'
            for name in LIGHT
            if any(f"#arrow-{name})" in part for part in self.parts)
        )
        body = "\n".join(self.parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(self.width)}'
            f' {_n(self.height)}" width="{_n(self.width)}" height="{_n(self.height)}" role="img"'
            ' aria-labelledby="title description" font-family="system-ui, -apple-system, \'Segoe'
            " UI', 'DejaVu Sans', sans-serif\">\n<title"
            f' id="title">{escape(self.title)}</title>\n<desc'
            f' id="description">{escape(self.description)}</desc>\n<style>:root{{{_variables(LIGHT)}}}@media'
            " (prefers-color-scheme:"
            f" dark){{:root{{{_variables(DARK)}}}}}.fill-none{{fill:none}}{colours}</style>\n<defs>{arrows}</defs>\n<rect"
            f' x="0.5" y="0.5" width="{_n(self.width - 1)}" height="{_n(self.height - 1)}" rx="10"'
            f' class="fill-panel line-edge"/>\n{body}\n</svg>\n'
        )


def _n(number: float) -> str:
    """One decimal at most, and never ``-0``."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _rules(name: str) -> str:
    return f".fill-{name}{{fill:var(--{name})}}.line-{name}{{stroke:var(--{name})}}"


def _spans(words: str, size: float) -> str:
    """Subscripts and superscripts as spans that move down or up and back again."""
    spans, end, shift = [], 0, 0.0
    for mark in _MARKED.finditer(words):
        spans.append(_span(words[end : mark.start()], -shift, size))
        shift = (0.28 if (mark[1] or mark[3]) == "_" else -0.38) * size
        spans.append(_span(mark[2] or mark[4], shift, 0.72 * size))
        end = mark.end()
    spans.append(_span(words[end:], -shift, size))
    return "".join(spans)


def _span(words: str, shift: float, size: float) -> str:
    if not words:
        # An empty span would not move the line back: a space of no width does.
        words = "\u200b" if shift else ""
    if not words:
        return ""
    moved = f' dy="{_n(shift)}"' if shift else ""
    return f'<tspan{moved} font-size="{_n(size)}">{escape(words)}</tspan>'


@dataclass(frozen=True)
class Axes:
    """A rectangle of a picture in which data is plotted: x and y run over `across` and `up`."""

    picture: Picture
    left: float
    top: float
    width: float
    height: float
    across: tuple[float, float]
    up: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        (x_0, x_1), (y_0, y_1) = self.across, self.up
        return (
            self.left + (x - x_0) / (x_1 - x_0) * self.width,
            self.top + self.height - (y - y_0) / (y_1 - y_0) * self.height,
        )

    def frame(
        self, x_ticks: Iterable[tuple[float, str]] = (), y_ticks: Iterable[tuple[float, str]] = ()
    ) -> None:
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
        points = [
            self.at(float(x), min(max(float(y), self.up[0]), self.up[1]))
            for x, y in zip(xs, ys, strict=True)
        ]
        self.picture.line(points, stroke, thick, dashed=dashed)
