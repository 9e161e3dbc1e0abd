"""Small line charts as SVG, in the colours of the page around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

INK = "var(--jp-content-font-color1, currentColor)"
SOFT = "var(--jp-content-font-color2, #767676)"
FAINT = "var(--jp-border-color2, #bdbdbd)"

_WIDTH, _HEIGHT = 640, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 150, 28, 40
_LABEL_HEIGHT = 16

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """One line of a chart. ``colour`` is any CSS colour that stands out on light and on dark."""

    label: str
    xs: Sequence[float]
    ys: Sequence[float]
    colour: str
    dots: bool = False
    dashed: bool = False


@dataclass(frozen=True)
class Axis:
    """The part of an axis that is shown, the numbers written on it, and its label."""

    start: float
    end: float
    ticks: Sequence[float] = ()
    label: str = ""

    def share(self, value: float) -> float:
        """How far along the axis a value lies, from 0 to 1. What lies outside is at the border."""
        return (min(max(value, self.start), self.end) - self.start) / (self.end - self.start)


def line_chart(lines: Sequence[Line], across: Axis, up: Axis, description: str) -> str:
    """Draw lines as an SVG, each named at the right, level with its end.

    Parameters
    ----------
    lines
        The lines. One without points is left out.
    across, up
        The horizontal and the vertical axis. The label of the vertical one stands above it.
    description
        What the chart shows, for screen readers.
    """
    parts = [*_grid(across, up)]
    ends: list[tuple[Line, Point]] = []
    for line in lines:
        points = [_place(x, y, across, up) for x, y in zip(line.xs, line.ys, strict=True)]
        if points:
            parts += _drawn(line, points)
            ends.append((line, points[-1]))
    heights = label_heights([y for _, (_, y) in ends])
    for (line, end), height in zip(ends, heights, strict=True):
        parts += _labelled(line, end, height)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" style="max-width:{_WIDTH}px;width:100%;height:auto"'
        f' role="img" aria-label="{escape(description, quote=True)}"'
        ' font-family="var(--jp-ui-font-family, sans-serif)">' + "".join(parts) + "</svg>"
    )


def label_heights(ends: Sequence[float]) -> list[float]:
    """How far down each line's label stands: at the line's end, or as near as there is room.

    Labels stand in the order of their lines, so that none seems to belong to another line. Those of
    lines that end close together stand around the middle of these ends.
    """
    order = sorted(range(len(ends)), key=lambda index: ends[index])
    groups: list[list[int]] = []
    for index in order:
        groups.append([index])
        while len(groups) > 1 and _top(groups[-1], ends) < _bottom(groups[-2], ends):
            last = groups.pop()
            groups[-1] += last
    heights = list(ends)
    for group in groups:
        for place, index in enumerate(group):
            heights[index] = _top(group, ends) + (place + 0.5) * _LABEL_HEIGHT
    lowest = float(_HEIGHT - _BOTTOM)
    for index in reversed(order):
        heights[index] = min(heights[index], lowest)
        lowest = heights[index] - _LABEL_HEIGHT
    return heights


def _top(group: Sequence[int], ends: Sequence[float]) -> float:
    """Where labels begin that stand together around the middle of their lines' ends."""
    middle = sum(ends[index] for index in group) / len(group)
    return middle - len(group) * _LABEL_HEIGHT / 2


def _bottom(group: Sequence[int], ends: Sequence[float]) -> float:
    return _top(group, ends) + len(group) * _LABEL_HEIGHT


def _place(x: float, y: float, across: Axis, up: Axis) -> Point:
    """Where a point lies in the picture."""
    return (
        _LEFT + across.share(x) * (_WIDTH - _LEFT - _RIGHT),
        _HEIGHT - _BOTTOM - up.share(y) * (_HEIGHT - _TOP - _BOTTOM),
    )


def _grid(across: Axis, up: Axis) -> list[str]:
    """A horizontal line for each tick, the numbers on both axes, and the label below."""
    parts = []
    for tick in up.ticks:
        x, y = _place(across.start, tick, across, up)
        parts.append(
            f'<line x1="{x:.1f}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"'
            f' stroke="{FAINT}"/>' + _text((x - 7, y), f"{tick:g}".replace("-", "−"), "end", SOFT)
        )
    for tick in across.ticks:
        x, y = _place(tick, up.start, across, up)
        parts.append(_text((x, y + 14), f"{tick:g}", "middle", SOFT))
    if up.label:
        parts.append(_text((_LEFT - 44, _TOP - 16), up.label, "start", SOFT))
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    return [*parts, _text((middle, _HEIGHT - 9), across.label, "middle", SOFT)]


def _drawn(line: Line, points: Sequence[Point]) -> list[str]:
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dashes = ' stroke-dasharray="6 5"' if line.dashed else ""
    circles = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="{line.colour}"/>'
        for x, y in (points if line.dots else ())
    ]
    return [
        f'<path d="{path}" fill="none" stroke="{line.colour}" stroke-width="2.4"{dashes}/>',
        *circles,
    ]


def _labelled(line: Line, end: Point, height: float) -> list[str]:
    """The label beside the chart, and dots that lead to it from a line that ends earlier."""
    border = _WIDTH - _RIGHT
    leader = (
        f'<line x1="{end[0] + 5:.1f}" x2="{border + 5}" y1="{end[1]:.1f}" y2="{height:.1f}"'
        f' stroke="{line.colour}" stroke-width="1.6" stroke-dasharray="1 5"/>'
    )
    label = _text((border + 10, height), line.label, "start", line.colour, bold=True)
    return [leader, label] if border - end[0] > _LABEL_HEIGHT else [label]


def _text(place: Point, words: str, anchor: str, colour: str, bold: bool = False) -> str:
    x, y = place
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}" font-size="13" text-anchor="{anchor}"'
        f' fill="{colour}"{weight}>{escape(words)}</text>'
    )
