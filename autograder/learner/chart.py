"""Small line charts as SVG, in the colours of the page that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

INK = "var(--jp-content-font-color1, currentColor)"
SOFT = "var(--jp-content-font-color2, #767676)"
FAINT = "var(--jp-border-color2, #bdbdbd)"
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 150, 14, 40


@dataclass(frozen=True)
class Line:
    """One line of a chart. ``colour`` is any CSS colour with enough contrast on light and on
    dark.
    """

    label: str
    xs: Sequence[float]
    ys: Sequence[float]
    colour: str
    dots: bool = False
    dashed: bool = False


def line_chart(
    lines: Sequence[Line],
    across: tuple[float, float],
    up: tuple[float, float],
    x_label: str,
    description: str,
    x_ticks: Sequence[float] = (),
    y_ticks: Sequence[float] = (),
    width: int = 640,
    height: int = 280,
) -> str:
    """An SVG in which each line is named beside its end; `description` is read to those who cannot
    see it.

    What lies outside of `up` is drawn at the border.
    """

    def place(x: float, y: float) -> tuple[float, float]:
        inside = min(max(y, up[0]), up[1])
        return (
            _LEFT + (x - across[0]) / (across[1] - across[0]) * (width - _LEFT - _RIGHT),
            height - _BOTTOM - (inside - up[0]) / (up[1] - up[0]) * (height - _TOP - _BOTTOM),
        )

    parts = []
    for tick in y_ticks:
        x, y = place(across[0], tick)
        parts.append(
            f'<line x1="{x:.1f}" x2="{width - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{FAINT}"/>'
            + _text(x - 7, y, f"{tick:g}".replace("-", "−"), "end", SOFT)
        )
    for tick in x_ticks:
        x, y = place(tick, up[0])
        parts.append(_text(x, y + 14, f"{tick:g}", "middle", SOFT))
    parts.append(_text((_LEFT + width - _RIGHT) / 2, height - 9, x_label, "middle", SOFT))
    ends: list[float] = []
    for line in lines:
        points = [place(x, y) for x, y in zip(line.xs, line.ys, strict=True)]
        if not points:
            continue
        path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        dashes = ' stroke-dasharray="6 5"' if line.dashed else ""
        parts.append(
            f'<path d="{path}" fill="none" stroke="{line.colour}" stroke-width="2.4"{dashes}/>'
        )
        if line.dots:
            parts += [
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="{line.colour}"/>'
                for x, y in points
            ]
        x, y = points[-1]
        while any(abs(y - other) < 16 for other in ends):
            y += 4
        ends.append(y)
        parts.append(_text(x + 10, y, line.label, "start", line.colour, bold=True))
    return (
        f'<svg viewBox="0 0 {width} {height}" style="max-width:{width}px;width:100%;height:auto"'
        f' role="img" aria-label="{escape(description, quote=True)}"'
        ' font-family="var(--jp-ui-font-family, sans-serif)">' + "".join(parts) + "</svg>"
    )


def _text(x: float, y: float, words: str, anchor: str, colour: str, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}" font-size="13" text-anchor="{anchor}"'
        f' fill="{colour}"{weight}>{escape(words)}</text>'
    )
