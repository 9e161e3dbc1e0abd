"""The quantities of a step as a diagram: boxes from left to right, with lines to what they make.

It is drawn from names and links alone, so it fits any exercise of any course.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape

Links = Sequence[tuple[str, str]]

_ROW, _GAP, _HIGH, _LETTER, _PADDING, _MARGIN = 38, 46, 26, 8.2, 30, 8
_FONT = "font:13px ui-monospace,'DejaVu Sans Mono',monospace"
_SUBSCRIPT = re.compile(r"^([A-Za-z]+)_(?:\{([^}]*)\}|(\w))$")
_MINUS = "−"


class Diagram:
    """Where the boxes of a diagram stand.

    Parameters
    ----------
    names
        The quantities, in the order in which they come about.
    links
        What is made of what, as pairs of names.
    plain
        Those without a box and a mark.
    """

    def __init__(self, names: Sequence[str], links: Links, plain: Collection[str] = ()) -> None:
        self._plain = frozenset(plain)
        self.links = _reduced([link for link in links if set(link) <= set(names)])
        self.columns = _columns(names, self.links)
        self._places: dict[str, tuple[float, float]] = {}
        rows = max(map(len, self.columns), default=0)
        self.height = rows * _ROW + 2 * _MARGIN
        x = float(_MARGIN)
        for column in self.columns:
            wide = max(map(self._wide, column))
            for row, name in enumerate(column):
                above = (rows - len(column)) / 2 * _ROW + _MARGIN
                self._places[name] = x + wide / 2, above + (row + 0.5) * _ROW
            x += wide + _GAP
        self.width = x - _GAP + _MARGIN

    def svg(self, looks: Mapping[str, tuple[str, str, str]], label: str) -> str:
        """Draw it, with all styles inline.

        Parameters
        ----------
        looks
            For each quantity its mark, its colour as a CSS declaration, and the style of its
            border.
        label
            What the picture shows, for people who do not see it.
        """
        parts = [
            f'<svg role="img" viewBox="0 0 {self.width:.0f} {self.height:.0f}"'
            f' width="{self.width:.0f}" style="max-width:100%;height:auto;display:block"'
            ' xmlns="http://www.w3.org/2000/svg">'
            f"<title>{escape(label)}</title>",
            *(self._line(start, end, looks[end]) for start, end in self.links),
            *(self._box(name, *looks[name]) for name in self._places),
        ]
        return "".join([*parts, "</svg>"])

    def _wide(self, name: str) -> float:
        found = _SUBSCRIPT.match(name)
        letters = len(found[1]) + 0.8 * len(found[2] or found[3]) if found else len(name)
        return letters * _LETTER + (_PADDING if name not in self._plain else 6)

    def _line(self, start: str, end: str, look: tuple[str, str, str]) -> str:
        (x, y), (to, down) = self._places[start], self._places[end]
        x, to = x + self._wide(start) / 2, to - self._wide(end) / 2
        half = (x + to) / 2
        return (
            f'<path d="M{x:.0f} {y:.0f}C{half:.0f} {y:.0f} {half:.0f} {down:.0f} {to:.0f}'
            f' {down:.0f}" style="{look[1]};fill:none;stroke:currentColor;stroke-width:1.4;'
            'opacity:.55"/>'
        )

    def _box(self, name: str, mark: str, colour: str, border: str) -> str:
        x, y = self._places[name]
        wide = self._wide(name)
        return (
            f'<g style="{colour}"><rect x="{x - wide / 2:.1f}" y="{y - _HIGH / 2:.1f}"'
            f' width="{wide:.1f}" height="{_HIGH}" rx="6" style="stroke:currentColor;{border};'
            'fill:#fff;fill:light-dark(#fff,#111)"/>'
            f'<text x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle" style="{_FONT};'
            f'fill:currentColor">{f"{mark} " if mark else ""}{_written(name)}</text></g>'
        )


def _written(name: str) -> str:
    """A name with its subscript below the line."""
    found = _SUBSCRIPT.match(name)
    if found is None:
        return escape(name)
    below = escape((found[2] or found[3]).replace("-", _MINUS))
    return f'{found[1]}<tspan dy="3" style="font-size:10px">{below}</tspan>'


def _columns(names: Sequence[str], links: Links) -> list[list[str]]:
    """The names by how many others they need, each column in the order of what it is made of."""
    sources = {name: [start for start, end in links if end == name] for name in names}
    depths: dict[str, int] = {}

    def depth(name: str, above: frozenset[str] = frozenset()) -> int:
        if name not in depths:
            earlier = [item for item in sources[name] if item not in above]
            deepest = [depth(item, above | {name}) for item in earlier]
            depths[name] = 1 + max(deepest, default=-1)
        return depths[name]

    columns: dict[int, list[str]] = {}
    for name in names:
        columns.setdefault(depth(name), []).append(name)
    places: dict[str, float] = {}
    found = []
    for number in sorted(columns):
        middles = {name: _middle(sources[name], places) for name in columns[number]}
        column = sorted(columns[number], key=middles.__getitem__)
        places |= {name: (row + 0.5) / len(column) for row, name in enumerate(column)}
        found.append(column)
    return found


def _middle(sources: Sequence[str], places: Mapping[str, float]) -> float:
    """How far down the sources of a quantity stand, from 0 to 1."""
    above = [places[item] for item in sources if item in places]
    return sum(above) / len(above) if above else 0.5


def _reduced(links: Links) -> list[tuple[str, str]]:
    """The links without those that a longer way stands for."""
    after: dict[str, set[str]] = {}
    for start, end in links:
        after.setdefault(start, set()).add(end)

    def reached(start: str) -> Iterator[str]:
        seen: set[str] = set()
        waiting = [end for middle in after.get(start, ()) for end in after.get(middle, ())]
        while waiting:
            item = waiting.pop()
            if item not in seen:
                seen.add(item)
                yield item
                waiting += after.get(item, ())

    return [(start, end) for start, end in links if end not in set(reached(start))]
