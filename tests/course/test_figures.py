"""The course's pictures are what their code draws, legible in light and dark, and described in
words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from autograder.course.authoring.pictures import DARK, LIGHT, Picture
from autograder.course.figures import drawn_figures

ROOT = Path(__file__).resolve().parents[2]
COURSE = ROOT / "exercises"
PICTURES = sorted(COURSE.glob("*/figures/*"))
SVG = "{http://www.w3.org/2000/svg}"
each_picture = pytest.mark.parametrize(
    "path", PICTURES, ids=[f"{p.parts[-3]}/{p.name}" for p in PICTURES]
)


@functools.cache
def drawn() -> dict[Path, str]:
    """What the code draws. It takes a second."""
    return drawn_figures(ROOT)


@each_picture
def test_drawing_again_gives_the_same_file(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == drawn()[path], "run `gatewise author figures`"


def test_no_picture_lies_about_that_no_code_draws() -> None:
    assert set(PICTURES) == set(drawn())
    assert len(PICTURES) > 5


@each_picture
def test_a_picture_is_described_and_needs_nothing_from_elsewhere(path: Path) -> None:
    root = etree.fromstring(drawn()[path].encode())
    assert root.get("role") == "img"
    assert len(root.findtext(f"{SVG}title")) > 10
    assert len(root.findtext(f"{SVG}desc")) > 80
    assert not re.search(r"href|src=|@import|<script", drawn()[path])
    assert "prefers-color-scheme: dark" in drawn()[path]


def corners(shape: etree._Element) -> Iterator[tuple[float, float]]:
    """Points between which a shape lies; of a path, the points that it is made of."""
    kind = shape.tag.removeprefix(SVG)
    value = {name: float(shape.get(name, "0")) for name in ("x", "y", "width", "height")}
    centre = {name: float(shape.get(name, "0")) for name in ("cx", "cy", "r")}
    if kind == "path":
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", shape.get("d", ""))]
        yield from zip(numbers[::2], numbers[1::2], strict=True)
    elif kind == "rect":
        yield value["x"], value["y"]
        yield value["x"] + value["width"], value["y"] + value["height"]
    else:
        assert kind == "circle"
        yield centre["cx"] - centre["r"], centre["cy"] - centre["r"]
        yield centre["cx"] + centre["r"], centre["cy"] + centre["r"]


@each_picture
def test_every_shape_lies_inside_the_panel(path: Path) -> None:
    root = etree.fromstring(drawn()[path].encode())
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    unseen = {f"{SVG}{name}" for name in ("marker", "defs", "clipPath")}
    kinds = {"svg", "title", "desc", "style", "text", "tspan", "g", "marker", "defs"}
    shapes = [
        shape
        for shape in root.iter(etree.Element)
        if shape.tag.removeprefix(SVG) not in kinds
        and not any(above.tag in unseen for above in shape.iterancestors())
    ]
    assert shapes
    for shape in shapes:
        for x, y in corners(shape):
            assert 0 <= x <= width, etree.tostring(shape)
            assert 0 <= y <= height, etree.tostring(shape)


@each_picture
def test_all_words_lie_inside_the_panel(path: Path) -> None:
    root = etree.fromstring(drawn()[path].encode())
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    labels = list(root.iter(f"{SVG}text"))
    assert labels
    for label in labels:
        words = "".join(label.itertext())
        x, y, size = (float(label.get(name, "")) for name in ("x", "y", "font-size"))
        length = 0.58 * size * len(words)
        start = {"middle": x - length / 2, "start": x, "end": x - length}[
            label.get("text-anchor", "")
        ]
        assert start >= -4, words
        assert start + length <= width + 4, words
        assert 0 < y < height - 3, words


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_every_background(theme: dict[str, str]) -> None:
    """At least 4.5:1, as WCAG 2 asks for text."""
    for name in ("ink", "soft", "f", "i", "g", "o", "c", "h"):
        for ground in ("panel", "cell"):
            light, dark = sorted((luminance(theme[name]), luminance(theme[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, f"{name} on {ground}"


def test_subscripts_go_down_and_come_back() -> None:
    picture = Picture(100, 50, "A title", "A description")
    picture.text(0, 0, "c_{t−1} and h^{(2)}", 10)
    shifts = [float(shift) for shift in re.findall(r'dy="([^"]+)"', picture.parts[0])]
    assert sum(shifts) == pytest.approx(0)
    assert len(shifts) == 4
